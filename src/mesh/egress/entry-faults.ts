import type { EntryPort, ServiceEntry } from '../../facts/istio/kinds.ts';
import { isTemplated, type Span } from '../../text.ts';
import { isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { beginsTls, tlsOfPort } from '../routing/client-tls.ts';
import { atLeast, before } from '../versions/version.ts';
import type { EgressQuestions } from './egress-questions.ts';
import { addressHost, metadataHost, metadataRange } from './metadata.ts';
import { isMetadataServer, isNamedBy } from './outside.ts';

/** What makes a ServiceEntry do something else than it says. */
export interface EntryFault {
  readonly kind:
    | 'address-as-host'
    | 'short-host'
    | 'wildcard-resolved'
    | 'static-without-endpoints'
    | 'open-tcp-port'
    | 'taken-tcp-port'
    | 'plain-on-443'
    | 'refused-on-443'
    | 'tls-on-80'
    | 'double-tls'
    | 'no-sni-route';
  readonly at: Span;
  /** Somebody is seen to run into it, or Istio refuses the object. */
  readonly sure: boolean;
  readonly subject: string;
  /** The object that makes it wrong together with the entry. */
  readonly other?: Span;
}

/** The faults of one entry; `isCalled` knows the calls of the whole mesh. Entries of pods (a workload selector) are not judged. */
export function entryFaults(mesh: Mesh, entry: ServiceEntry, isCalled: IsCalled): EntryFault[] {
  if (entry.location !== 'MESH_EXTERNAL' && entry.hasWorkloadSelector) return [];
  return [
    ...hostFaults(mesh, entry),
    ...resolutionFaults(mesh, entry),
    ...entry.ports.flatMap((port) => portFaults(mesh, entry, port, isCalled)),
  ];
}

function hostFaults({ targets: { istio } }: Mesh, entry: ServiceEntry): EntryFault[] {
  const own = addressHost(entry);
  return entry.hosts.flatMap(({ value, at }): EntryFault[] => {
    const address = value.replace(/\/\d{1,3}$/, '');
    if (isTemplated(value) || at === own?.at) return [];
    if (isAddress(address)) {
      return atLeast(istio, '1.1.0')
        ? [{ kind: 'address-as-host', at, sure: true, subject: value }]
        : [];
    }
    const isShort = /^[a-z0-9-]+$/i.test(value) && before(istio, '1.1.4');
    return isShort ? [{ kind: 'short-host', at, sure: true, subject: value }] : [];
  });
}

function resolutionFaults({ targets: { istio } }: Mesh, entry: ServiceEntry): EntryFault[] {
  if (entry.endpoints.length > 0 || entry.hasWorkloadSelector) return [];
  const { resolution, resolutionAt: at = entry.hostsAt } = entry;
  const wildcard = entry.hosts.find(({ value }) => value.startsWith('*'));
  if (wildcard && (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN')) {
    return [{ kind: 'wildcard-resolved', at, sure: true, subject: wildcard.value }];
  }
  const isEmpty = resolution === 'STATIC' && before(istio, '1.5.0');
  return isEmpty ? [{ kind: 'static-without-endpoints', at, sure: true, subject: '' }] : [];
}

const HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY']);
const TLS: ReadonlySet<string> = new Set(['HTTPS', 'TLS']);
const TCP: ReadonlySet<string> = new Set(['TCP', 'MONGO', 'MYSQL', 'REDIS']);

function portFaults(
  mesh: Mesh,
  entry: ServiceEntry,
  port: EntryPort,
  isCalled: IsCalled,
): EntryFault[] {
  const number = port.number.value;
  const { protocol, protocolAt: at = port.at } = port;
  const subject = `${number}`;
  const unaddressed = unaddressedPort(mesh, entry, protocol);
  if (unaddressed) return [{ kind: unaddressed, at, sure: false, subject }];
  const isMetadata = metadataHost(entry)?.value.startsWith('metadata') || metadataRange(entry);
  const origination = tlsOrigination(mesh, entry, number);
  if (HTTP.has(protocol) && number === 443)
    return plainOn443(mesh, entry, port, isCalled, origination !== undefined);
  if (!TLS.has(protocol)) return [];
  if (number === 80 && !isMetadata && port.targetPort === undefined) {
    return [{ kind: 'tls-on-80', at, sure: isCalled(namesOf(entry), number, 'http'), subject }];
  }
  const isClient = isCalled(namesOf(entry), number, 'https');
  if (origination === undefined) return sniFault(mesh, entry, at, isClient);
  if (!isClient && isRoutedTo(mesh, entry, number)) return [];
  return [{ kind: 'double-tls', at, sure: isClient, subject, other: origination }];
}

/** A TCP port without addresses is matched by its number; an address that stands among the hosts is a fault of its own. */
function unaddressedPort(
  { settings }: Mesh,
  entry: ServiceEntry,
  protocol: string,
): 'open-tcp-port' | 'taken-tcp-port' | undefined {
  if (entry.addresses.length > 0 || entry.isAllocated) return undefined;
  if (TCP.has(protocol) && entry.resolution === 'NONE') return 'open-tcp-port';
  const isTaken =
    ['', 'TCP'].includes(protocol) &&
    !settings.allocatesAddresses.value &&
    !entry.hosts.some(({ value }) => isAddress(value.replace(/\/\d{1,3}$/, '')));
  return isTaken ? 'taken-tcp-port' : undefined;
}

/** Istio 1.4 and 1.5 refuse HTTP on port 443 (PILOT_BLOCK_HTTP_ON_443); other versions expect plain HTTP there. */
function plainOn443(
  { targets: { istio } }: Mesh,
  entry: ServiceEntry,
  port: EntryPort,
  isCalled: IsCalled,
  isOriginated: boolean,
): EntryFault[] {
  const isRefused =
    istio.version !== undefined && atLeast(istio, '1.4.0') && before(istio, '1.6.0');
  if (isOriginated && !isRefused) return [];
  const at = port.protocolAt ?? port.at;
  const subject = port.protocol;
  if (isRefused) return [{ kind: 'refused-on-443', at, sure: true, subject }];
  return [{ kind: 'plain-on-443', at, sure: isCalled(namesOf(entry), 443, 'https'), subject }];
}

type IsCalled = EgressQuestions['isCalled'];

function namesOf({ hosts }: ServiceEntry): string[] {
  return hosts.map(({ value }) => value.toLowerCase());
}

/** The DestinationRule by which the proxy begins TLS to this port of the entry's hosts. */
function tlsOrigination(mesh: Mesh, entry: ServiceEntry, port: number): Span | undefined {
  for (const rule of mesh.all('DestinationRule')) {
    if (!entry.hosts.some(({ value }) => value === rule.host?.value)) continue;
    const mode = beginsTls(tlsOfPort(rule, port));
    if (mode) return mode.at;
  }
  return undefined;
}

/** A VirtualService sends requests that come in plain on another port to this one: then TLS is begun only once. */
function isRoutedTo(mesh: Mesh, { hosts }: ServiceEntry, number: number): boolean {
  return mesh
    .all('VirtualService')
    .some(({ http }) =>
      http.some(({ destinations }) =>
        destinations.some(
          ({ host, port }) =>
            (port === undefined || port.value === number) &&
            hosts.some(({ value }) => isNamedBy(value, host.value)),
        ),
      ),
    );
}

/** Istio 1.0 routes TLS to an entry only by a VirtualService that matches the SNI (egress task of release 1.0). */
function sniFault(mesh: Mesh, entry: ServiceEntry, at: Span, sure: boolean): EntryFault[] {
  if (!before(mesh.targets.istio, '1.1.0')) return [];
  const routed = mesh
    .all('VirtualService')
    .flatMap(({ tls }) =>
      tls.flatMap(({ matches }) =>
        matches.flatMap(({ sniHosts }) => sniHosts.map(({ value }) => value.toLowerCase())),
      ),
    );
  const missing = entry.hosts.find(({ value }) => isUnrouted(value.toLowerCase(), routed));
  return missing ? [{ kind: 'no-sni-route', at, sure, subject: missing.value }] : [];
}

function isUnrouted(host: string, routed: readonly string[]): boolean {
  if (isTemplated(host) || isAddress(host) || isMetadataServer(host)) return false;
  return !routed.some((sni) => isNamedBy(sni, host) || isNamedBy(host, sni));
}
