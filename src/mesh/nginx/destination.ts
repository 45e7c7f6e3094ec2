import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Answer } from '../answer.ts';
import { clusterNames } from '../hosts/hosts.ts';
import type { Mesh } from '../mesh.ts';
import type { ProxyPass } from './proxy-pass.ts';
import { isLoopback, type ProxyTarget } from './target.ts';

/** What stands behind a host that nginx connects to. */
export type Destination = {
  readonly host: string;
  readonly port: number;
} & (
  | {
      readonly kind: 'service';
      readonly service: Service;
      /** Absent: the Service has no such port. */
      readonly servicePort?: ServicePort;
      readonly receivers: readonly Receiver[];
    }
  /** A name of the cluster whose Service is not among these files; `missing`: it ought to be. */
  | { readonly kind: 'cluster'; readonly missing: boolean }
  | { readonly kind: 'outside' }
);

/** Pods that requests reach through a Service, and the port they come in by. */
export interface Receiver {
  readonly workload: Workload;
  /** Absent where the name of the port is not among the containers' ports. */
  readonly port?: number;
}

type Question = Pick<Mesh, 'named' | 'service' | 'workloadsOf' | 'settings'>;

/**
 * Where a `proxy_pass` leads when nginx runs in this namespace, past what stays in the pod. Where the namespace is not
 * known, `""`, a short name stands for the only Service of that name.
 */
export function destinationsOf(
  pass: ProxyPass,
  namespace: string,
  mesh: Question,
): readonly Destination[] {
  return pass.targets
    .filter(({ host }) => !isLoopback(host))
    .map((target) => destinationOf(target, namespace, mesh));
}

/** What a host and port stand for, seen from a namespace. */
export function destinationOf(
  { host, port }: Pick<ProxyTarget, 'host' | 'port'>,
  namespace: string,
  mesh: Question,
): Destination {
  const service = standsFor(host, namespace, mesh);
  if (service === 'outside') return { kind: 'outside', host, port };
  if (typeof service === 'string') {
    return { kind: 'cluster', missing: service === 'missing', host, port };
  }
  const servicePort = service.ports.find(({ number }) => number.value === port);
  const receivers = mesh.workloadsOf(service).map((workload) => {
    const number = portOfPods(servicePort?.targetPort ?? String(port), workload);
    return { workload, ...(number !== undefined && { port: number }) };
  });
  return { kind: 'service', service, host, port, receivers, ...(servicePort && { servicePort }) };
}

/**
 * The Service that a host stands for when it is used in a namespace. Where that is not known, `""`, a short name stands
 * for the only Service of that name. `outside`: it is no name of the cluster.
 */
export function standsFor(
  host: string,
  namespace: string,
  mesh: Pick<Mesh, 'named' | 'service' | 'settings'>,
): Answer<Service> | 'outside' {
  const only = namespace === '' ? onlyService(host, mesh) : undefined;
  const service = only ?? mesh.service(host, namespace);
  if (typeof service !== 'string') return service;
  const names = clusterNames(host, namespace, mesh.settings.clusterDomain.value);
  return names.some(({ certain }) => certain) ? service : 'outside';
}

function onlyService(name: string, mesh: Pick<Mesh, 'named'>): Service | undefined {
  const named = mesh.named('Service', name);
  return named.length === 1 ? named[0] : undefined;
}

/** The number of a Service's `targetPort` in these pods. */
function portOfPods(targetPort: string, { containers }: Workload): number | undefined {
  if (/^\d{1,5}$/.test(targetPort)) return Number(targetPort);
  const ports = containers.flatMap((container) => container.ports);
  return ports.find(({ name }) => name === targetPort)?.number.value;
}
