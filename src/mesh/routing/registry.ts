import type { ServiceEntry } from '../../facts/istio/kinds.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { isAddress } from '../hosts/addresses.ts';
import { clusterNames, serviceNamed } from '../hosts/hosts.ts';
import type { Visibility } from '../hosts/visibility.ts';
import type { EffectiveSettings, Mesh } from '../mesh.ts';
import type { Declared } from '../objects/declared.ts';
import type { Objects } from '../objects/objects.ts';

/** A host as Istio's registry knows it. */
export interface RegistryName {
  /** Lower case, in full, without a dot at its end. */
  readonly host: string;
  /** Where it is the name of a Service of the cluster. */
  readonly service?: { readonly name: string; readonly namespace: string };
}

/** What a host of a route or policy stands for. */
export interface RegisteredHost {
  readonly service?: Service;
  /** Those that declare it where it is no Service, or beside it. */
  readonly entries: readonly ServiceEntry[];
}

/** What the answers rest on. */
export interface RegistryGrounds extends Pick<Mesh, 'isGatewayService' | 'owns'> {
  readonly objects: Objects;
  readonly declared: Declared;
  readonly entriesFor: Visibility['entriesFor'];
  readonly settings: () => EffectiveSettings;
  readonly complete: boolean;
}

/**
 * The full name that Istio gives a host written in a namespace: a name without any dot becomes that of a Service there; all
 * else is taken as it is, so `web.shop` and `web.shop.svc` are no Services (`ResolveShortnameToFQDN`, istio/istio 1.30
 * pilot/pkg/model/virtualservice.go).
 */
export function registryName(written: string, from: string, clusterDomain: string): RegistryName {
  const lower = written.toLowerCase().replace(/\.$/, '');
  const isShort = !lower.includes('.') && !lower.includes('*') && !isAddress(lower);
  const host = isShort ? `${lower}.${from}.svc.${clusterDomain}` : lower;
  const suffix = `.svc.${clusterDomain}`;
  if (!host.endsWith(suffix) || host.startsWith('*')) return { host };
  const labels = host.slice(0, -suffix.length).split('.');
  const [name = '', namespace = ''] = labels.slice(-2);
  return labels.length === 2 ? { host, service: { name, namespace } } : { host };
}

/**
 * Looks for the Service or the ServiceEntries behind a host written in a namespace. Services that only Istio's
 * installation or the cluster itself makes cannot be known, nor what wildcards and placeholders (an underscore is in no
 * host) stand for.
 */
export function findHost(
  { value: written, at }: Located<string>,
  from: string,
  grounds: RegistryGrounds,
): Answer<RegisteredHost> {
  if (isTemplated(written) || /[*_]/.test(written)) return 'unknown';
  const { objects, settings } = grounds;
  const domain = settings().clusterDomain.value;
  const { host, service } = registryName(written, objects.namespace(from), domain);
  const found = service && serviceNamed(service.name, service.namespace, true, objects);
  const entries = grounds.entriesFor(host);
  if (found !== undefined && typeof found !== 'string') return { service: found, entries };
  if (entries.length > 0) return { entries };
  if (found === 'unknown') return 'unknown';
  if (service) return absentService(service, at.file, grounds);
  const isService = clusterNames(written, objects.namespace(from), domain).some(
    ({ name, namespace }) => typeof serviceNamed(name, namespace, true, objects) !== 'string',
  );
  // Istio does not complete what DNS would, so it names nothing however many objects there are elsewhere.
  if (isService) return 'missing';
  const isKept =
    grounds.owns('ServiceEntry', from) && keepsServices(objects.namespace(from), at.file, grounds);
  return isKept ? 'missing' : 'unknown';
}

function absentService(
  place: { readonly name: string; readonly namespace: string },
  file: string,
  grounds: RegistryGrounds,
): 'missing' | 'unknown' {
  const { name, namespace } = place;
  const isElsewhere =
    (name === 'kubernetes' && namespace === 'default') ||
    grounds.isGatewayService(name, namespace) === 'yes' ||
    grounds.declared.has('Service', place);
  return !isElsewhere && keepsServices(namespace, file, grounds) ? 'missing' : 'unknown';
}

/**
 * Whether a Service that is not among those of a namespace does not exist, as far as a file knows. Where the input is
 * complete, it has to hold something of the cluster besides Istio's objects. Else it has to hold other Services of the
 * namespace; where none is written, near the file, for other folders may be applied to another one. Those of the control
 * plane's namespace are made by installers.
 */
function keepsServices(
  namespace: string,
  file: string,
  { objects, owns, complete, settings }: RegistryGrounds,
): boolean {
  if (!owns('Service', namespace)) return false;
  if (complete) return OF_THE_CLUSTER.some((type) => objects.all(type).length > 0);
  const services = objects.inNamespace('Service', namespace);
  if (namespace === '') return services.some(({ at }) => isNear(at.file, file));
  return namespace !== settings().rootNamespace.value && services.length > 0;
}

const OF_THE_CLUSTER = ['Namespace', 'Service', 'ServiceEntry', 'Workload'] as const;

/** In the folder around the other file's folder. */
function isNear(file: string, other: string): boolean {
  const around = other.split('/').slice(0, -2);
  return around.every((folder, index) => file.split('/')[index] === folder);
}

/**
 * The ports that a host is registered with, each once: those of the Service, where it is one (istio/istio 1.30
 * `ServiceForHostname`). None where they are not known: the host is not, or the project has several objects of that name.
 */
export function registeredPorts(
  host: Answer<RegisteredHost>,
  declared: RegistryGrounds['declared'],
): readonly number[] {
  if (typeof host === 'string') return [];
  const { service, entries } = host;
  const owners = service ? [service] : entries;
  if (owners.some((owner) => declared.hasVariants(owner))) return [];
  const ports = owners.flatMap((owner) => owner.ports.map(({ number }) => number.value));
  return [...new Set(ports)];
}
