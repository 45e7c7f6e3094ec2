import ipaddr from 'ipaddr.js';
import { providerOfHost } from '../../facts/application/known-hosts/find-providers.ts';
import { isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { once } from '../once.ts';

/** The names and the address that Google's metadata server answers to; `metadata` is the short name of old libraries. */
export const METADATA_ADDRESS = '169.254.169.254';
export const METADATA_NAME = 'metadata.google.internal';
const METADATA: ReadonlySet<string> = new Set([
  METADATA_ADDRESS,
  METADATA_NAME,
  'metadata.google',
  'metadata',
]);

/** Whether a host is the metadata server, which has rules of its own. */
export function isMetadataServer(host: string): boolean {
  return METADATA.has(host);
}

const INSIDE_SUFFIXES: readonly string[] = [
  '.svc',
  '.cluster.local',
  '.local',
  '.localhost',
  '.localdomain',
  '.docker.internal',
  '.pod',
];

/** RFC 2606 and what people write where a name is to be filled in. */
const PLACEHOLDER =
  /(?:^|\.)example(?:\.[a-z]{2,3})?$|\.(?:test|example|invalid)$|(?:^|[.-])(?:your|my)[-_]?(?:domain|company|org|host|server|site|app|cluster|project|team|instance)\b|(?:^|\.)(?:domain|host|hostname|company|acme|foo|bar)\.(?:com|tld|io|org|net)$|^x+\./;

/** Registries of images: the node pulls from them, not the pod. */
const REGISTRY =
  /(?:^|\.)(?:gcr\.io|pkg\.dev|docker\.io|docker\.com|quay\.io|ghcr\.io|registry\.k8s\.io|k8s\.gcr\.io|public\.ecr\.aws)$|\.dkr\.ecr\./;

const UNREACHABLE: readonly string[] = [
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'reserved',
];

/**
 * Whether a name or an address is outside the cluster for sure, so that a closed mesh lets calls to it through only
 * where a ServiceEntry admits them. In this order: addresses (private ones are outside too: Cloud SQL, Memorystore);
 * names of the cluster; placeholders and image registries; names that the project itself serves; `a.b`, which is a
 * Service of another namespace unless it cannot be.
 */
export function answerOutside(mesh: Mesh): (host: string, namespace: string) => boolean {
  const isOwn = once(() => amongHosts(ownHosts(mesh)));
  const reserved = once(() => reservedAddresses(mesh));
  const namespaces = once(() => knownNamespaces(mesh));
  return (host, namespace) => {
    if (isAddress(host)) return isCallable(host) && !reserved().has(host);
    if (isInside(host, mesh.settings.clusterDomain.value)) return false;
    if (PLACEHOLDER.test(host) || REGISTRY.test(host)) return false;
    if (isOwn()(host)) return false;
    const [, second = '', ...more] = host.split('.');
    if (more.length > 0 || providerOfHost(host)) return true;
    return !namespaces().has(second) && mesh.service(host, namespace) === 'missing';
  };
}

/** A Service's name, or a name that has no meaning beyond the cluster or the machine. */
function isInside(host: string, clusterDomain: string): boolean {
  if (!host.includes('.') || isMetadataServer(host)) return true;
  return [...INSIDE_SUFFIXES, `.${clusterDomain}`].some((suffix) => host.endsWith(suffix));
}

/** `a.b` is a Service of namespace `b`, be it among the files or not. */
function knownNamespaces(mesh: Mesh): ReadonlySet<string> {
  return new Set([
    ...mesh.all('Namespace').map(({ name }) => name),
    ...[...mesh.all('Service'), ...mesh.all('Workload')].map(({ namespace }) => namespace),
  ]);
}

function isCallable(address: string): boolean {
  const range = ipaddr.parse(address).range();
  return !UNREACHABLE.includes(range);
}

/** Whether `*.a.com` or `b.a.com` names a host. */
export function isNamedBy(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

/** The same for many patterns at once. */
function amongHosts(patterns: readonly string[]): (host: string) => boolean {
  const names = new Set(patterns);
  const wildcards = patterns.filter((pattern) => pattern.startsWith('*.'));
  return (host) => names.has(host) || wildcards.some((pattern) => isNamedBy(pattern, host));
}

/** Addresses of the cluster's own load balancers. */
function reservedAddresses(mesh: Mesh): ReadonlySet<string> {
  return new Set(mesh.all('Service').flatMap(({ loadBalancerIP }) => loadBalancerIP?.value ?? []));
}

/** Hosts that the project serves to the world, and targets of ExternalName Services, which Istio knows by themselves. */
function ownHosts(mesh: Mesh): readonly string[] {
  const gateways = mesh
    .all('IstioGateway')
    .filter(({ selector }) => !selector.some(({ value }) => value.value.includes('egress')));
  const hosts = [
    ...gateways.flatMap(({ servers }) => servers.flatMap((server) => server.hosts)),
    ...mesh
      .all('VirtualService')
      .flatMap(({ hosts, gateways: names }) =>
        names.length > 0 && !names.some(({ value }) => value === 'mesh') ? hosts : [],
      ),
    ...mesh.all('Ingress').flatMap(({ rules }) => rules.flatMap(({ host }) => host ?? [])),
    ...mesh
      .all('KubernetesGateway')
      .flatMap(({ listeners }) => listeners.flatMap(({ hostname }) => hostname ?? [])),
    ...mesh.all('KubernetesRoute').flatMap(({ hostnames }) => hostnames),
    ...mesh.all('Service').flatMap(({ externalName }) => externalName ?? []),
  ].map(({ value }) => value.slice(value.indexOf('/') + 1).toLowerCase());
  return [...new Set(hosts)].filter((host) => host !== '*' && host !== '');
}
