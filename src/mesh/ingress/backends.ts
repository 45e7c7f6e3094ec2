import type { Ingress, IngressBackend, Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, isTemplated } from '../../text.ts';
import { isPlatformNamespace, NAMESPACE_LABEL } from '../injection/injection.ts';
import type { Mesh, MutualTls } from '../mesh.ts';

/** What stands behind a backend of an Ingress. */
export interface JudgedBackend {
  readonly backend: IngressBackend;
  readonly service?: Service;
  /**
   * `gateway`: the mesh's own gateway, so traffic enters as it should. `mesh`: pods with a sidecar, or about to get one.
   * `outside`: pods that have none. `unknown`: these files cannot tell.
   */
  readonly stands: 'gateway' | 'mesh' | 'outside' | 'unknown';
  /** The policy that makes these pods refuse plain text. */
  readonly strict?: MutualTls;
}

/** What stands behind every backend of an Ingress, each Service and port once. */
export function backendsOf(mesh: Mesh, ingress: Ingress): readonly JudgedBackend[] {
  const distinct = new Map(
    ingress.backends.map((backend) => [
      `${backend.service.value}:${backend.port?.value ?? ''}`,
      backend,
    ]),
  );
  return [...distinct.values()].map((backend) => judge(mesh, backend, ingress.namespace));
}

function judge(mesh: Mesh, backend: IngressBackend, namespace: string): JudgedBackend {
  const name = backend.service.value;
  if (name === '' || isTemplated(name)) return { backend, stands: 'unknown' };
  const service = mesh.service(name, namespace);
  const found = typeof service === 'string' ? undefined : service;
  if (mesh.isGatewayService(name, namespace) === 'yes') {
    return { backend, ...(found && { service: found }), stands: 'gateway' };
  }
  if (typeof service === 'string') return { backend, stands: standsUnseen(mesh, namespace) };
  if (service.externalName !== undefined) {
    return { backend, service, stands: standsOutside(mesh, service.externalName.value, namespace) };
  }
  const workloads = mesh.workloadsOf(service);
  if (workloads.some((workload) => mesh.isGatewayWorkload(workload))) {
    return { backend, service, stands: 'gateway' };
  }
  const stands = standsBehind(mesh, workloads, namespace);
  const strict = stands === 'mesh' ? strictnessOf(mesh, backend, service, workloads) : undefined;
  return { backend, service, stands, ...(strict && { strict }) };
}

/** An ExternalName often leads from an application's namespace to the gateway's Service. */
function standsOutside(mesh: Mesh, host: string, namespace: string): JudgedBackend['stands'] {
  if (isTemplated(host)) return 'unknown';
  const [name = '', from = namespace] = host.split('.');
  return mesh.isGatewayService(name, from) === 'yes' ? 'gateway' : 'outside';
}

function standsBehind(
  mesh: Mesh,
  workloads: readonly Workload[],
  namespace: string,
): JudgedBackend['stands'] {
  if (workloads.length === 0) return standsInNamespace(mesh, namespace);
  if (isPlatform(mesh, namespace)) return 'outside';
  if (!mesh.hasMesh && !mesh.migrating) return 'unknown';
  const judged = workloads.map((workload) => mesh.judged(workload));
  if (judged.includes('yes')) return 'mesh';
  return judged.every((answer) => answer === 'no') ? 'outside' : 'unknown';
}

/** What stands in the control plane's namespace, or in the platform's, is no application that comes into the mesh. */
function isPlatform(mesh: Mesh, namespace: string): boolean {
  return isPlatformNamespace(namespace, mesh.settings.rootNamespace.value);
}

/** A Service that the input does not hold, of a team that is about to come in: it may be the new gateway's. */
function standsUnseen(mesh: Mesh, namespace: string): JudgedBackend['stands'] {
  const stands = standsInNamespace(mesh, namespace);
  return mesh.migrating && stands === 'mesh' ? 'unknown' : stands;
}

/** Pods that the input does not hold: what their namespace says is all there is. */
function standsInNamespace(mesh: Mesh, namespace: string): JudgedBackend['stands'] {
  if (isPlatform(mesh, namespace)) return 'outside';
  if (mesh.migrating) return isKeptOut(mesh, namespace) ? 'outside' : 'mesh';
  if (!mesh.hasMesh) return 'unknown';
  const { inMesh } = mesh.namespaceInjection(namespace);
  if (inMesh === 'unknown') return 'unknown';
  return inMesh === 'no' ? 'outside' : 'mesh';
}

/** Somebody has said no for the whole namespace: it stays out when the rest comes in. */
function isKeptOut(mesh: Mesh, namespace: string): boolean {
  return mesh
    .all('Namespace')
    .filter(({ name }) => name === namespace)
    .some(({ labels }) => entryOf(labels, NAMESPACE_LABEL)?.value.value === 'disabled');
}

/** A load balancer speaks plain text, or TLS of its own: pods that demand the mesh's mutual TLS refuse both. */
function strictnessOf(
  mesh: Mesh,
  backend: IngressBackend,
  service: Service,
  workloads: readonly Workload[],
): MutualTls | undefined {
  for (const workload of workloads) {
    if (mesh.judged(workload) !== 'yes') continue;
    const port = podPort(backend, service, workload);
    if (port !== undefined && !mesh.capturesInbound(workload, port)) continue;
    const mutualTls = mesh.mutualTls(workload, port);
    if (mutualTls.mode === 'STRICT') return mutualTls;
  }
  return undefined;
}

/** The pods' port behind a backend; `undefined` where names lead to nothing. */
export function podPort(
  backend: IngressBackend,
  service: Service,
  workload: Workload,
): number | undefined {
  const target = servicePort(backend, service)?.targetPort;
  if (target === undefined) return undefined;
  if (/^\d{1,5}$/.test(target)) return Number(target);
  return workload.containers
    .flatMap((container) => container.ports)
    .find((port) => port.name === target)?.number.value;
}

/** The port of the Service that a backend names by number or name. */
export function servicePort(
  backend: IngressBackend,
  service: Service,
): Service['ports'][number] | undefined {
  const written = backend.port?.value;
  return service.ports.find(
    (port) => String(port.number.value) === written || port.name?.value === written,
  );
}
