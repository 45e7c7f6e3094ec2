import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Probe, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { podPort } from '../policies/mutual-tls.ts';
import { probedPort } from '../proxies/probe-rewriting.ts';

/** What an application speaks on a port, as the questions show that the kubelet puts to it there. */
export type ProbedProtocol = 'http' | 'https' | 'grpc';

/**
 * The protocol of a Service port by the probes of the pods behind it that ask the same port. `undefined`: none asks
 * there, or they disagree. A TCP probe says nothing.
 */
export function probedProtocol(
  mesh: Pick<Mesh, 'workloadsOf'>,
  service: Service,
  { targetPort }: ServicePort,
): ProbedProtocol | undefined {
  const spoken = mesh.workloadsOf(service).flatMap((workload) => {
    const number = podPort(targetPort, workload);
    return number === undefined ? [] : spokenOn(number, workload);
  });
  const [first, ...others] = new Set(spoken);
  return others.length === 0 ? first : undefined;
}

function spokenOn(port: number, { containers }: Workload): ProbedProtocol[] {
  return containers.flatMap((container) =>
    container.probes
      .filter((probe) => probedPort(probe, container) === port)
      .flatMap((probe) => spokenBy(probe) ?? []),
  );
}

function spokenBy({ handler, scheme }: Probe): ProbedProtocol | undefined {
  if (handler === 'grpc') return 'grpc';
  if (handler !== 'httpGet') return undefined;
  return scheme === 'HTTPS' ? 'https' : 'http';
}
