import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { PathPattern } from '../../mesh/ingress/entrances.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { before } from '../../mesh/versions/version.ts';
import type { Draft, DraftObject, Metadata } from '../draft.ts';
import { nameGiver, nameOf } from '../names.ts';
import {
  type IngressPlan,
  type PlainHost,
  type PlannedRoute,
  type PlannedRoutes,
  suffixOf,
} from './plan.ts';

type Listener = IGateway['spec']['listeners'][number];
type RouteRule = NonNullable<NonNullable<IHTTPRoute['spec']>['rules']>[number];
type ParentReference = NonNullable<NonNullable<IHTTPRoute['spec']>['parentRefs']>[number];

const API_VERSION = 'gateway.networking.k8s.io/v1';

/**
 * Writes plans as Gateway and HTTPRoute of Gateway API. Istio makes the pods of such a Gateway in the Gateway's own
 * namespace, with a load balancer of their own, so its TLS Secrets need no copy (istio/istio 1.30 files/kube-gateway.yaml).
 */
export function kubernetesGatewayWriter(
  mesh: Mesh,
): (plan: IngressPlan) => Pick<Draft, 'objects' | 'notes'> {
  const gatewayName = nameGiver(mesh, 'KubernetesGateway');
  const routeName = nameGiver(mesh, 'KubernetesRoute');
  return (plan) => {
    const { namespace, ingresses, routes } = plan;
    const name = ingresses[0]?.name ?? '';
    const metadata = gatewayName(name, namespace);
    const listeners = listenersOf(plan);
    const gateway: DraftObject = {
      apiVersion: API_VERSION,
      kind: 'Gateway',
      metadata,
      spec: { gatewayClassName: 'istio', listeners },
    };
    const main = routes.map((planned) => {
      const suffix = routes.length > 1 ? suffixOf(planned) : '';
      return routeObject(routeName(`${name}${suffix}`, namespace), planned, {
        parents: parentsOf(plan, planned, metadata),
        rules: planned.routes.map(ruleOf),
      });
    });
    const redirect = redirectOf(plan, metadata, () => routeName(`${name}-redirect`, namespace));
    return {
      objects: [...(listeners.length > 0 ? [gateway] : []), ...main, ...redirect],
      notes: [...versionNotes(mesh), ...pathNotes(plan)],
    };
  };
}

function listenersOf({ plain, secured }: IngressPlan): Listener[] {
  return [
    ...plain.map(({ host }) => ({
      name: listenerName('http', host),
      ...hostnameOf(host),
      port: 80,
      protocol: 'HTTP',
    })),
    ...secured.flatMap(({ secret, hosts }) =>
      hosts.map((host) => ({
        name: listenerName('https', host),
        ...hostnameOf(host),
        port: 443,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate' as const, certificateRefs: [{ name: secret }] },
      })),
    ),
  ];
}

function listenerName(protocol: 'http' | 'https', host: string): string {
  return host === '*' ? protocol : nameOf(`${protocol}-${host.replace('*', 'any')}`);
}

/** No hostname stands for every host. */
function hostnameOf(host: string): { hostname?: string } {
  return host === '*' ? {} : { hostname: host };
}

/**
 * The listeners of its hosts, without those that redirect; where there are no others, the whole Gateway. Routes for every
 * host take the HTTPS listeners that have no routes of their own.
 */
function parentsOf(
  { plain, secured, routes }: IngressPlan,
  { hosts, gateways }: PlannedRoutes,
  { name }: Metadata,
): ParentReference[] {
  if (gateways.length > 0) return gateways.map(parentNamed);
  if (routes.length === 1 && !plain.some(({ redirect }) => redirect)) return [{ name }];
  const isOpen = ({ host, redirect }: PlainHost): boolean => !redirect && hosts.includes(host);
  const routed = new Set(plain.map(({ host }) => host));
  const isOwn = (host: string): boolean =>
    hosts.includes(host) || (hosts.includes('*') && !routed.has(host));
  const names = [
    ...plain.filter(isOpen).map(({ host }) => listenerName('http', host)),
    ...secured.flatMap((one) => one.hosts.filter(isOwn)).map((host) => listenerName('https', host)),
  ];
  return [...new Set(names)].map((sectionName) => ({ name, sectionName }));
}

function parentNamed(reference: string): ParentReference {
  const [first = '', second] = reference.split('/');
  return second === undefined ? { name: first } : { name: second, namespace: first };
}

function routeObject(
  metadata: Metadata,
  { hosts }: Pick<PlannedRoutes, 'hosts'>,
  { parents, rules }: { readonly parents: ParentReference[]; readonly rules: RouteRule[] },
): DraftObject {
  return {
    apiVersion: API_VERSION,
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: parents,
      ...(!hosts.includes('*') && { hostnames: [...hosts] }),
      rules,
    },
  };
}

function redirectOf(
  { plain }: IngressPlan,
  { name }: Metadata,
  metadata: () => Metadata,
): DraftObject[] {
  const hosts = plain.filter(({ redirect }) => redirect).map(({ host }) => host);
  if (hosts.length === 0) return [];
  const parents = hosts.map((host) => ({ name, sectionName: listenerName('http', host) }));
  const redirect = { scheme: 'https' as const, statusCode: 301 as const };
  const rules: RouteRule[] = [
    { filters: [{ type: 'RequestRedirect' as const, requestRedirect: redirect }] },
  ];
  return [routeObject(metadata(), { hosts }, { parents, rules })];
}

function ruleOf({ path, service, port }: PlannedRoute): RouteRule {
  return {
    ...(path && { matches: [{ path: matchOf(path) }] }),
    backendRefs: [{ name: service, ...(port !== undefined && { port }) }],
  };
}

function matchOf({ kind, value }: PathPattern): {
  type: 'Exact' | 'PathPrefix' | 'RegularExpression';
  value: string;
} {
  if (kind === 'exact') return { type: 'Exact', value };
  if (kind === 'any') return { type: 'RegularExpression', value: `(?i)${value}.*` };
  return { type: 'PathPrefix', value: value.length > 1 ? value.replace(/\/$/, '') : value };
}

function versionNotes(mesh: Mesh): string[] {
  const { istio } = mesh.targets;
  return before(istio, '1.20')
    ? [`TODO: Istio ${istio.version} does not read ${API_VERSION}: 1.20 is the first that does.`]
    : [];
}

/** A prefix of Gateway API takes the path without the slash at its end as well, which `/shop/*` of GKE does not. */
function pathNotes({ routes }: IngressPlan): string[] {
  const paths = routes
    .flatMap((one) => one.routes)
    .flatMap(({ path, service, port }) => [
      ...(path?.kind === 'prefix' && path.value.endsWith('/')
        ? [`Path ${path.value}* takes ${path.value.slice(0, -1)} as well, which it did not on GKE.`]
        : []),
      ...(port === undefined
        ? [`TODO: Write the port of Service ${service}, which these files do not tell.`]
        : []),
    ]);
  return [...new Set(paths)];
}
