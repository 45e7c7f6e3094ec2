import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy } from '../once.ts';
import { registryName } from './registry.ts';

/**
 * Weights below 100 of destinations that are the only ones of their routes, and so get everything, even with a weight of 0
 * (istio/istio 1.28 pilot/pkg/networking/core/route/route.go).
 */
export function unheededWeights(
  virtualService: VirtualService,
): { readonly destination: Destination; readonly weight: Located<number> }[] {
  return sharesOf(virtualService).flatMap(([destination, ...others]) => {
    const weight = destination?.weight;
    const isMeant = weight && weight.value >= 0 && weight.value < 100 && others.length === 0;
    return destination && isMeant ? [{ destination, weight }] : [];
  });
}

/**
 * Destinations that one route of a VirtualService has more than once, all of each together: of the same host in full, subset and
 * port. Those whose headers are changed on the way are different ones.
 */
export function repeatedDestinations(
  virtualService: VirtualService,
  { settings }: Pick<Mesh, 'settings'>,
): readonly (readonly Destination[])[] {
  const keyOf = ({ host, subset, port }: Destination): string => {
    const domain = settings.clusterDomain.value;
    const name = registryName(host.value, virtualService.namespace, domain);
    return JSON.stringify([name.host, subset?.value, port?.value]);
  };
  return sharesOf(virtualService).flatMap((destinations) => {
    const groups = groupBy(destinations.filter(isComparable), keyOf);
    return [...groups.values()].filter((group) => group.length > 1);
  });
}

/** What each route divides its requests or connections among. */
function sharesOf({ http, tls, tcp }: VirtualService): (readonly Destination[])[] {
  return [...http, ...tls, ...tcp].map(({ destinations }) => destinations);
}

function isComparable({ host, subset, changesHeaders }: Destination): boolean {
  return !changesHeaders && !isTemplated(host.value) && !isTemplated(subset?.value ?? '');
}
