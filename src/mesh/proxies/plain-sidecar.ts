import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { atLeast } from '../versions/version.ts';

export const NATIVE_SIDECAR = 'sidecar.istio.io/nativeSidecar';

/** Why a sidecar is a container like the application's. */
export interface PlainSidecar {
  /** For messages: `default of Istio 1.20`, `annotation sidecar.istio.io/nativeSidecar`. */
  readonly by: string;
  readonly at?: Span;
}

/**
 * Why the sidecar of these pods, should they have one, begins after all init containers and does not end by itself. `undefined`: it
 * is a native one (Kubernetes 1.28), or nothing tells. The pods' annotation counts since Istio 1.24
 * (istio/istio pull request 53490).
 */
export function plainSidecar(workload: Workload, mesh: Mesh): PlainSidecar | undefined {
  if (workload.containers.some(({ name, sidecar }) => name === 'istio-proxy' && sidecar)) {
    return undefined;
  }
  const { value, source, at } = mesh.settings.nativeSidecars;
  const annotation = entryOf(workload.podAnnotations, NATIVE_SIDECAR)?.value;
  if (annotation === undefined || !atLeast(mesh.targets.istio, '1.24')) {
    return value ? undefined : { by: source, ...(at && { at }) };
  }
  if (annotation.value !== 'false') return undefined;
  return { by: `annotation ${NATIVE_SIDECAR}`, at: annotation.at };
}
