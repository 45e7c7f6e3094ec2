import type { KubernetesRoute } from '../../facts/gke/kinds.ts';
import type { HttpMatch, HttpRoute, VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy, once, oncePer } from '../once.ts';
import { isToGateway } from '../routing/route-references.ts';
import { hostIndex } from './host-index.ts';
import { hostCovers, mayBeSameNamespace } from './host-patterns.ts';
import { type ServedHost, servedHosts } from './served-hosts.ts';

/** A host that a route takes from a gateway of the mesh to some Service. */
export interface Entrance {
  readonly route: VirtualService | KubernetesRoute;
  /** The narrower one of what the Gateway serves and the route asks for. */
  readonly host: string;
  /** Absent where the Gateway is not in the input. */
  readonly served?: ServedHost;
}

/** What paths of an Ingress or a route are compared by. */
export interface PathPattern {
  readonly kind: 'exact' | 'prefix' | 'any';
  readonly value: string;
}

/** Whether anything here lets traffic in through a gateway: somebody has begun to move the Ingresses. */
export function hasEntrances(mesh: Mesh): boolean {
  return (
    servedHosts(mesh).length > 0 ||
    mesh.all('VirtualService').some((route) => gatewayNames(route).length > 0) ||
    mesh.all('KubernetesRoute').some(hasGatewayParent)
  );
}

/** Every host with a Gateway that serves it and a VirtualService, HTTPRoute or GRPCRoute, bound to that Gateway, that routes it. */
export function entrancesOf(mesh: Mesh): readonly Entrance[] {
  const served = servedHosts(mesh);
  const byGateway = groupBy(served, ({ gateway }) => gateway);
  const own = oncePer((gateway: ServedHost['gateway']) =>
    hostIndex(byGateway.get(gateway) ?? [], ({ host }) => host),
  );
  return [
    ...mesh.all('VirtualService').flatMap((route) => entrancesOfVirtualService(mesh, route, own)),
    ...mesh
      .all('KubernetesRoute')
      .filter(hasGatewayParent)
      .flatMap((route) => entrancesOfKubernetesRoute(mesh, route, own)),
  ];
}

/** The hosts that a Gateway serves and that overlap another one. */
type ServedBy = (gateway: ServedHost['gateway']) => (host: string) => readonly ServedHost[];

function gatewayNames(route: VirtualService): readonly string[] {
  const named = [
    ...route.gateways,
    ...route.http.flatMap((http) => http.matches.flatMap((match) => match.gateways)),
  ];
  return [...new Set(named.map((gateway) => gateway.value))].filter((name) => name !== 'mesh');
}

function entrancesOfVirtualService(
  mesh: Mesh,
  route: VirtualService,
  servedBy: ServedBy,
): Entrance[] {
  return gatewayNames(route).flatMap((name) => {
    const gateway = isTemplated(name) ? 'unknown' : mesh.gateway(name, route.namespace);
    const served = typeof gateway === 'string' ? undefined : servedBy(gateway);
    return route.hosts.flatMap(({ value }) => meet(route, value, served?.(value)));
  });
}

function entrancesOfKubernetesRoute(
  mesh: Mesh,
  route: KubernetesRoute,
  servedBy: ServedBy,
): Entrance[] {
  const gateways = route.parents.flatMap((parent) => {
    const gateway = mesh.routing.parentGateway(parent, route);
    return typeof gateway === 'string' || gateway.listeners.length === 0 ? [] : [gateway];
  });
  const distinct = [...new Set(gateways)];
  const hosts = route.hostnames.length === 0 ? ['*'] : route.hostnames.map(({ value }) => value);
  return hosts.flatMap((host) =>
    meet(
      route,
      host,
      distinct.length === 0 ? undefined : distinct.flatMap((gateway) => servedBy(gateway)(host)),
    ),
  );
}

function hasGatewayParent(route: KubernetesRoute): boolean {
  return route.parents.some(isToGateway);
}

