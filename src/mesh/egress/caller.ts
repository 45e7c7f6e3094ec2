import type { ConfigMap } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { PROXY_USER } from '../proxies/capture.ts';
import { atLeast } from '../versions/version.ts';

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
 * How sure it is that the calls of a container go through the proxy. The injector puts `istio-init` behind all other
 * init containers, so these call freely (istio/istio pkg/kube/inject/webhook.go); where the proxy is a native sidecar
 * (the default from Istio 1.27 on, on nodes that know them) or the CNI plugin is at work, they do not. The user 1337 is
 * the proxy's own.
 */
export function proxied(mesh: Mesh, container: Container): Confidence | 'never' {
  if (container.runAsUser?.value === PROXY_USER || container.name === 'istio-proxy') return 'never';
  if (!container.init || container.sidecar) return 'high';
  return atLeast(mesh.targets.istio, '1.27.0') ? 'low' : 'never';
}

/** The lesser of two. */
export function lesser(left: Confidence, right: Confidence): Confidence {
  const order: readonly Confidence[] = ['low', 'medium', 'high'];
  return order[Math.min(order.indexOf(left), order.indexOf(right))] ?? 'low';
}
