import type { ServiceEntry } from '../../facts/istio/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { inRange, isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy, oncePer } from '../once.ts';
import { before } from '../versions/version.ts';
import { isNamedBy } from './outside.ts';
import { isWorkload, type OutsideCall } from './outside-calls.ts';

/**
 * Whether a closed mesh lets a call through.
 *
 * - `admitted`: a visible ServiceEntry names host and port.
 * - `free`: it does not go through the proxy, or goes to a forward proxy.
 * - `other-port`, `hidden`: a ServiceEntry names the host, but another port, or it is not visible from there.
 * - `unknown`: ServiceEntries of this place are not among the files.
 */
export interface Admission {
  readonly kind: 'admitted' | 'free' | 'other-port' | 'hidden' | 'none' | 'unknown';
  readonly entry?: ServiceEntry;
}

/** `naming` tells the ServiceEntries that name a host, whoever sees them. */
export function admissionOf(
  mesh: Mesh,
  call: OutsideCall,
  naming: (host: string) => readonly ServiceEntry[],
): Admission {
  const { caller, host, port } = call;
  if (isWorkload(caller.resource) && isFree(mesh, caller.resource, call)) return { kind: 'free' };
  const entries = mesh
    .serviceEntries(host, caller.namespace)
    .filter((entry) => names(mesh, entry, host));
  const admitting = entries.find((entry) => admitsPort(entry, port));
  if (admitting) return { kind: 'admitted', entry: admitting };
  const [entry] = entries;
  if (entry) return { kind: 'other-port', entry };
  if (!mesh.owns('ServiceEntry', caller.namespace)) return { kind: 'unknown' };
  const unseen = naming(host).find((other) => !mesh.visible(other, caller.namespace));
  return unseen ? { kind: 'hidden', entry: unseen } : { kind: 'none' };
}

/** The ServiceEntries that name a host, in their order. Those that name an address are walked: such calls are few. */
export function entriesNaming(mesh: Mesh): (host: string) => readonly ServiceEntry[] {
  const entries = mesh.all('ServiceEntry');
  const named = entries.flatMap((entry, number) =>
    entry.hosts.map(({ value }) => ({ pattern: value.toLowerCase(), entry, number })),
  );
  const byPattern = groupBy(named, ({ pattern }) => pattern);
  const wildcards = named.filter(({ pattern }) => pattern.startsWith('*.'));
  return oncePer((host: string) => {
    if (isAddress(host)) return entries.filter((entry) => names(mesh, entry, host));
    const found = [
      ...(byPattern.get(host) ?? []),
      ...wildcards.filter(({ pattern }) => isNamedBy(pattern, host)),
    ].toSorted((a, b) => a.number - b.number);
    return [...new Set(found.map(({ entry }) => entry))];
  });
}

/** An address as a host counts up to Istio 1.0; endpoints alone admit no call to their address. */
function names(mesh: Mesh, entry: ServiceEntry, host: string): boolean {
  if (!isAddress(host)) return true;
  const isHost = entry.hosts.some(({ value }) => value === host);
  return (
    entry.addresses.some(({ value }) => inRange(host, value)) ||
    (isHost && before(mesh.targets.istio, '1.1.0'))
  );
}

/** Ports that no file states are not judged. */
function admitsPort({ ports }: ServiceEntry, port: number | undefined): boolean {
  return (
    port === undefined || ports.length === 0 || ports.some(({ number }) => number.value === port)
  );
}

function isFree(mesh: Mesh, workload: Workload, call: OutsideCall): boolean {
  const { host, port } = call;
  return !mesh.capturesOutbound(workload, host, port) || goesToProxy(workload, call);
}

/** `HTTPS_PROXY` and its kin send calls to another place, except for the hosts of `NO_PROXY`. */
function goesToProxy({ containers }: Workload, { host, scheme }: OutsideCall): boolean {
  if (scheme !== 'http' && scheme !== 'https') return false;
  return containers.some(({ env }) => {
    const variable = (wanted: string) => env.find(({ name }) => name.toLowerCase() === wanted);
    const proxy = variable(`${scheme}_proxy`) ?? variable('all_proxy');
    if (proxy === undefined || proxy.hosts.some((own) => own.host === host)) return false;
    const direct = (variable('no_proxy')?.value?.value ?? '').split(',').map((part) => part.trim());
    return !direct.some(
      (part) => part !== '' && `.${host}`.endsWith(`.${part.replace(/^\*?\./, '')}`),
    );
  });
}
