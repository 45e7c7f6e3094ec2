import type { Mesh, Outbound } from '../mesh.ts';
import { atLeast, before } from '../versions/version.ts';
import type { Caller, Confidence } from './caller.ts';
import { isWorkload } from './outside-calls.ts';

/** How grave it is that no ServiceEntry admits a call; `undefined`: nothing to say. */
export type Gravity = 'error' | 'warning' | 'info' | undefined;

/** What happens to calls of somebody to hosts that nobody has declared. */
export function blockingOf(mesh: Mesh, caller: Caller, port: number | undefined): Outbound {
  const outbound = mesh.outbound(isWorkload(caller.resource) ? caller.resource : caller);
  if (outbound.mode === 'closed' || port !== 80 || !isHalfOpen(mesh)) return outbound;
  return { mode: 'closed', by: 'Istio 1.1.0 to 1.1.2 with HTTP Services on port 80' };
}

/**
 * ALLOW_ANY does not hold for ports on which the mesh has an HTTP Service, in practice port 80, from Istio 1.1.0 to
 * 1.1.2 (announcement of 1.1.3).
 */
function isHalfOpen(mesh: Mesh): boolean {
  const { istio } = mesh.targets;
  if (istio.version === undefined || !atLeast(istio, '1.1.0') || !before(istio, '1.1.3'))
    return false;
  return mesh
    .all('Service')
    .some(({ ports }) =>
      ports.some((port) => port.number.value === 80 && mesh.protocol(port).startsWith('http')),
    );
}

/** Whether calls of somebody may come to grief at all, whatever they are. */
export function mayBeBlocked(mesh: Mesh, caller: Caller): boolean {
  const { mode } = blockingOf(mesh, caller, 80);
  return mode === 'closed' || (mode === 'unstated' && caller.judged === 'yes');
}

/**
 * Where unknown hosts are blocked, a sure call fails: an error; a likely one is a warning, else it is said for
 * information. Where nothing says, they are open by default: a warning for who is about to come under a mesh that may be
 * closed, information for who is in one. An explicit ALLOW_ANY is silent.
 */
export function gravityOf(
  mesh: Mesh,
  outbound: Outbound,
  caller: Caller,
  confidence: Confidence,
): Gravity {
  if (outbound.mode === 'open') return undefined;
  if (caller.judged === 'unknown') return outbound.mode === 'closed' ? 'info' : undefined;
  if (outbound.mode === 'closed') {
    if (confidence === 'high') return 'error';
    return confidence === 'medium' ? 'warning' : 'info';
  }
  if (confidence === 'low') return undefined;
  return mesh.migrating ? 'warning' : 'info';
}
