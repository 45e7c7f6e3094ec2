import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated } from '../../text.ts';
import type { EffectiveSettings } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { registryName } from './registry.ts';
import { isForMesh } from './rival-hosts.ts';

/** A route of a gateway to a host, past what other VirtualServices say of subsets of that host. */
export interface BypassedRoutes {
  readonly virtualService: VirtualService;
  readonly destination: Destination;
  readonly ignored: readonly VirtualService[];
}

/**
 * A gateway heeds the VirtualServices bound to it alone: one that sends requests to a host without a subset does not ask the
 * one by which sidecars choose subsets of that host (istio.io, common network issues: route rules have no effect on ingress).
 */
export function bypassedRoutes(
  objects: Objects,
  settings: () => EffectiveSettings,
): readonly BypassedRoutes[] {
  const nameOf = (host: string, { namespace }: VirtualService): string =>
    registryName(host, objects.namespace(namespace), settings().clusterDomain.value).host;
  const all = objects.all('VirtualService');
  const choosing = all.filter(isForMesh).flatMap((virtualService) => {
    const own = new Set(virtualService.hosts.map(({ value }) => nameOf(value, virtualService)));
    const chosen = httpDestinations(virtualService)
      .filter(({ subset }) => subset !== undefined)
      .map(({ host }) => nameOf(host.value, virtualService));
    return [...new Set(chosen)]
      .filter((host) => own.has(host))
      .map((host) => ({ host, virtualService }));
  });
  const byHost = groupBy(choosing, ({ host }) => host);
  return all.filter(isForGateway).flatMap((virtualService) =>
    httpDestinations(virtualService).flatMap((destination): BypassedRoutes[] => {
      if (destination.subset !== undefined || isTemplated(destination.host.value)) return [];
      const ignored = (byHost.get(nameOf(destination.host.value, virtualService)) ?? [])
        .map((each) => each.virtualService)
        .filter((other) => other !== virtualService);
      return ignored.length > 0 ? [{ virtualService, destination, ignored }] : [];
    }),
  );
}

function isForGateway({ gateways }: VirtualService): boolean {
  return gateways.some(({ value }) => value !== 'mesh');
}

function httpDestinations({ http }: VirtualService): readonly Destination[] {
  return http.flatMap(({ destinations }) => destinations);
}
