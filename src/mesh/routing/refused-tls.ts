import type { ClientTls, DestinationRule } from '../../facts/istio/kinds.ts';
import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh, MutualTls } from '../mesh.ts';
import { groupBy } from '../once.ts';
import { podPort } from '../policies/mutual-tls.ts';
import { followedRule, tlsMode, tlsOfPort } from './client-tls.ts';

/** What a DestinationRule makes sidecars send to a port, where the sidecars there take something else. */
export interface RefusedTls {
  readonly rule: DestinationRule;
  readonly to: Refusing;
  /** `tls` of the rule; absent: it says nothing of it. */
  readonly tls?: ClientTls;
  /** What is sent: nothing encrypted, TLS without a certificate of the mesh, or mutual TLS. */
  readonly sent: 'plain' | 'simple' | 'mutual';
  /** What the pods there want. */
  readonly mutualTls: MutualTls;
  /** All these pods are among the files, and in the mesh. */
  readonly isSure: boolean;
}

/** A port of a Service, or any of a namespace of which no Service is among the files. */
export type Refusing =
  | { readonly service: Service; readonly port: ServicePort }
  | { readonly namespace: string };

/**
 * DestinationRules by which clients and servers disagree on mutual TLS, each once for each of its `tls` and each policy, at the first port
 * that is sure; for a namespace without Services as far as its policies tell. Nothing is said where the clients that a rule is written for
 * follow another one, where a route leads to a subset with `tls` of its own, where the pods are not known or do not all want the
 * same, and of `MUTUAL`, whose certificates may be any.
 */
export function refusedTls(mesh: Mesh): RefusedTls[] {
  if (mesh.all('DestinationRule').length === 0) return [];
  const found = [
    ...mesh.all('Service').flatMap((service) => refusedBy(service, mesh)),
    ...refusedByNamespaces(mesh),
  ];
  const byRule = groupBy(found, ({ rule, tls }) => tls ?? rule);
  return [...byRule.values()].flatMap((ofRule) => {
    const byPolicy = groupBy(ofRule, ({ mutualTls }) => mutualTls.by);
    return [...byPolicy.values()].flatMap(
      (same) => same.find(({ isSure }) => isSure) ?? same[0] ?? [],
    );
  });
}

function refusedBy(service: Service, mesh: Mesh): RefusedTls[] {
  const rules = mesh.routing
    .rulesFor(service.name, service.namespace)
    .filter((rule) => isFollowed(rule, service, mesh));
  if (rules.length === 0) return [];
  return service.ports.flatMap((port) => {
    const wanted = wantedBy(service, port, mesh);
    if (!wanted) return [];
    return rules.flatMap((rule): RefusedTls[] => {
      const tls = tlsOfPort(rule, port.number.value);
      const sent = refusal(tls, wanted.mutualTls, mesh);
      return sent ? [{ rule, to: { service, port }, ...(tls && { tls }), sent, ...wanted }] : [];
    });
  });
}

/** Surely for the Service, and the one that clients follow for whom it is written; subsets do not replace what it says. */
function isFollowed(
  rule: DestinationRule,
  service: Pick<Service, 'name' | 'namespace'>,
  mesh: Mesh,
): boolean {
  const { host, namespace, subsets } = rule;
  if (!host) return false;
  const named = host.value.includes('*') || mesh.routing.host(host, namespace);
  const isMeant = named === true || (typeof named === 'object' && named.service === service);
  if (!isMeant || subsets.some((one) => one.tls && mesh.routing.isRoutedTo(rule, one)))
    return false;
  const isForAll = namespace === mesh.settings.rootNamespace.value;
  const client = { namespace: isForAll ? service.namespace : namespace };
  return followedRule(client, service, mesh) === rule;
}

/** What all pods behind a port want, where their sidecars decide that. */
function wantedBy(
  service: Service,
  port: ServicePort,
  mesh: Mesh,
): Pick<RefusedTls, 'mutualTls' | 'isSure'> | undefined {
  const workloads = mesh.workloadsOf(service);
  const modes = workloads.map((workload) => {
    const number = podPort(port.targetPort, workload);
    const captured = number !== undefined && mesh.capturesInbound(workload, number);
    return captured ? mesh.mutualTls(workload, number) : undefined;
  });
  const [first] = modes;
  if (!first || port.protocol === 'UDP') return undefined;
  if (modes.some((each) => each?.mode !== first.mode)) return undefined;
  const isSure = workloads.every((workload) => mesh.judged(workload) === 'yes');
  return { mutualTls: first, isSure };
}

/**
 * Where the rule says nothing of TLS, Istio finds out what the server takes (auto mutual TLS, since 1.4, by default since 1.5),
 * else sends plain text.
 */
function refusal(
  tls: ClientTls | undefined,
  { mode, stated }: MutualTls,
  { settings }: Mesh,
): RefusedTls['sent'] | undefined {
  const unwritten = settings.enableAutoMtls.value ? 'AUTO' : 'DISABLE';
  const sent = tls ? tlsMode(tls) : unwritten;
  if (isTemplated(sent)) return undefined;
  if (mode === 'STRICT' && sent === 'DISABLE') return 'plain';
  if (mode === 'STRICT' && sent === 'SIMPLE') return 'simple';
  return mode === 'DISABLE' && stated && sent === 'ISTIO_MUTUAL' ? 'mutual' : undefined;
}

/** Rules for all Services of a namespace that say one thing of all ports and clients, where none of these Services is known. */
function refusedByNamespaces(mesh: Mesh): RefusedTls[] {
  const known = new Set(mesh.all('Service').map(({ namespace }) => namespace));
  return mesh.all('DestinationRule').flatMap((rule): RefusedTls[] => {
    const namespace = namespaceOfWildcard(rule, mesh);
    const { tls, portTls, subsets } = rule;
    if (namespace === undefined || known.has(namespace) || known.has('')) return [];
    if (!tls || portTls.length > 0 || subsets.length > 0) return [];
    const mutualTls = mesh.mutualTlsOfSelected(namespace, []);
    const sent = mutualTls && refusal(tls, mutualTls, mesh);
    const isInMesh = mesh.namespaceInjection(namespace).inMesh !== 'ambient';
    const isFollowedThere =
      sent && isFollowed(rule, { name: rule.host?.value ?? '', namespace }, mesh);
    return isFollowedThere && isInMesh
      ? [{ rule, to: { namespace }, tls, sent, mutualTls, isSure: false }]
      : [];
  });
}

/** `shop` of `*.shop.svc.cluster.local`. */
function namespaceOfWildcard({ host }: DestinationRule, { settings }: Mesh): string | undefined {
  const suffix = `.svc.${settings.clusterDomain.value}`;
  const written = host?.value.toLowerCase() ?? '';
  if (!written.startsWith('*.') || !written.endsWith(suffix)) return undefined;
  const namespace = written.slice(2, -suffix.length);
  return /^[a-z0-9-]+$/.test(namespace) ? namespace : undefined;
}
