import type {
  KubernetesGateway,
  KubernetesListener,
  KubernetesRoute,
  ParentReference,
} from '../../facts/gke/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import { hostsOverlap, mayBeSameNamespace } from '../ingress/host-patterns.ts';
import { matches, mayMatch } from '../objects/label-selectors.ts';
import { findParentGateway, type ReferenceGrounds } from './route-references.ts';

/** What becomes of a route at a Gateway that it names. */
export interface Attachment {
  readonly gateway: KubernetesGateway;
  /**
   * Why no listener takes it: none has the name or port that it asks for (`NoMatchingParent`), none of those is open to its namespace
   * or to its kind (`NotAllowedByListeners`; RouteConditionReason, Gateway API 1.3).
   */
  readonly refusal?: 'listener' | 'namespace' | 'kind';
  /** Its hostnames that some of these listeners serve. */
  readonly served: readonly Located<string>[];
}

/**
 * How a Gateway takes a route that names it; `undefined` where that is not known: the Gateway is not, has variants in the project, or
 * no listeners of its own. Waypoints take what is for their Services.
 */
export function attachmentOf(
  parent: ParentReference,
  route: KubernetesRoute,
  grounds: ReferenceGrounds,
): Attachment | undefined {
  const gateway = findParentGateway(parent, route, grounds);
  if (typeof gateway === 'string' || grounds.declared.hasVariants(gateway)) return undefined;
  if (gateway.listeners.length === 0 || isWaypoint(gateway)) return undefined;
  const wanted = gateway.listeners.filter((listener) => isWanted(listener, parent));
  const near = wanted.filter((listener) => isOpenTo(listener, gateway, route, grounds));
  const open = near.filter((listener) => takesKind(listener, route.kind));
  const served = route.hostnames.filter(({ value }) =>
    open.some(({ hostname }) => isServed(value, hostname?.value || '*')),
  );
  if (open.length > 0) return { gateway, served };
  const refusal = wanted.length === 0 ? 'listener' : near.length === 0 ? 'namespace' : 'kind';
  return { gateway, refusal, served };
}

/** The class of gateways that Istio puts in front of Services (`istio-waypoint`). */
function isWaypoint({ className }: KubernetesGateway): boolean {
  return className?.value.endsWith('-waypoint') === true;
}

function isWanted(
  { name, port }: KubernetesListener,
  { sectionName, port: wanted }: ParentReference,
): boolean {
  const isNamed = sectionName === undefined || sectionName.value === name;
  const mayBeNamed = isNamed || [sectionName.value, name].some(isTemplated);
  return mayBeNamed && (wanted === undefined || port === undefined || wanted.value === port);
}

/** `Same` is the default, and a value that is none of these is refused by the API. */
function isOpenTo(
  { routesFrom, routesSelector }: KubernetesListener,
  gateway: KubernetesGateway,
  route: KubernetesRoute,
  { objects, declared }: ReferenceGrounds,
): boolean {
  const namespace = objects.namespace(route.namespace);
  if (routesFrom === 'Same')
    return (
      mayBeSameNamespace(namespace, objects.namespace(gateway.namespace)) ||
      [namespace, gateway.namespace].some(isTemplated)
    );
  if (routesFrom !== 'Selector' || routesSelector === undefined || namespace === '') return true;
  const name = { 'kubernetes.io/metadata.name': namespace };
  const [found] = objects.named('Namespace', namespace);
  if (found === undefined || declared.hasVariants(found))
    return mayMatch(routesSelector, name) !== 'no';
  const labels = found.labels.map(({ key, value }) => [key.value, value.value]);
  const known = { ...Object.fromEntries(labels), ...name };
  return matches(routesSelector, known) || mayBeFilledIn(routesSelector, found.labels);
}

function mayBeFilledIn(
  { matchLabels, expressions }: NonNullable<KubernetesListener['routesSelector']>,
  labels: KubernetesGateway['labels'],
): boolean {
  const written = [...matchLabels, ...labels].flatMap(({ key, value }) => [key.value, value.value]);
  return [...written, ...expressions.flatMap(({ values }) => values)].some(isTemplated);
}

/** Listeners of other protocols take TLSRoutes, TCPRoutes and UDPRoutes (`generateSupportedKinds`, istio/istio 1.30 conversion.go). */
function takesKind({ protocol, routeKinds }: KubernetesListener, kind: string): boolean {
  return (
    !['TLS', 'TCP', 'UDP'].includes(protocol) &&
    (routeKinds.length === 0 || routeKinds.includes(kind))
  );
}

function isServed(hostname: string, listened: string): boolean {
  return [hostname, listened].some(isTemplated) || hostsOverlap(hostname, listened);
}
