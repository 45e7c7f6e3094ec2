import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated } from '../../text.ts';
import type { EffectiveSettings } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { registryName } from './registry.ts';
import { isForMesh } from './rival-hosts.ts';
import type { Share } from './subset-pods.ts';

/** A route of a gateway to a host, past what other VirtualServices say of subsets of that host. */
export interface BypassedRoutes {
  readonly virtualService: VirtualService;
  readonly destination: Destination;
  readonly ignored: readonly VirtualService[];
  /** One of them names several subsets, or one that does not hold all of the host. Else it may be no choice at all. */
  readonly isChoice: boolean;
}

/** What tells where a destination of a VirtualService leads. */
interface BypassGrounds {
  readonly objects: Objects;
  readonly settings: () => EffectiveSettings;
  /** The share that the subset a destination names has in its host. */
  readonly shareOf: (destination: Destination, namespace: string) => Share;
}

/** A VirtualService by which sidecars choose subsets of a host. */
interface Choosing {
  readonly host: string;
  readonly virtualService: VirtualService;
  readonly isChoice: boolean;
}

/**
 * A gateway heeds the VirtualServices bound to it alone: one that sends requests to a host without a subset does not ask the
 * one by which sidecars choose subsets of that host (istio.io, common network issues: route rules have no effect on ingress).
 * One that sends all to a subset which is all of the host chooses nothing.
 */
export function bypassedRoutes(grounds: BypassGrounds): readonly BypassedRoutes[] {
  const all = grounds.objects.all('VirtualService');
  const choosing = all
    .filter(isForMesh)
    .flatMap((virtualService) => choicesOf(virtualService, grounds));
  const byHost = groupBy(choosing, ({ host }) => host);
  return all.filter(isForGateway).flatMap((virtualService) =>
    httpDestinations(virtualService).flatMap((destination): BypassedRoutes[] => {
      if (destination.subset !== undefined || isTemplated(destination.host.value)) return [];
      const host = nameOf(destination.host.value, virtualService, grounds);
      const others = (byHost.get(host) ?? []).filter(
        (each) => each.virtualService !== virtualService,
      );
      if (others.length === 0) return [];
      const ignored = others.map((each) => each.virtualService);
      const isChoice = others.some((each) => each.isChoice);
      return [{ virtualService, destination, ignored, isChoice }];
    }),
  );
}

function choicesOf(virtualService: VirtualService, grounds: BypassGrounds): Choosing[] {
  const own = new Set(
    virtualService.hosts.map(({ value }) => nameOf(value, virtualService, grounds)),
  );
  const chosen = httpDestinations(virtualService)
    .filter(({ subset }) => subset !== undefined)
    .map((destination) => ({
      host: nameOf(destination.host.value, virtualService, grounds),
      subset: destination.subset?.value,
      share: grounds.shareOf(destination, virtualService.namespace),
    }))
    .filter(({ host, share }) => own.has(host) && share !== 'all');
  return [...groupBy(chosen, ({ host }) => host)].map(([host, named]) => ({
    host,
    virtualService,
    isChoice:
      named.some(({ share }) => share === 'part') ||
      new Set(named.map(({ subset }) => subset)).size > 1,
  }));
}

function nameOf(
  host: string,
  { namespace }: VirtualService,
  { objects, settings }: BypassGrounds,
): string {
  return registryName(host, objects.namespace(namespace), settings().clusterDomain.value).host;
}

function isForGateway({ gateways }: VirtualService): boolean {
  return gateways.some(({ value }) => value !== 'mesh');
}

function httpDestinations({ http }: VirtualService): readonly Destination[] {
  return http.flatMap(({ destinations }) => destinations);
}
