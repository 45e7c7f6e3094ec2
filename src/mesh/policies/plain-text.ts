import type { ClientTls, DestinationRule } from '../../facts/istio/kinds.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import { isTemplated, type Span } from '../../text.ts';
import { hasGatewayLabel } from '../listeners/gateways.ts';
import type { Mesh, MutualTls } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import { followedRule, tlsMode, tlsOfPort } from '../routing/client-tls.ts';
import type { Approach } from '../services/shared-ports.ts';
import type { Grounds } from './reach.ts';

/** Why all callers send plain text, and so show no certificate. */
export interface PlainText {
  /** The proxy takes no mutual TLS in, or its callers are told to send none, or do not unless they are told. */
  readonly side: 'server' | 'clients' | 'mesh';
  /** For messages: `PeerAuthentication shop/default`. */
  readonly by: string;
  readonly at?: Span;
}

/**
 * Why callers send plain text to a port of a workload, given the ways of Services there; `undefined`: they do not, or it
 * cannot be known. Where mutual TLS is strict they are refused before any policy is asked.
 */
export function plainTextTo(
  { mesh }: Grounds,
  workload: Workload,
  port: number | undefined,
  approaches: readonly Approach[],
): PlainText | undefined {
  const demanded = mesh.mutualTls(workload, port);
  if (demanded.mode !== 'PERMISSIVE') return byServer(demanded);
  return ofAll(
    approaches.map((way) =>
      byClients(mesh, { ...placeOf(way.service), port: way.port.number.value }),
    ),
  );
}

/** The same for whatever pods a policy selects, where none of them is among the files: as far as their labels tell. */
export function plainTextToSelected(
  { mesh, objects }: Grounds,
  policy: AuthorizationPolicy,
): PlainText | undefined {
  const { selector, targets } = policy;
  const namespace = objects.namespace(policy.namespace);
  const isVague =
    targets.length > 0 ||
    namespace === mesh.settings.rootNamespace.value ||
    hasGatewayLabel(selector) ||
    selector.some(({ value }) => isTemplated(value.value)) ||
    mesh.namespaceInjection(namespace).inMesh === 'ambient';
  if (isVague) return undefined;
  const demanded = mesh.mutualTlsOfSelected(namespace, selector);
  if (demanded && demanded.mode !== 'PERMISSIVE') return byServer(demanded);
  const services = objects
    .inNamespace('Service', namespace)
    .filter((service) => service.selector.length > 0 && selects(service.selector, selector));
  if (services.length === 0) return byClients(mesh, anyServiceOf(namespace, mesh));
  return ofAll(
    services.flatMap((service) =>
      service.ports.map(({ number }) =>
        byClients(mesh, { ...placeOf(service), port: number.value }),
      ),
    ),
  );
}

function byServer({ mode, stated, by, at }: MutualTls): PlainText | undefined {
  return mode === 'DISABLE' && stated ? { side: 'server', by, ...(at && { at }) } : undefined;
}

/** The first of them, where there are some and each is one. */
function ofAll(all: readonly (PlainText | undefined)[]): PlainText | undefined {
  return all.every((one) => one !== undefined) ? all[0] : undefined;
}

/** A port of a Service; without a port all of them. */
interface Server {
  readonly name: string;
  readonly namespace: string;
  readonly port?: number;
}

function placeOf({ name, namespace }: Server): Server {
  return { name, namespace };
}

function anyServiceOf(namespace: string, { settings }: Mesh): Server {
  return { name: `*.${namespace}.svc.${settings.clusterDomain.value}`, namespace };
}

/**
 * What callers are told: by the DestinationRule that they follow, which is the one beside the Service or in the root namespace unless
 * their own namespace has another. Where it says nothing of TLS, or there is none, auto mutual TLS (`enableAutoMtls`, by default since Istio
 * 1.5) decides. That there is none is known only where the root namespace's rules are among the files.
 */
function byClients(mesh: Mesh, server: Server): PlainText | undefined {
  const { namespace, port } = server;
  const rules = mesh.routing.rulesFor(server.name, namespace);
  const root = mesh.settings.rootNamespace.value;
  if (rules.length === 0) return mesh.owns('DestinationRule', root) ? byDefault(mesh) : undefined;
  const isOfCaller = (rule: DestinationRule): boolean =>
    rule.namespace !== namespace && rule.namespace !== root;
  const rule = followedRule({ namespace }, server, mesh);
  const tellsOthers = rules.some((other) => isOfCaller(other) && !isPlain(tlsFor(other, port)));
  if (!rule || !tellsAll(rule, port) || tellsOthers) return undefined;
  const tls = tlsFor(rule, port);
  if (!tls) return byDefault(mesh);
  return isPlain(tls)
    ? { side: 'clients', by: described(rule), at: tls.mode?.at ?? tls.at }
    : undefined;
}

/** No subset has settings of its own, and the rule is for all callers and, where no port is asked for, for all ports alike. */
function tellsAll(
  { subsets, selector, exportTo, portTls }: DestinationRule,
  port: number | undefined,
): boolean {
  return (
    subsets.every(({ tls }) => tls === undefined) &&
    selector.length === 0 &&
    (exportTo.length === 0 || exportTo.some(({ value }) => value === '*')) &&
    (port !== undefined || portTls.length === 0)
  );
}

function tlsFor(rule: DestinationRule, port: number | undefined): ClientTls | undefined {
  return port === undefined ? rule.tls : tlsOfPort(rule, port);
}

function isPlain(tls: ClientTls | undefined): boolean {
  return tls !== undefined && tlsMode(tls) === 'DISABLE';
}

function byDefault({ settings: { enableAutoMtls } }: Mesh): PlainText | undefined {
  const { at, value, source } = enableAutoMtls;
  if (at === undefined || value) return undefined;
  return { side: 'mesh', by: `enableAutoMtls in ${source}`, at };
}
