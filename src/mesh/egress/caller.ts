import type { ConfigMap } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { PROXY_USER } from '../proxies/capture.ts';
import { plainSidecar } from '../proxies/plain-sidecar.ts';

/** How sure it is that a call is made. */
export type Confidence = 'high' | 'medium' | 'low';

/** Who calls: a workload, or a ConfigMap that no workload of these files uses. */
export interface Caller {
  readonly resource: Workload | ConfigMap;
  readonly namespace: string;
  /** Whether it is part of the mesh; `no` only where the calls of everybody are asked for. */
  readonly judged: 'yes' | 'no' | 'unknown';
}

export interface WorkloadCaller extends Caller {
  readonly resource: Workload;
}

/** All workloads but gateways, in the mesh or not. */
export function callingWorkloads(mesh: Mesh): WorkloadCaller[] {
  return mesh
    .all('Workload')
    .filter((workload) => !mesh.isGatewayWorkload(workload))
    .map((workload) => ({
      resource: workload,
      namespace: workload.namespace,
      judged: mesh.judged(workload),
    }));
}

/**
 * How sure it is that the calls of a container go through the proxy. Those of init containers do not before it runs, see
 * `early-calls.ts`; whether all nodes know native sidecars is never sure. The user 1337 is the proxy's own.
 */
export function proxied(
  mesh: Mesh,
  workload: Workload,
  container: Container,
): Confidence | 'never' {
  if (container.runAsUser?.value === PROXY_USER || container.name === 'istio-proxy') return 'never';
  if (!container.init || container.sidecar) return 'high';
  return plainSidecar(workload, mesh) ? 'never' : 'low';
}

/** The lesser of two. */
export function lesser(left: Confidence, right: Confidence): Confidence {
  const order: readonly Confidence[] = ['low', 'medium', 'high'];
  return order[Math.min(order.indexOf(left), order.indexOf(right))] ?? 'low';
}
