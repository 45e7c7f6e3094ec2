import type { Service, ServicePort } from '../facts/kubernetes/kinds.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { podPort } from '../mesh/policies/mutual-tls.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { absentNode, namedNode, OUTSIDE, serviceNode, workloadNode } from './nodes.ts';

/** Stage: Services, what they stand for, and those that can be reached from outside by themselves. */
export function serviceStage(mesh: Mesh): Sketch {
  const links = mesh
    .all('Service')
    .flatMap((service) => [...wayIn(service), ...waysOn(mesh, service)]);
  return {
    nodes: [
      ...mesh.all('Service').map(serviceNode),
      ...mesh.all('Workload').map((workload) => workloadNode(mesh, workload)),
    ],
    links,
  };
}

/** Load balancers and node ports are open to others than pods; how far is not written in these files. */
function wayIn(service: Service): Link[] {
  const { serviceType, ports, typeAt, specAt } = service;
  if (serviceType !== 'LoadBalancer' && serviceType !== 'NodePort') return [];
  const way = {
    kind: 'enters',
    from: OUTSIDE,
    to: serviceNode(service),
    note: serviceType,
  } as const;
  return ports.map(({ number }) => ({
    ...way,
    port: number.value,
    evidence: [typeAt ?? specAt, ...(service.loadBalancerIP ? [service.loadBalancerIP.at] : [])],
  }));
}

function waysOn(mesh: Mesh, service: Service): Link[] {
  const from = serviceNode(service);
  const { externalName, selector } = service;
  if (externalName !== undefined) {
    const to = namedNode(mesh, externalName.value, service.namespace);
    return [{ kind: 'aliases', from, to, evidence: [externalName.at] }];
  }
  if (selector.length === 0) {
    return [unseenPods(service, 'unknown', 'no selector: its endpoints are made elsewhere')];
  }
  const workloads = mesh.workloadsOf(service);
  if (workloads.length === 0) {
    return [unseenPods(service, mesh.complete ? 'missing' : 'unknown', labelsOf(service))];
  }
  return workloads.flatMap((workload) => {
    const to = workloadNode(mesh, workload);
    return waysToPods(mesh, service, workload).map((way) => ({ ...way, from, to }));
  });
}

/** Where a Service leads though no workload here has its labels. */
function unseenPods(service: Service, absent: 'missing' | 'unknown', note: string): Link {
  const from = serviceNode(service);
  const to: GraphNode = absentNode('workload', `pods of ${from.label}`, absent);
  const at = service.selector[0]?.key.at ?? service.specAt;
  return { kind: 'selects', from, to, note, evidence: [at] };
}

function labelsOf({ selector }: Service): string {
  return selector.map(({ key, value }) => `${key.value}=${value.value}`).join(', ');
}

/** One way for each port; a headless Service may have none. */
function waysToPods(mesh: Mesh, service: Service, workload: Workload): Way[] {
  const at = service.selector[0]?.key.at ?? service.specAt;
  if (service.ports.length === 0) return [{ kind: 'selects', evidence: [at] }];
  return service.ports.map((port) => wayToPort(mesh, port, workload, [port.number.at, at]));
}

function wayToPort(
  mesh: Mesh,
  port: ServicePort,
  workload: Workload,
  evidence: Way['evidence'],
): Way {
  const number = podPort(port.targetPort, workload);
  const target = number ?? port.targetPort;
  const captured =
    mesh.judged(workload) !== 'no' &&
    (number === undefined || mesh.capturesInbound(workload, number));
  return {
    kind: 'selects',
    port: port.number.value,
    ...(target !== port.number.value && { targetPort: target }),
    protocol: mesh.protocol(port),
    ...(captured && { mutualTls: mesh.mutualTls(workload, number) }),
    ...(number === undefined && { note: 'no container has a port of this name' }),
    evidence,
  };
}
