import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';

/** How surely nothing listens where a Service port leads. */
export type Lost =
  /** No container has a port of that name, so the Service has no endpoint for it. */
  | 'no-such-name'
  /** The containers declare ports, and not this number: only documentation, but most likely a mistake. */
  | 'undeclared';

/**
 * Whether a Service port leads to no port of the workloads behind it. `undefined`: it does, or nothing tells. Names are
 * looked up per pod (Kubernetes 1.33 pkg/api/v1/pod `FindPort`), and the injector adds ports of its own.
 */
export function lostPort(mesh: Mesh, service: Service, port: ServicePort): Lost | undefined {
  const workloads = mesh.workloadsOf(service);
  if (workloads.length === 0) return undefined;
  const isNumber = /^\d+$/.test(port.targetPort);
  const leads = (workload: Workload): boolean => hasPort(workload, port, isNumber);
  if (workloads.some(leads)) return undefined;
  return isNumber ? 'undeclared' : 'no-such-name';
}

function hasPort(workload: Workload, { targetPort }: ServicePort, isNumber: boolean): boolean {
  const silent = workload.containers.some(({ init, ports }) => !init && ports.length === 0);
  if (isNumber && silent) return true;
  return workload.containers
    .flatMap(({ ports }) => ports)
    .some(({ name, number }) => (isNumber ? String(number.value) : name) === targetPort);
}
