import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';

/** How surely nothing listens where a Service port leads. */
export type Lost =
  /** No container has a port of that name, so the Service has no endpoint for it. */
  | 'no-such-name'
  /** The containers declare ports, and the Service leads to none of them: only documentation, but most likely a mistake. */
  | 'undeclared';

/**
 * Whether a Service port leads to no port of the workloads behind it. `undefined`: it does, or nothing tells. Names are
 * looked up per pod (Kubernetes 1.33 pkg/api/v1/pod `FindPort`), and the injector adds ports of its own. A number that is not
 * declared is left alone where the program is told to open it, or where another port of the Service is declared: containers
 * often declare fewer ports than they open.
 */
export function lostPort(mesh: Mesh, service: Service, port: ServicePort): Lost | undefined {
  const workloads = mesh.workloadsOf(service);
  if (workloads.length === 0) return undefined;
  const leads = ({ targetPort }: ServicePort): boolean =>
    workloads.some((workload) => declares(workload, targetPort));
  if (leads(port)) return undefined;
  if (!isNumber(port.targetPort)) return 'no-such-name';
  const isOpen = workloads.some(({ containers }) =>
    containers.some((each) => !each.init && mayOpen(each, port.targetPort)),
  );
  return isOpen || service.ports.some(leads) ? undefined : 'undeclared';
}

function isNumber(targetPort: string): boolean {
  return /^\d+$/.test(targetPort);
}

function declares({ containers }: Workload, targetPort: string): boolean {
  return containers
    .flatMap(({ ports }) => ports)
    .some(({ name, number }) => targetPort === (isNumber(targetPort) ? `${number.value}` : name));
}

/** It declares no port at all, or its command or environment names the number. */
function mayOpen({ ports, command, env }: Container, targetPort: string): boolean {
  const number = new RegExp(`(?<!\\d)${targetPort}(?!\\d)`);
  const values = [...command, ...env.flatMap(({ value }) => value ?? [])];
  return ports.length === 0 || values.some(({ value }) => number.test(value));
}
