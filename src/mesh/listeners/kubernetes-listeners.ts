import type { KubernetesGateway, KubernetesListener } from '../../facts/gke/kinds.ts';
import { isTemplated } from '../../text.ts';
import { groupBy } from '../once.ts';

/** Listeners of one Gateway that are not distinct. */
export interface ListenerConflict {
  readonly listener: KubernetesListener;
  /** `repeated`: the same protocol and hostname; `host`: HTTPS and TLS for one hostname; `port`: protocols that cannot share it. */
  readonly kind: 'repeated' | 'host' | 'port';
  /** What is in its way, on the same port. */
  readonly others: readonly KubernetesListener[];
}

/** Who can share a port; others stand alone, each with a transport of its own. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['HTTP', 'http'],
  ['HTTPS', 'tls'],
  ['TLS', 'tls'],
  ['TCP', 'tcp'],
]);

/**
 * On one port HTTP listeners are told apart by their hostnames, and so are those of HTTPS and TLS; TCP stands alone ("Distinct
 * Listeners", GatewaySpec, Gateway API 1.3). Equal ones of one protocol the API server refuses.
 */
export function listenerConflicts({ listeners }: KubernetesGateway): readonly ListenerConflict[] {
  const known = listeners.filter(
    ({ port, protocol, hostname }) =>
      port !== undefined && FAMILIES.has(protocol) && !isTemplated(hostname?.value ?? ''),
  );
  return [...groupBy(known, ({ port }) => port).values()].flatMap((onPort) =>
    onPort.flatMap((listener) => conflictOf(listener, onPort)),
  );
}

function conflictOf(
  listener: KubernetesListener,
  onPort: readonly KubernetesListener[],
): ListenerConflict[] {
  const others = onPort.filter((other) => other !== listener);
  const alike = others.filter((other) => hostOf(other) === hostOf(listener));
  const same = alike.filter(({ protocol }) => protocol === listener.protocol);
  if (same.length > 0) return [{ listener, kind: 'repeated', others: same }];
  const family = familyOf(listener);
  const strangers = others.filter((other) => family === 'tcp' || familyOf(other) !== family);
  if (strangers.length > 0) return [{ listener, kind: 'port', others: strangers }];
  return alike.length > 0 ? [{ listener, kind: 'host', others: alike }] : [];
}

function familyOf({ protocol }: KubernetesListener): string | undefined {
  return FAMILIES.get(protocol);
}

/** `""`: every host. */
function hostOf({ hostname }: KubernetesListener): string {
  return hostname?.value.toLowerCase() ?? '';
}
