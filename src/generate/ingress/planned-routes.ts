import type { Ingress, IngressBackend, IngressPath } from '../../facts/kubernetes/kinds.ts';
import { servicePort } from '../../mesh/ingress/backends.ts';
import type { PathPattern } from '../../mesh/ingress/entrances.ts';
import { pathPattern } from '../../mesh/ingress/served-by-ingress.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { isTemplated } from '../../text.ts';
import type { PlannedRoute } from './plan.ts';

/** A path, and the Ingress that it is of. */
export interface OwnedPath {
  readonly ingress: Ingress;
  readonly path: IngressPath;
  readonly isGke: boolean;
}

/**
 * Routes for the paths of one host, and for all the rest where there is a default backend. An Ingress takes the longest
 * path that matches, and an exact one before a prefix (Kubernetes 1.18, pathType); gateways of Istio take the first
 * route that does. Paths that are filled in later, and those that lead to no Service, have no route.
 */
export function plannedRoutes(
  mesh: Mesh,
  paths: readonly OwnedPath[],
  rest: { readonly ingress: Ingress; readonly backend: IngressBackend } | undefined,
): PlannedRoute[] {
  const byPattern = new Map<string, PlannedRoute>();
  for (const { ingress, path, isGke } of paths) {
    const pattern = pathPattern(path, isGke);
    const target = path.backend && targetOf(mesh, ingress, path.backend);
    const key = `${pattern.kind} ${pattern.value}`;
    if (target === undefined || isTemplated(pattern.value) || byPattern.has(key)) continue;
    byPattern.set(key, { ...(!isAll(pattern) && { path: pattern }), ...target });
  }
  const routes = [...byPattern.values()].toSorted(byLength);
  const last = rest && targetOf(mesh, rest.ingress, rest.backend);
  const isOpen = !routes.some(({ path }) => path === undefined);
  return isOpen && last ? [...routes, last] : routes;
}

function isAll({ kind, value }: PathPattern): boolean {
  return kind === 'prefix' && value === '/';
}

function byLength({ path: left }: PlannedRoute, { path: right }: PlannedRoute): number {
  const length = (path: PathPattern | undefined) => path?.value.replace(/\/$/, '').length ?? 0;
  const rank = (path: PathPattern | undefined) => (path?.kind === 'exact' ? 0 : 1);
  return length(right) - length(left) || rank(left) - rank(right);
}

function targetOf(
  mesh: Mesh,
  { namespace }: Ingress,
  backend: IngressBackend,
): Pick<PlannedRoute, 'service' | 'port'> | undefined {
  const service = backend.service.value;
  if (service === '' || isTemplated(service)) return undefined;
  const found = mesh.service(service, namespace);
  const written = backend.port?.value ?? '';
  const port = /^\d{1,5}$/.test(written)
    ? Number(written)
    : typeof found === 'string'
      ? undefined
      : servicePort(backend, found)?.number.value;
  return { service, ...(port !== undefined && { port }) };
}
