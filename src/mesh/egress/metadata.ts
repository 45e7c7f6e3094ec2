import type { EntryPort, ServiceEntry } from '../../facts/istio/kinds.ts';
import type { Located } from '../../text.ts';
import { inRange } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { before } from '../versions/version.ts';
import { isNamedBy, METADATA_ADDRESS, METADATA_NAME } from './outside.ts';

/**
 * What of the metadata server a closed mesh lets through from a namespace. Client libraries call it by its address and
 * by its name (google-auth for Python first the one, then the other), and each is another virtual host to the proxy.
 */
export interface MetadataAdmission {
  readonly byName: boolean;
  readonly byAddress: boolean;
}

/** A ServiceEntry is there for HTTP on port 80, the only port that serves metadata; TCP admits every host on the address. */
export function metadataAdmission(mesh: Mesh, namespace: string): MetadataAdmission {
  const { istio } = mesh.targets;
  const named = mesh.serviceEntries(METADATA_NAME, namespace);
  const addressed = mesh.serviceEntries(METADATA_ADDRESS, namespace);
  const asHost = before(istio, '1.1.0');
  const byTcp = addressed.some((entry) => metadataRange(entry) && servesMetadata(entry, 'TCP'));
  return {
    byName: byTcp || named.some((entry) => servesMetadata(entry, 'HTTP')),
    byAddress:
      byTcp ||
      addressed.some((entry) => {
        const range = metadataRange(entry);
        const exact = range !== undefined && isSingle(range.value);
        return (
          (exact || (asHost && addressHost(entry) !== undefined)) && servesMetadata(entry, 'HTTP')
        );
      }),
  };
}

/** The host item that names the metadata server, the full name before the short one. */
export function metadataHost({ hosts }: ServiceEntry): Located<string> | undefined {
  return (
    hosts.find(({ value }) => value === METADATA_NAME) ??
    hosts.find(({ value }) => value === 'metadata.google' || isNamedBy(value, METADATA_NAME))
  );
}

/** The host item that is the metadata server's address. */
export function addressHost({ hosts }: ServiceEntry): Located<string> | undefined {
  return hosts.find(({ value }) => value.replace(/\/32$/, '') === METADATA_ADDRESS);
}

/** The address, or the range that holds it. */
export function metadataRange({ addresses }: ServiceEntry): Located<string> | undefined {
  return (
    addresses.find(({ value }) => isSingle(value)) ??
    addresses.find(({ value }) => inRange(METADATA_ADDRESS, value))
  );
}

/** Whether it is the address alone: a wider range never equals the authority of an HTTP request. */
export function isSingle(range: string): boolean {
  return range.replace(/\/32$/, '') === METADATA_ADDRESS;
}

/** The port of the entry that metadata is served on. */
export function metadataPort({ ports }: ServiceEntry): EntryPort | undefined {
  return ports.find(({ number }) => number.value === 80);
}

function servesMetadata(entry: ServiceEntry, wanted: 'HTTP' | 'TCP'): boolean {
  const protocol = metadataPort(entry)?.protocol;
  if (protocol === undefined) return entry.ports.length === 0;
  return protocol === wanted || (wanted === 'HTTP' && ['', 'HTTP2', 'GRPC'].includes(protocol));
}
