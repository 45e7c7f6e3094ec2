import type { FileFacts } from '../../facts/facts.ts';
import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy } from '../once.ts';

/** Another cluster of the same mesh. */
export interface OtherCluster {
  readonly name: string;
  readonly files: readonly FileFacts[];
}

/** A Service that is another one in another cluster. */
export interface InconsistentService {
  readonly service: Service;
  readonly cluster: string;
  readonly other: Service;
  /** What differs. */
  readonly differences: readonly ('headless' | 'type' | 'ports')[];
}

/**
 * Services that clusters declare under one name and namespace, and do not agree on: Istio makes one of them, with what the first cluster
 * that it hears of says. Ports of nodes, and where ports lead to, are each cluster's own.
 */
export function inconsistentServices(
  mesh: Mesh,
  clusters: readonly OtherCluster[],
): readonly InconsistentService[] {
  const others = groupBy(
    clusters.flatMap(({ name, files }) =>
      files
        .flatMap(({ resources }) => resources)
        .flatMap((other) => (other.type === 'Service' ? [{ cluster: name, other }] : [])),
    ),
    ({ other }) => `${other.namespace}/${other.name}`,
  );
  return mesh.all('Service').flatMap((service) =>
    (others.get(`${service.namespace}/${service.name}`) ?? []).flatMap(({ cluster, other }) => {
      const differences = differencesOf(service, other);
      return differences.length > 0 ? [{ service, cluster, other, differences }] : [];
    }),
  );
}

function differencesOf(left: Service, right: Service): InconsistentService['differences'] {
  return [
    ...(left.headless === right.headless ? [] : (['headless'] as const)),
    ...(left.serviceType === right.serviceType ? [] : (['type'] as const)),
    ...(textOf(left.ports) === textOf(right.ports) ? [] : (['ports'] as const)),
  ];
}

function textOf(ports: readonly ServicePort[]): string {
  return ports
    .map(({ number, name, protocol, appProtocol }) =>
      [name?.value, number.value, protocol, appProtocol?.value].join(' '),
    )
    .sort()
    .join(', ');
}