/** A Gateway that the input does not hold is taken to serve whatever is routed through it. */
function meet(
  route: Entrance['route'],
  host: string,
  served: readonly ServedHost[] | undefined,
): Entrance[] {
  if (served === undefined) return [{ route, host }];
  return served
    .filter((one) => mayBeSameNamespace(one.namespace ?? '', route.namespace))
    .map((one) => ({ route, host: hostCovers(one.host, host) ? host : one.host, served: one }));
}

/** Answers which entrance is the first that leads to one of some Services of a namespace. */
export function answerEntranceTo(
  entrances: () => readonly Entrance[],
): (services: readonly string[], namespace: string) => Entrance | undefined {
  const byService = once(() => {
    const numbered = entrances().flatMap((entrance, number) =>
      serviceNames(entrance.route).map((name) => ({ name, entrance, number })),
    );
    return groupBy(numbered, ({ name }) => name);
  });
  return (services, namespace) =>
    [...new Set(services)]
      .flatMap((service) =>
        (byService().get(service) ?? []).filter(({ entrance }) =>
          routesTo(entrance.route, service, namespace),
        ),
      )
      .toSorted((a, b) => a.number - b.number)[0]?.entrance;
}

/** The names, without namespaces, that a route sends requests to. */
function serviceNames(route: Entrance['route']): readonly string[] {
  const names =
    route.type === 'KubernetesRoute'
      ? route.backends.map(({ name }) => name.value)
      : [...route.http, ...route.tls, ...route.tcp]
          .flatMap(({ destinations }) => [...destinations])
          .map(({ host }) => host.value.split('.', 1)[0] ?? '');
  return [...new Set(names)];
}

/**
 * Whether a route takes requests of this path. Said to be so in doubt: for regular expressions, for paths of which only
 * a part is routed, for matches that also look at headers.
 */
export function takesPath(route: Entrance['route'], path: PathPattern): boolean {
  if (route.type === 'KubernetesRoute') {
    return (
      route.paths.length === 0 ||
      route.paths.some((one) => overlaps(path, kubernetesRoutePath(one)))
    );
  }
  if (route.tls.length > 0 || route.tcp.length > 0) return true;
  return route.http.some((http) => httpTakes(http, path));
}

function httpTakes(http: HttpRoute, path: PathPattern): boolean {
  return (
    http.matches.length === 0 || http.matches.some((match) => overlaps(path, matchPath(match)))
  );
}

function matchPath({ uri }: HttpMatch): PathPattern {
  if (uri === undefined || uri.kind === 'regex' || isTemplated(uri.value.value))
    return { kind: 'any', value: '' };
  return { kind: uri.kind, value: uri.value.value };
}

function kubernetesRoutePath(path: KubernetesRoute['paths'][number]): PathPattern {
  if (path.kind === 'Exact') return { kind: 'exact', value: path.value };
  return path.kind === 'PathPrefix' || path.kind === ''
    ? { kind: 'prefix', value: path.value }
    : { kind: 'any', value: '' };
}

function overlaps(left: PathPattern, right: PathPattern): boolean {
  if (left.kind === 'any' || right.kind === 'any') return true;
  const [a, b] = [bare(left.value), bare(right.value)];
  if (left.kind === 'exact' && right.kind === 'exact') return a === b;
  return (
    (right.kind === 'prefix' && a.startsWith(b)) || (left.kind === 'prefix' && b.startsWith(a))
  );
}

/** `/shop/` and `/shop` lead to the same place for whoever moves them. */
function bare(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Whether the route sends requests to this Service. */
function routesTo(route: Entrance['route'], service: string, namespace: string): boolean {
  if (route.type === 'KubernetesRoute') {
    return route.backends.some(
      (backend) =>
        backend.name.value === service &&
        mayBeSameNamespace(backend.namespace || route.namespace, namespace),
    );
  }
  const routes = [...route.http, ...route.tls, ...route.tcp];
  return routes
    .flatMap((one) => one.destinations)
    .some(({ host }) => isHostOf(host.value, route.namespace, service, namespace));
}

/** `name`, `name.namespace`, `name.namespace.svc…`: how destinations name a Service. */
function isHostOf(host: string, from: string, service: string, namespace: string): boolean {
  const [name, space] = host.split('.', 3);
  return name === service && mayBeSameNamespace(space ?? from, namespace);
}
