import type { ServiceEntry } from '../../facts/istio/kinds.ts';
import { isTemplated, type Span } from '../../text.ts';
import type { Mesh, Outbound } from '../mesh.ts';
import { atLeast, before } from '../versions/version.ts';
import {
  addressHost,
  isSingle,
  metadataAdmission,
  metadataHost,
  metadataPort,
  metadataRange,
} from './metadata.ts';
import { METADATA_ADDRESS, METADATA_NAME } from './outside.ts';
import type { MetadataCall } from './outside-calls.ts';

/** What is wrong with a ServiceEntry that is there for the metadata server. */
export interface MetadataFault {
  readonly entry: ServiceEntry;
  readonly at: Span;
  readonly kind:
    | 'address-as-host'
    | 'no-address'
    | 'no-name'
    | 'port'
    | 'protocol'
    | 'range'
    | 'forwarded-for';
  readonly outbound: Outbound;
}

/**
 * The faults of all ServiceEntries for Google's metadata server, at most one each. Whether somebody needs Google's
 * credentials is seen from `calls`: an address alone may be there for another cloud.
 */
export function metadataFaults(mesh: Mesh, calls: readonly MetadataCall[]): MetadataFault[] {
  const asked = (entry: ServiceEntry): boolean =>
    calls.some(
      ({ caller, host }) => host !== METADATA_ADDRESS && isSeen(mesh, entry, caller.namespace),
    );
  return mesh.all('ServiceEntry').flatMap((entry) => {
    const outbound = mesh.outbound(entry);
    const fault = faultOf(mesh, entry, asked);
    return fault ? [{ ...fault, entry, outbound }] : [];
  });
}

/** Whether an entry for the metadata server is visible from a namespace. */
export function isSeen(mesh: Mesh, entry: ServiceEntry, namespace: string): boolean {
  return [METADATA_NAME, METADATA_ADDRESS].some((host) =>
    mesh.serviceEntries(host, namespace).includes(entry),
  );
}

type Fault = Pick<MetadataFault, 'at' | 'kind'>;

function faultOf(
  mesh: Mesh,
  entry: ServiceEntry,
  asked: (entry: ServiceEntry) => boolean,
): Fault | undefined {
  const asHost = addressHost(entry);
  if (asHost && atLeast(mesh.targets.istio, '1.1.0'))
    return { kind: 'address-as-host', at: asHost.at };
  const name = metadataHost(entry);
  const range = metadataRange(entry);
  const isForGoogle = name?.value.startsWith('metadata') === true;
  if (isForGoogle)
    return (
      faultOfPort(entry) ??
      faultOfName(mesh, entry, name.at) ??
      faultOfRange(entry) ??
      forwarded(mesh, entry)
    );
  const address = range ?? asHost;
  if (address === undefined || !isSingle(address.value) || !asked(entry)) return undefined;
  if (metadataAdmission(mesh, entry.namespace).byName) return undefined;
  return { kind: 'no-name', at: address.at };
}

/** Only port 80 serves metadata, in plain HTTP; another entry may state it. */
function faultOfPort(entry: ServiceEntry): Fault | undefined {
  const port = metadataPort(entry);
  const [first] = entry.ports;
  if (port === undefined) return first ? { kind: 'port', at: first.number.at } : undefined;
  if (!['HTTPS', 'TLS'].includes(port.protocol)) return undefined;
  return { kind: 'protocol', at: port.protocolAt ?? port.at };
}

/** The name alone: nothing admits the address, neither here nor in an entry that is seen from here. */
function faultOfName(mesh: Mesh, entry: ServiceEntry, at: Span): Fault | undefined {
  const written = [...entry.addresses, ...entry.endpoints].map(({ value }) => value);
  if (written.some(isTemplated) || entry.endpoints.some(({ value }) => isSingle(value)))
    return undefined;
  if (metadataRange(entry) || metadataAdmission(mesh, entry.namespace).byAddress) return undefined;
  return { kind: 'no-address', at };
}

/** A range never equals the authority of an HTTP request. */
function faultOfRange(entry: ServiceEntry): Fault | undefined {
  const range = metadataRange(entry);
  if (range === undefined || isSingle(range.value)) return undefined;
  return metadataPort(entry)?.protocol === 'HTTP' ? { kind: 'range', at: range.at } : undefined;
}

/**
 * Sidecars of Istio 1.2.0 and 1.2.1 add X-Forwarded-For to outbound requests, and the metadata server refuses those
 * (istio/istio#13009; 1.2.2 put it behind PILOT_SIDECAR_USE_REMOTE_ADDRESS).
 */
function forwarded(mesh: Mesh, entry: ServiceEntry): Fault | undefined {
  const { istio } = mesh.targets;
  if (istio.version === undefined || !atLeast(istio, '1.2.0') || !before(istio, '1.2.2'))
    return undefined;
  const isStripped = mesh
    .all('VirtualService')
    .filter(({ hosts }) =>
      hosts.some(({ value }) => value === METADATA_NAME || value === METADATA_ADDRESS),
    )
    .some(({ http }) =>
      http.some(({ removedRequestHeaders }) => removedRequestHeaders.includes('x-forwarded-for')),
    );
  return isStripped
    ? undefined
    : { kind: 'forwarded-for', at: metadataHost(entry)?.at ?? entry.at };
}
