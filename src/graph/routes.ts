import type { KubernetesRoute } from '../facts/gke/kinds.ts';
import type {
  ConnectionRoute,
  Destination,
  HttpRoute,
  VirtualService,
} from '../facts/istio/virtual-service.ts';
import type { Entrance } from '../mesh/ingress/entrances.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { isForSidecars } from '../mesh/nginx/sent-host.ts';
import { gatewayReferences } from '../mesh/routing/bound-gateways.ts';
import { isTemplated, type Located } from '../text.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { absentNode, namedNode, nodeOf, registeredNode, SIDECARS } from './nodes.ts';

/** Stage: from Gateways and sidecars through VirtualServices, HTTPRoutes and GRPCRoutes to where these send requests. */
export function routeStage(mesh: Mesh): Sketch {
  const virtualServices = mesh.all('VirtualService');
  const kubernetesRoutes = mesh.all('KubernetesRoute');
  return {
    nodes: [...virtualServices, ...kubernetesRoutes].map(routeNode),
    links: [
      ...virtualServices.flatMap((route) => fromGateways(mesh, route)),
      ...virtualServices.filter(isForSidecars).flatMap(fromSidecars),
      ...mesh.ingress.entrances().flatMap(fromGatewayApi),
      ...virtualServices.flatMap((route) => ofVirtualService(mesh, route)),
      ...kubernetesRoutes.flatMap((route) => ofKubernetesRoute(mesh, route)),
    ],
  };
}

function routeNode(route: VirtualService | KubernetesRoute): GraphNode {
  const redirects = route.type === 'VirtualService' && route.http.some(({ redirect }) => redirect);
  return nodeOf('route', route, redirects ? ['answers or redirects some requests itself'] : []);
}

/** A Gateway that does not serve the host leads nowhere. */
function fromGateways(mesh: Mesh, route: VirtualService): Link[] {
  const to = routeNode(route);
  const names = new Set(gatewayReferences(route).map(({ value }) => value));
  names.delete('mesh');
  return [...names].flatMap((name) => {
    const gateway = mesh.routing.boundGateway(name, route.namespace);
    const isHere = typeof gateway !== 'string';
    const from = isHere
      ? nodeOf('gateway', gateway)
      : absentNode('gateway', `Gateway ${name}`, gateway);
    const hosts = isHere ? mesh.routing.servedHosts(route, gateway) : route.hosts;
    return hosts.map((host) => ({ from, to, ...bindingOf(host) }));
  });
}

function bindingOf({ value, at }: Located<string>): Way {
  return { kind: 'binds', ...(value !== '*' && { host: value }), evidence: [at] };
}

function fromGatewayApi({ route, host, served }: Entrance): Link[] {
  if (route.type === 'VirtualService') return [];
  const parents = route.parents.map(({ name }) => name.value).join(', ');
  const from = served
    ? nodeOf('gateway', served.gateway)
    : absentNode('gateway', `Gateway ${parents} of the Gateway API`, 'unknown');
  const at = (route.hostnames.find(({ value }) => value === host) ?? route).at;
  return [{ from, to: routeNode(route), ...bindingOf({ value: host, at }) }];
}

function fromSidecars(route: VirtualService): Link[] {
  const to = routeNode(route);
  return route.hosts.map((host) => ({ from: SIDECARS, to, ...bindingOf(host) }));
}

function ofVirtualService(mesh: Mesh, route: VirtualService): Link[] {
  const from = routeNode(route);
  const to = (destinations: readonly Destination[], asked: Asked): Link[] =>
    destinations.map((destination) => ({
      from,
      to: registeredNode(mesh, destination.host, route.namespace),
      ...wayTo(destination, asked),
    }));
  return [
    ...route.http.flatMap((http) => [
      ...to(http.destinations, pathsOf(http)),
      ...delegated(mesh, route, http),
    ]),
    ...route.tls.flatMap((tls) =>
      namesOf(tls).flatMap((asked) => to(tls.destinations, { ...asked, protocol: 'tls' })),
    ),
    ...route.tcp.flatMap((tcp) => to(tcp.destinations, { protocol: 'tcp' })),
  ];
}

/** What a request must be for a route to take it. */
type Asked = Pick<Way, 'host' | 'path' | 'protocol' | 'note'>;

function wayTo({ host, port, subset }: Destination, { note, ...asked }: Asked): Way {
  const notes = [...(subset ? [`subset ${subset.value}`] : []), ...(note ? [note] : [])];
  return {
    kind: 'routes',
    ...asked,
    ...(port && { port: port.value }),
    ...(notes.length > 0 && { note: notes.join(', ') }),
    evidence: [host.at],
  };
}

function pathsOf({ matches }: HttpRoute): Asked {
  const paths = new Set(
    matches.map(({ uri }) => (uri === undefined ? '' : `${uri.kind} ${uri.value.value}`)),
  );
  const narrowed = matches.length > 0 && matches.every((match) => match.narrowed);
  return {
    ...(paths.size > 0 && !paths.has('') && { path: [...paths].join(' or ') }),
    ...(narrowed && { note: 'some requests only' }),
  };
}

function namesOf({ matches }: ConnectionRoute): Asked[] {
  const names = new Set(matches.flatMap(({ sniHosts }) => sniHosts.map(({ value }) => value)));
  return names.size === 0 ? [{}] : [...names].map((host) => ({ host }));
}

/** The fact holds the name alone; of several VirtualServices of that name, the one beside is meant. */
function delegated(mesh: Mesh, route: VirtualService, http: HttpRoute): Link[] {
  const { delegate } = http;
  if (delegate === undefined) return [];
  const to = delegateNode(mesh, route, delegate);
  return [
    { kind: 'delegates', from: routeNode(route), to, ...pathsOf(http), evidence: [delegate.at] },
  ];
}

function delegateNode(mesh: Mesh, route: VirtualService, { value }: Located<string>): GraphNode {
  const named = isTemplated(value) ? [] : mesh.named('VirtualService', value);
  const beside = named.find(({ namespace }) => namespace === route.namespace);
  const found = beside ?? (named.length === 1 ? named[0] : undefined);
  return found ? routeNode(found) : absentNode('route', `VirtualService ${value}`, 'unknown');
}

/** Which paths go to which backend is no fact, so a path is told only where there is one backend. */
function ofKubernetesRoute(mesh: Mesh, route: KubernetesRoute): Link[] {
  const from = routeNode(route);
  const paths = route.paths.map(({ kind, value }) => `${pathKind(kind)} ${value}`);
  const only = route.backends.length === 1 && paths.length > 0;
  return route.backends.map(({ name, namespace, kind }) => ({
    kind: 'routes',
    from,
    to:
      kind === 'Service'
        ? namedNode(mesh, name.value, namespace || route.namespace)
        : absentNode('service', `${kind} ${name.value}`, 'unknown'),
    ...(only && { path: paths.join(' or ') }),
    evidence: [name.at],
  }));
}

function pathKind(kind: string): string {
  if (kind === 'Exact') return 'exact';
  return kind === 'PathPrefix' || kind === '' ? 'prefix' : 'regex';
}
