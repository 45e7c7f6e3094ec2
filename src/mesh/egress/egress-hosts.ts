import type { Sidecar } from '../../facts/istio/kinds.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import { entryOf, isTemplated, type Located } from '../../text.ts';
import { hostsOverlap, mayBeSameNamespace } from '../ingress/host-patterns.ts';
import type { Mesh } from '../mesh.ts';
import { isForSidecars } from '../nginx/sent-host.ts';
import { once } from '../once.ts';
import { registryName } from '../routing/registry.ts';

/** Why a host of a Sidecar's `egress` brings nothing in. */
export type EgressHostFault =
  | { readonly is: 'missing' }
  /** It is imported from another namespace than the one it is in. */
  | { readonly is: 'elsewhere'; readonly namespace: string }
  /** The Service is exported to other namespaces alone. */
  | { readonly is: 'hidden'; readonly exportTo: string }
  /** It is the name of a Service as DNS completes it, and Istio does not. */
  | { readonly is: 'short'; readonly full: string };

interface Holder {
  readonly host: string;
  readonly namespace: string;
}

/**
 * What is wrong with `namespace/host` in a Sidecar. It imports the Services, ServiceEntries and VirtualServices of that namespace (`.`: the Sidecar's
 * own, `*`: any) whose full host the second part is or, with a star before it, holds (istio/istio 1.30 pilot/pkg/model/sidecar.go
 * `hostClassification`). `undefined`: it imports something, may do so, or is meant to import nothing (`~`).
 */
export function answerEgressHosts(
  mesh: Mesh,
): (sidecar: Sidecar, written: Located<string>) => EgressHostFault | undefined {
  const entries = once(() => hostsOfEntries(mesh));
  const routes = once(() => hostsOfRoutes(mesh));
  return (sidecar, { value, at }) => {
    const slash = value.indexOf('/');
    const host = value.slice(slash + 1).toLowerCase();
    const isAny = host === '*' || host.endsWith('.svc.clusterset.local');
    const from = value.startsWith('./') ? sidecar.namespace : value.slice(0, Math.max(slash, 0));
    if (from === '' || from === '~' || isAny || isTemplated(value)) return undefined;
    const isHeld = [...entries(), ...routes()].some(
      (holder) => isIn(from, holder) && hostsOverlap(holder.host, host),
    );
    if (isHeld) return undefined;
    return host.startsWith('*')
      ? patternFault(mesh, from, host, entries())
      : hostFault(mesh, from, { value: host, at }, sidecar.namespace);
  };
}

/** They are few, so they are walked. */
function hostsOfEntries(mesh: Mesh): readonly Holder[] {
  return mesh
    .all('ServiceEntry')
    .flatMap(({ hosts, namespace }) =>
      hosts.map(({ value }) => ({ host: value.toLowerCase(), namespace })),
    );
}

function hostsOfRoutes(mesh: Mesh): readonly Holder[] {
  const domain = mesh.settings.clusterDomain.value;
  return mesh
    .all('VirtualService')
    .filter(isForSidecars)
    .flatMap(({ hosts, namespace }) =>
      hosts.map(({ value }) => ({ host: registryName(value, namespace, domain).host, namespace })),
    );
}

function isIn(from: string, { namespace }: { readonly namespace: string }): boolean {
  return from === '*' || namespace === '' || namespace === from || isTemplated(namespace);
}

/** Where the host is, if it is nowhere else in the namespace that is named. */
function elsewhere(
  from: string,
  owners: readonly { readonly namespace: string }[],
): EgressHostFault | undefined {
  const [first] = owners;
  return first && !owners.some((owner) => isIn(from, owner))
    ? { is: 'elsewhere', namespace: first.namespace }
    : undefined;
}

function hostFault(
  mesh: Mesh,
  from: string,
  host: Located<string>,
  client: string,
): EgressHostFault | undefined {
  const domain = mesh.settings.clusterDomain.value;
  const named = registryName(host.value, from, domain);
  const isFull = named.host === host.value;
  const service = isFull && named.service ? 'unknown' : mesh.service(host.value, from);
  if (typeof service !== 'string') {
    return { is: 'short', full: `${service.name}.${service.namespace}.svc.${domain}` };
  }
  if (!isFull) return mesh.complete ? { is: 'missing' } : undefined;
  const answer = mesh.routing.host(host, from);
  if (answer === 'missing') return { is: 'missing' };
  const { entries, service: found } = answer === 'unknown' ? { entries: [] } : answer;
  const exportTo = found && entryOf(found.annotations, EXPORT_TO)?.value.value;
  if (found && exportTo !== undefined && isHidden(mesh, found, exportTo, client)) {
    return { is: 'hidden', exportTo };
  }
  return elsewhere(from, [...(named.service ? [named.service] : []), ...entries]);
}

const EXPORT_TO = 'networking.istio.io/exportTo';

/**
 * Whether the annotation of a Service, a list of namespaces, keeps it from a client's (istio/istio 1.30
 * pilot/pkg/serviceregistry/kube/conversion.go `ConvertService`). A Sidecar of the root namespace is for clients of any.
 */
function isHidden(mesh: Mesh, service: Service, exportTo: string, client: string): boolean {
  if (client === mesh.settings.rootNamespace.value || isTemplated(exportTo)) return false;
  const scopes = exportTo.split(',').map((scope) => scope.trim());
  const isOwn = mayBeSameNamespace(service.namespace, client);
  return !scopes.some((scope) => scope === '*' || scope === client || (scope === '.' && isOwn));
}

/** Services of a namespace, by its domain; hosts outside the cluster are missing only where the input is complete. */
function patternFault(
  mesh: Mesh,
  from: string,
  host: string,
  entries: readonly Holder[],
): EgressHostFault | undefined {
  const suffix = `.svc.${mesh.settings.clusterDomain.value}`;
  const namespace = host.endsWith(suffix) ? host.slice(2, -suffix.length) : '';
  if (/^[a-z0-9-]+$/.test(namespace)) return elsewhere(from, [{ namespace }]);
  if (hostsOverlap(host, `x.x${suffix}`)) return undefined;
  const owners = entries.filter((entry) => hostsOverlap(entry.host, host));
  return owners.length === 0 && mesh.complete ? { is: 'missing' } : elsewhere(from, owners);
}
