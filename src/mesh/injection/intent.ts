import type { Resource } from '../../facts/facts.ts';
import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import type { Mesh } from '../mesh.ts';
import { isPlatformNamespace } from './injection.ts';

/** Why pods of a namespace are evidently meant to be in the mesh. */
export interface Intent {
  readonly resource: Resource;
  /** Traffic is sent to its pods; else the object is written for them. */
  readonly routed: boolean;
  /** For messages, behind the namespace's name: `is routed to by VirtualService shop/web`. */
  readonly words: string;
}

/** Policies, as far as they make sense only for pods with a sidecar. */
/**
 * What routes into each namespace, or is written for its pods. Objects that name no namespace speak for the only
 * application namespace of the environment, where there is just one and no workload names it.
 */
export function intents(mesh: Mesh): ReadonlyMap<string, Intent> {
  const found = new Map<string, Intent>();
  const add = (namespace: string, intent: Intent): void => {
    if (!found.has(namespace)) found.set(namespace, intent);
  };
  for (const virtualService of mesh.all('VirtualService')) {
    const words = `is routed to by ${described(virtualService)}`;
    for (const namespace of targetsOf(mesh, virtualService)) {
      add(namespace, { resource: virtualService, routed: true, words });
    }
  }
  for (const resource of written(mesh)) {
    add(resource.namespace, { resource, routed: false, words: `has ${described(resource)}` });
  }
  const [only, ...others] = applicationNamespaces(mesh);
  const unplaced = found.get('');
  if (unplaced && only && others.length === 0 && mesh.selected([], only.name).length === 0) {
    add(only.name, unplaced);
  }
  return found;
}

/** What runs in a namespace; for the only one of an environment, also what names no namespace. */
export function workloadsIn(mesh: Mesh, namespace: string): readonly Workload[] {
  const own = mesh.selected([], namespace);
  const isOnly = applicationNamespaces(mesh).length === 1;
  return own.length === 0 && isOnly ? mesh.selected([], '') : own;
}

function targetsOf(mesh: Mesh, virtualService: VirtualService): readonly string[] {
  const destinations: readonly Destination[] = [
    ...virtualService.http,
    ...virtualService.tls,
    ...virtualService.tcp,
  ].flatMap((route) => route.destinations);
  return destinations.flatMap(({ host }) => {
    const service = mesh.service(host.value, virtualService.namespace);
    return typeof service === 'string' ? [] : [service.namespace];
  });
}

/**
 * A VirtualService for sidecars, beside pods: it changes what these call. One without hosts is a part of another one.
 */
function isForSidecars(mesh: Mesh, { hosts, gateways, namespace }: VirtualService): boolean {
  const forMesh = gateways.length === 0 || gateways.some(({ value }) => value === 'mesh');
  return forMesh && hosts.length > 0 && mesh.selected([], namespace).length > 0;
}

function written(mesh: Mesh): readonly Resource[] {
  return [
    ...mesh.all('VirtualService').filter((virtualService) => isForSidecars(mesh, virtualService)),
    ...mesh.all('DestinationRule'),
    ...mesh.all('PeerAuthentication'),
    ...mesh.all('AuthenticationPolicy').filter(({ kind }) => kind === 'Policy'),
    ...mesh.all('Sidecar'),
    ...mesh.all('AuthorizationPolicy'),
    ...mesh.all('RequestAuthentication'),
    ...mesh.all('Telemetry'),
  ].filter(({ namespace }) => namespace !== mesh.settings.rootNamespace.value);
}

/** What clusters run beside applications, by the names everybody gives it. */
const INFRASTRUCTURE =
  /^(?:(?:.*-)?(?:monitoring|observability|logging|tracing|prometheus|grafana|kiali|jaeger|elastic|velero|backup)(?:-.*)?|argocd|argo|argo-.*|flux|flux-.*|custom-metrics|ingress-nginx|nginx-ingress|cert-manager.*|external-secrets.*|external-dns|keda|sealed-secrets|knative-.*|tekton-.*|vault|.*-operators?|.*-system)$/;

/** Namespaces that are not the platform's: each once, as first declared. */
export function applicationNamespaces(mesh: Mesh): readonly Namespace[] {
  const root = mesh.settings.rootNamespace.value;
  const seen = new Map<string, Namespace>();
  for (const namespace of mesh.all('Namespace')) {
    const { name } = namespace;
    const isInfrastructure = isPlatformNamespace(name, root) || INFRASTRUCTURE.test(name);
    if (name !== '' && !isInfrastructure && !seen.has(name)) seen.set(name, namespace);
  }
  return [...seen.values()];
}
