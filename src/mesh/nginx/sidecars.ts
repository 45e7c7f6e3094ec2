import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import type { Destination } from './destination.ts';

/** Who sends: known pods, or unknown ones that are taken to be in the mesh (`'anyone'`) or outside (`'outsider'`). */
export type Origin = Workload | 'anyone' | 'outsider';

type Question = Pick<Mesh, 'judged' | 'capturesInbound' | 'capturesOutbound'>;

/** Whether a sidecar takes in what the sender sends there. */
export function sidecarOfSender(
  sender: Origin,
  { host, port }: Pick<Destination, 'host' | 'port'>,
  mesh: Question,
): 'yes' | 'no' | 'unknown' {
  if (sender === 'anyone') return 'yes';
  if (sender === 'outsider' || !mesh.capturesOutbound(sender, host, port)) return 'no';
  return mesh.judged(sender);
}

/** The pods at the other end that requests reach through a sidecar, if they are in the mesh. */
export function receiversBehindSidecars(destination: Destination, mesh: Question): Workload[] {
  if (destination.kind !== 'service') return [];
  return destination.receivers.flatMap(({ workload, port }) =>
    port !== undefined && mesh.capturesInbound(workload, port) ? workload : [],
  );
}

/** Whether some of these workloads are in the mesh. */
export function membershipOf(
  workloads: readonly Workload[],
  mesh: Pick<Mesh, 'judged'>,
): 'yes' | 'no' | 'unknown' {
  const judged = workloads.map((workload) => mesh.judged(workload));
  if (judged.includes('yes')) return 'yes';
  return judged.includes('unknown') ? 'unknown' : 'no';
}

/** Whether a sidecar reads on the way what the sender sends there: his own, or that of a receiver. */
export function sidecarBetween(
  sender: Origin,
  destination: Destination,
  mesh: Question,
): 'yes' | 'no' | 'unknown' {
  const leaves = sidecarOfSender(sender, destination, mesh);
  if (leaves === 'yes') return 'yes';
  const arrives = membershipOf(receiversBehindSidecars(destination, mesh), mesh);
  return arrives === 'no' ? leaves : arrives;
}
