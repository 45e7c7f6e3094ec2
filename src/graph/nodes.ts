import type { Resource } from '../facts/facts.ts';
import type { ServiceEntry } from '../facts/istio/kinds.ts';
import type { Service } from '../facts/kubernetes/kinds.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import { described } from '../facts/resource.ts';
import { clusterNames } from '../mesh/hosts/hosts.ts';
import type { Injection, Mesh } from '../mesh/mesh.ts';
import { standsFor } from '../mesh/nginx/destination.ts';
import { registryName } from '../mesh/routing/registry.ts';
import { isTemplated, type Located } from '../text.ts';
import type { GraphNode, NodeKind } from './graph.ts';

export const OUTSIDE: GraphNode = {
  id: 'outside',
  kind: 'outside',
  label: 'outside the cluster',
  notes: [],
};

export const SIDECARS: GraphNode = {
  id: 'sidecars',
  kind: 'sidecars',
  label: 'sidecars of the mesh',
  notes: [],
};

/** The node of an object. Istio's Gateway and that of the Gateway API may have one name. */
export function nodeOf(
  kind: NodeKind,
  resource: Resource,
  notes: readonly string[] = [],
): GraphNode {
  const name = described(resource);
  const id = resource.type === 'KubernetesGateway' ? `${name} of the Gateway API` : name;
  return { id, kind, label: id, notes, at: resource.at, resource };
}

/** Something that is named and not declared among these files. */
export function absentNode(
  kind: NodeKind,
  label: string,
  absent: 'missing' | 'unknown',
): GraphNode {
  return { id: label, kind, label, notes: [], absent };
}

export function hostNode(host: string): GraphNode {
  return { id: `host ${host}`, kind: 'host', label: host, notes: [] };
}

export function serviceNode(service: Service): GraphNode {
  return nodeOf('service', service, service.headless ? ['headless'] : []);
}

export function entryNode(entry: ServiceEntry): GraphNode {
  return nodeOf('service-entry', entry);
}

const SIDECAR: Readonly<Record<Injection['inMesh'], string>> = {
  sidecar: 'sidecar',
  ambient: 'ambient',
  no: 'no sidecar',
  unknown: 'not known whether it has a sidecar',
};

export function workloadNode(mesh: Mesh, workload: Workload): GraphNode {
  const { inMesh, because } = mesh.injection(workload);
  const comes = inMesh !== 'sidecar' && inMesh !== 'ambient' && mesh.judged(workload) === 'yes';
  const notes = mesh.isGatewayWorkload(workload)
    ? ['gateway of the mesh']
    : [`${SIDECAR[inMesh]}: ${because}`, ...(comes ? ['judged as if it had one'] : [])];
  return nodeOf('workload', workload, notes);
}

/** What a host name stands for where it is used: a Service, a ServiceEntry that is visible from there, or a host outside. */
export function namedNode(mesh: Mesh, host: string, namespace: string): GraphNode {
  if (isTemplated(host)) return absentNode('host', host, 'unknown');
  const service = standsFor(host, namespace, mesh);
  if (typeof service !== 'string') return serviceNode(service);
  if (service !== 'outside') {
    return absentNode('service', absentService(mesh, host, namespace), service);
  }
  const [entry] = mesh.serviceEntries(host, namespace);
  return entry === undefined ? hostNode(host) : entryNode(entry);
}

/** What Istio finds for a host of a route: it completes short names alone, so what DNS would find may be missing. */
export function registeredNode(mesh: Mesh, host: Located<string>, namespace: string): GraphNode {
  const found = mesh.routing.host(host, namespace);
  if (typeof found !== 'string') {
    const [entry] = found.entries;
    if (found.service) return serviceNode(found.service);
    if (entry) return entryNode(entry);
  }
  const absent = found === 'missing' ? 'missing' : 'unknown';
  const { service } = registryName(host.value, namespace, mesh.settings.clusterDomain.value);
  return service && !isTemplated(host.value)
    ? absentNode('service', serviceLabel(service), absent)
    : absentNode('host', host.value, absent);
}

function absentService(mesh: Mesh, host: string, from: string): string {
  const [meant] = clusterNames(host, from, mesh.settings.clusterDomain.value);
  return serviceLabel(meant ?? { name: host, namespace: '' });
}

/** How a Service is described that is no object of these files. */
export function serviceLabel({ name, namespace }: Pick<Service, 'name' | 'namespace'>): string {
  return namespace === '' ? `Service ${name}` : `Service ${namespace}/${name}`;
}
