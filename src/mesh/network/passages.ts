import type {
  NetworkPeer,
  NetworkPort,
  PermissionRule,
} from '../../facts/kubernetes/network-policy.ts';
import { inRange, isPrivateRange } from '../hosts/addresses.ts';
import { type Labels, mayMatch } from '../objects/label-selectors.ts';

export type Possible = 'yes' | 'no' | 'unknown';

/** Who is on the other side: a pod of which some labels are known, an address, or anybody outside of the cluster. */
export type Party =
  | { readonly namespace: string; readonly namespaceLabels: Labels; readonly podLabels: Labels }
  | { readonly address: string }
  | 'outside';

/** Whether some rule lets a connection pass between pods of `namespace` and a party. */
export function passes(
  rules: readonly PermissionRule[],
  namespace: string,
  { party, protocol, port }: { party: Party; protocol: string; port: number },
): Possible {
  return some(
    rules.map((rule) =>
      every([
        rule.peers.length === 0
          ? 'yes'
          : some(rule.peers.map((peer) => isPeer(peer, namespace, party))),
        opens(rule, protocol, port),
      ]),
    ),
  );
}

/** Whether a rule is for a port, whoever is on the other side. Names are those of ports of the pods that are called. */
export function opens({ ports }: PermissionRule, protocol: string, port: number): Possible {
  return ports.length === 0 ? 'yes' : some(ports.map((one) => isPort(one, protocol, port)));
}

function isPort(one: NetworkPort, protocol: string, port: number): Possible {
  if (one.protocol !== protocol) return 'no';
  if (one.port === undefined) return 'yes';
  if (!/^\d+$/.test(one.port)) return 'unknown';
  const first = Number(one.port);
  return port >= first && port <= (one.endPort ?? first) ? 'yes' : 'no';
}

function isPeer(peer: NetworkPeer, namespace: string, party: Party): Possible {
  if (peer.ipBlock) return isInBlock(peer.ipBlock, party);
  if (party === 'outside' || 'address' in party) return 'no';
  const pods = peer.podSelector ? mayMatch(peer.podSelector, party.podLabels) : 'yes';
  const namespaces = peer.namespaceSelector
    ? mayMatch(peer.namespaceSelector, party.namespaceLabels)
    : namespace === party.namespace
      ? 'yes'
      : 'no';
  return every([pods, namespaces]);
}

/** Addresses of pods are private ones, mostly, and none is known. */
function isInBlock({ cidr, except }: NonNullable<NetworkPeer['ipBlock']>, party: Party): Possible {
  const isAll = cidr.endsWith('/0');
  if (party === 'outside') return isAll || !isPrivateRange(cidr) ? 'yes' : 'no';
  if ('address' in party) {
    const isIn = inRange(party.address, cidr);
    return isIn && !except.some((range) => inRange(party.address, range)) ? 'yes' : 'no';
  }
  if (isAll) return except.every((range) => !isPrivateRange(range)) ? 'yes' : 'unknown';
  return isPrivateRange(cidr) ? 'unknown' : 'no';
}

function some(answers: readonly Possible[]): Possible {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function every(answers: readonly Possible[]): Possible {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
