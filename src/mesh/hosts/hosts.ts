import type { Service } from '../../facts/kubernetes/kinds.ts';
import { isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import type { Declared } from '../objects/declared.ts';
import { type Objects, objectNamed } from '../objects/objects.ts';
import { isAddress } from './addresses.ts';

/** What a host name can mean inside a cluster. */
export interface ClusterName {
  readonly name: string;
  readonly namespace: string;
  /** The name has the form of a cluster name alone; otherwise it may be a host outside as well. */
  readonly certain: boolean;
}

/** Top-level domains that nobody calls a namespace. */
const NEVER_NAMESPACES: readonly string[] = [
  'com',
  'org',
  'net',
  'edu',
  'gov',
  'local',
  'localhost',
];

/**
 * The Services a host may stand for: `name`, `name.namespace`, `name.namespace.svc`, the same with the cluster's
 * domain, and the name of one pod of a headless Service before each of them (Kubernetes DNS specification 1.1.0).
 */
export function clusterNames(
  host: string,
  from: string,
  clusterDomain: string,
): readonly ClusterName[] {
  const lower = host.toLowerCase().replace(/\.$/, '');
  if (lower === '' || lower.includes('*') || isAddress(lower) || lower === 'localhost') return [];
  const inCluster = stripCluster(lower, clusterDomain);
  const labels = (inCluster ?? lower).split('.');
  const [first = '', second = '', third = ''] = labels;
  if (inCluster !== undefined) {
    if (labels.length === 2) return [{ name: first, namespace: second, certain: true }];
    return labels.length === 3 ? [{ name: second, namespace: third, certain: true }] : [];
  }
  if (labels.length === 1) return [{ name: first, namespace: from, certain: true }];
  if (labels.length !== 2 || NEVER_NAMESPACES.includes(second)) return [];
  return [
    { name: first, namespace: second, certain: false },
    { name: second, namespace: from, certain: false },
  ];
}

/** What is before `.svc` or `.svc.<domain>`. */
function stripCluster(host: string, clusterDomain: string): string | undefined {
  for (const suffix of ['.svc', '.svc.cluster.local', `.svc.${clusterDomain}`]) {
    if (host.endsWith(suffix)) return host.slice(0, -suffix.length);
  }
  return undefined;
}

/** What the answer rests on. */
interface ServiceGrounds {
  readonly objects: Objects;
  readonly clusterDomain: string;
  readonly owns: (type: 'Service', namespace: string) => boolean;
  readonly declared: Declared;
}

/** The Service a host stands for when it is used in a namespace. One that another environment has is not missing. */
export function findService(
  host: string,
  from: string,
  { objects, clusterDomain, owns, declared }: ServiceGrounds,
): Answer<Service> {
  if (isTemplated(host)) return 'unknown';
  const names = clusterNames(host, objects.namespace(from), clusterDomain);
  for (const { name, namespace, certain } of names) {
    const service = serviceNamed(name, namespace, certain, objects);
    if (service !== 'missing') return service;
  }
  const isMissing = names.every(
    (place) => owns('Service', place.namespace) && !declared.has('Service', place),
  );
  return isMissing ? 'missing' : 'unknown';
}

/**
 * The Service of that name in that namespace. An object without a namespace may be the one that is meant, and so may one of
 * any namespace for a caller without; not where the name may be `certain`ly no Service's.
 */
export function serviceNamed(
  name: string,
  namespace: string,
  certain: boolean,
  objects: Objects,
): Answer<Service> {
  const found = objectNamed('Service', { name, namespace }, objects);
  const isExact = typeof found !== 'string' && objects.namespace(found.namespace) === namespace;
  return certain || isExact ? found : 'missing';
}
