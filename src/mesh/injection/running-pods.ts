import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { once } from '../once.ts';

/**
 * Answers which Pods were taken out of a cluster, so that they are what runs: those with a status; and, where the input
 * is all there is, all of them as soon as one has a proxy, which nobody writes by hand. Manifests of Pods are no such thing.
 */
export function answerRunning(mesh: Mesh): (workload: Workload) => boolean {
  const isDump = once(
    () => mesh.complete && mesh.all('Workload').some((pod) => pod.kind === 'Pod' && hasProxy(pod)),
  );
  return (workload) => workload.kind === 'Pod' && (workload.conditions !== undefined || isDump());
}

/** A container with an image, or a native sidecar. */
export function hasProxy({ containers }: Workload): boolean {
  return containers.some(({ name, image }) => name === 'istio-proxy' && image !== undefined);
}
