import type { EntryPort, ServiceEntry } from '../../facts/istio/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import { type Scoped, scopesOf, seenTogether } from '../hosts/scopes.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy } from '../once.ts';

/** A port of a ServiceEntry for a host that others, seen by the same clients, declare with the same number. */
export interface EntryRivalry {
  readonly entry: ServiceEntry;
  readonly port: EntryPort;
  readonly host: Located<string>;
  readonly others: readonly { readonly entry: ServiceEntry; readonly port: EntryPort }[];
  /** They do not all say the same protocol. */
  readonly protocolsDiffer: boolean;
}

interface Claim extends Scoped {
  readonly entry: ServiceEntry;
  readonly port: EntryPort;
  readonly host: Located<string>;
}

/**
 * Hosts and ports that several ServiceEntries declare, or one of them twice. istiod makes one service of them and takes the
 * protocol of the one it meets first.
 */
export function entryRivalries(mesh: Mesh): readonly EntryRivalry[] {
  const claims = mesh.all('ServiceEntry').flatMap(claimsOf);
  const groups = groupBy(
    claims,
    ({ host, port }) => `${host.value.toLowerCase()} ${port.number.value}`,
  );
  return [...groups.values()].flatMap((group) => (group.length > 1 ? rivalriesAmong(group) : []));
}

function claimsOf(entry: ServiceEntry): Claim[] {
  const scopes = scopesOf(entry.exportTo, entry.namespace);
  return entry.hosts
    .filter(({ value }) => !isTemplated(value))
    .flatMap((host) => entry.ports.map((port) => ({ entry, port, host, scopes })));
}

function rivalriesAmong(group: readonly Claim[]): EntryRivalry[] {
  const seen = seenTogether(group);
  return group.flatMap((own): EntryRivalry[] => {
    const others = seen(own).filter(({ port }) => port !== own.port);
    if (others.length === 0) return [];
    const protocols = new Set([own, ...others].map(({ port }) => port.protocol));
    const { entry, port, host } = own;
    return [{ entry, port, host, others, protocolsDiffer: protocols.size > 1 }];
  });
}
