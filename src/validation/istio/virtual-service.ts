import type { View } from '../../parse/yaml/view.ts';
import { exportToFaults, labelFaults, rangeFaults } from './blocks.ts';
import { destinationFaults } from './destinations.ts';
import { error, type Fault, type Faults, isOpen, knownTexts, missing, warning } from './fault.ts';
import { httpRouteFaults, isDelegating, type Role } from './http-route.ts';
import { isAddress, isFullName, isLabel, isWildcardDomain, overlaps } from './names.ts';

/** As istiod validates a VirtualService (istio/istio 1.32, pkg/config/validation/virtualservice.go). */
export function* virtualServiceFaults(object: View): Faults {
  const spec = object.get('spec');
  const http = spec.get('http').items();
  const isDelegate = knownTexts(spec.get('hosts')).length === 0 && !spec.get('hosts').exists;
  if (isDelegate) yield* delegateFaults(spec);
  else yield* hostFaults(spec);
  yield* gatewayFaults(spec);
  const kinds = ['http', 'tcp', 'tls'] as const;
  if (
    !isOpen(spec) &&
    kinds.every((kind) => spec.get(kind).items().length === 0 && !isOpen(spec.get(kind)))
  )
    yield missing(spec, 'http', 'the VirtualService has no http, tcp or tls routes');
  for (const route of http) yield* httpRouteFaults(route, roleOf(route, isDelegate));
  for (const route of spec.get('tcp').items()) yield* connectionFaults(route, 'TCP');
  for (const route of spec.get('tls').items()) yield* tlsFaults(route, knownHosts(spec));
  yield* exportToFaults(spec.get('exportTo'));
}

function roleOf(route: View, isDelegate: boolean): Role {
  if (isDelegate) return 'delegate';
  return isDelegating(route) ? 'root' : 'independent';
}

/** One that others delegate to has no hosts of its own, and routes HTTP alone. */
function* delegateFaults(spec: View): Faults {
  for (const key of ['gateways', 'tls', 'tcp'] as const) {
    const view = spec.get(key);
    if (view.items().length > 0)
      yield {
        ...error(
          { at: view.keyAt },
          `a VirtualService without hosts is one that others delegate to: it must have no ${key}`,
        ),
        missing: 'hosts',
      };
  }
}

function knownHosts(spec: View): string[] | undefined {
  const hosts = spec.get('hosts').texts();
  const known = knownTexts(spec.get('hosts'));
  return known.length === hosts.length ? known.map(({ value }) => value) : undefined;
}

/** With a `.` Kubernetes reads a host as a full name, without as a service of its own namespace. */
function* hostFaults(spec: View): Faults {
  const gateways = spec.get('gateways').texts();
  const isForMesh = !spec.get('gateways').exists || gateways.some(({ value }) => value === 'mesh');
  const hosts = knownTexts(spec.get('hosts'));
  let isRight = true;
  for (const host of hosts) {
    const problem = hostProblem(host.value, isForMesh);
    if (problem === undefined) continue;
    isRight = false;
    yield error(host, problem);
  }
  if (!isRight) return;
  for (const [index, host] of hosts.entries()) {
    const earlier = hosts.slice(0, index).find(({ value }) => overlaps(value, host.value));
    if (earlier)
      yield error(
        host,
        `host "${host.value}" overlaps with "${earlier.value}" of the same VirtualService`,
      );
  }
}

const SNI_HOST = /^outbound_\.\d+_\.[^.]*_\./;

function hostProblem(host: string, isForMesh: boolean): string | undefined {
  if (host === '*' && isForMesh)
    return 'host "*" is only for gateways, and this VirtualService applies to sidecars';
  if (isWildcardDomain(host) || isAddress(host)) return undefined;
  if (!isForMesh && SNI_HOST.test(host)) return undefined;
  return `"${host}" is no host name`;
}

function* gatewayFaults(spec: View): Faults {
  for (const gateway of knownTexts(spec.get('gateways'))) {
    const { value } = gateway;
    const fault = gatewayFault(value);
    if (fault !== undefined) yield { ...gateway, ...fault };
  }
}

function gatewayFault(name: string): Pick<Fault, 'message' | 'severity'> | undefined {
  const [namespace = '', ...rest] = name.split('/');
  if (rest.length > 0) {
    const isRight = rest.length === 1 && isLabel(namespace) && isLabel(rest[0] ?? '');
    return isRight
      ? undefined
      : { message: `"${name}" is no name of a Gateway: write namespace/name` };
  }
  if (!isFullName(name)) return { message: `"${name}" is no name of a Gateway` };
  if (!name.includes('.')) return undefined;
  return {
    message: `gateway "${name}" is written in an old way: write namespace/name`,
    severity: 'warning',
  };
}

/** What TCP and TLS routes have between them. */
function* connectionFaults(route: View, what: string): Faults {
  for (const match of route.get('match').items()) {
    yield* rangeFaults(match.get('destinationSubnets'));
    yield* labelFaults(match.get('sourceLabels'));
  }
  if (route.get('route').items().length === 0 && !isOpen(route) && !isOpen(route.get('route')))
    yield missing(route, 'route', `the ${what} route has no destination`);
  yield* destinationFaults(route.get('route').items());
}

function* tlsFaults(route: View, hosts: readonly string[] | undefined): Faults {
  const matches = route.get('match').items();
  if (matches.length === 0 && !isOpen(route))
    yield missing(route, 'match', 'the TLS route needs a match with sniHosts');
  for (const match of matches)
    for (const sni of knownTexts(match.get('sniHosts'))) {
      const { value } = sni;
      if (isAddress(value))
        yield warning(sni, `sniHosts has the address ${value}: TLS sends no addresses as SNI`);
      else if (!isWildcardDomain(value)) yield error(sni, `"${value}" is no host name`);
      else if (hosts && !hosts.some((host) => holds(host, value)))
        yield error(sni, `SNI host "${value}" is none of the hosts of the VirtualService`);
    }
  yield* connectionFaults(route, 'TLS');
}

/** Whether every name that the second stands for is one of the first's. */
function holds(host: string, name: string): boolean {
  const [outer, inner] = [host.toLowerCase(), name.toLowerCase()];
  if (!outer.startsWith('*')) return outer === inner;
  return inner.endsWith(outer.slice(1)) && (inner.startsWith('*') || inner.length >= outer.length);
}
