import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { oncePer } from '../once.ts';
import { membershipOf } from './membership.ts';
import { type ProbedProtocol, probedProtocol } from './probed-protocol.ts';
import { stalledProtocol } from './server-first.ts';
import { type SharedPort, sharedPortsOf } from './shared-ports.ts';
import { type Lost, lostPort } from './target-ports.ts';

/** What rules ask of Services and their ports. */
export interface ServiceQuestions {
  /** Whether a Service is an application's of the mesh. */
  membership(service: Service): 'yes' | 'no' | 'unknown';
  /** The ports of a workload that Services reach as HTTP and as something else. */
  sharedPorts(workload: Workload): readonly SharedPort[];
  /** Whether a Service port leads to no port of the workloads behind it. */
  lost(service: Service, port: ServicePort): Lost | undefined;
  /** The protocol of a port on which client and proxy wait for each other. */
  stalled(port: ServicePort): string | undefined;
  /** What the application speaks on a Service port, by the probes that ask there. */
  probed(service: Service, port: ServicePort): ProbedProtocol | undefined;
}

export function answerServices(mesh: Mesh): ServiceQuestions {
  return {
    membership: oncePer((service: Service) => membershipOf(mesh, service)),
    sharedPorts: (workload) => sharedPortsOf(mesh, workload),
    lost: (service, port) => lostPort(mesh, service, port),
    stalled: (port) => stalledProtocol(mesh, port),
    probed: (service, port) => probedProtocol(mesh, service, port),
  };
}
