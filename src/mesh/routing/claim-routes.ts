import type { RequestAuthentication } from '../../facts/istio/policies.ts';
import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import type { Entry, Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import type { BoundGateway } from './bound-gateways.ts';

/** A route that looks at claims of a token, at a gateway that checks none. */
export interface UnverifiedClaimRoute {
  readonly virtualService: VirtualService;
  /** The first header that stands for a claim. */
  readonly header: Located<string>;
  readonly gateway: BoundGateway;
}

/** `@request.auth.claims.sub` and `@request.auth.claims[sub]` (istio/istio 1.30 pkg/jwt). */
const CLAIM = /^@request\.auth\.claims(?:\..+|\[.+\])$/i;

/**
 * Routes by claims that no RequestAuthentication takes out of tokens at the Gateways they are for. Gateway pods are known by
 * their labels, or by the Gateway's selector; policies by `targetRefs` may be theirs. Where the namespaces of neither the pods
 * nor the mesh hold such policies, they may be elsewhere.
 */
export function unverifiedClaimRoutes(mesh: Mesh): readonly UnverifiedClaimRoute[] {
  return mesh.all('VirtualService').flatMap((virtualService) => {
    const header = claimOf(virtualService);
    if (header === undefined) return [];
    return virtualService.gateways.flatMap(({ value }): UnverifiedClaimRoute[] => {
      const gateway = mesh.routing.boundGateway(value, virtualService.namespace);
      if (typeof gateway === 'string' || gateway.type !== 'IstioGateway') return [];
      const pods = podsOf(mesh, gateway);
      const isUnverified = pods.some((pod) => isUnchecked(mesh, pod));
      return isUnverified ? [{ virtualService, header, gateway }] : [];
    });
  });
}

function claimOf({ http }: VirtualService): Located<string> | undefined {
  return http
    .flatMap(({ matches }) => matches)
    .flatMap(({ headers, withoutHeaders }) => [...headers, ...withoutHeaders])
    .find(({ name }) => CLAIM.test(name.value))?.name;
}

interface GatewayPod {
  readonly labels: readonly Entry[];
  readonly namespace: string;
}

function podsOf(
  mesh: Mesh,
  gateway: Extract<BoundGateway, { type: 'IstioGateway' }>,
): GatewayPod[] {
  const proxies = mesh.listeners.proxies(gateway);
  const workloads = typeof proxies === 'string' ? [] : proxies.workloads;
  if (workloads.length > 0) {
    return workloads.map(({ podLabels, namespace }) => ({ labels: podLabels, namespace }));
  }
  const known = mesh.gatewayNamespaces(gateway);
  const namespaces = known.length > 0 ? known : [mesh.settings.rootNamespace.value];
  return namespaces.map((namespace) => ({ labels: gateway.selector, namespace }));
}

function isUnchecked(mesh: Mesh, { labels, namespace }: GatewayPod): boolean {
  const root = mesh.settings.rootNamespace.value;
  const isTheirs = (policy: RequestAuthentication): boolean =>
    [root, namespace, ''].includes(policy.namespace) &&
    (policy.targets.length > 0 || selects(policy.selector, labels));
  const isKept = [root, namespace].some((each) => mesh.owns('RequestAuthentication', each));
  return isKept && !mesh.all('RequestAuthentication').some(isTheirs);
}
