import type { ServiceEntry } from '../../facts/istio/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { inRange, isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
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

/** `hidden` are the ServiceEntries that are not visible from the caller's namespace. */
export function admissionOf(
  mesh: Mesh,
  call: OutsideCall,
  hidden: () => readonly ServiceEntry[],
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
  const unseen = hidden().find((other) => isFor(mesh, other, host));
  return unseen ? { kind: 'hidden', entry: unseen } : { kind: 'none' };
}

function isFor(mesh: Mesh, entry: ServiceEntry, host: string): boolean {
  if (isAddress(host)) return names(mesh, entry, host);
  return entry.hosts.some(({ value }) => isNamedBy(value.toLowerCase(), host));
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
