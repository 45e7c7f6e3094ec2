import type { Destination } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import { repeatedDestinations } from '../../mesh/routing/route-shares.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const repeatedDestination: Rule = {
  id: 'repeated-destination',
  summary: 'A route divides its traffic among destinations that are the same',
  severity: 'warning',
  codes: ['KIA1105'],
  why: `
Each destination of a route gets its share of the requests. Where two are the same host, subset and port, their shares add up: nothing is divided, and
what was to get the other share, mostly another subset, gets nothing.

Name the other subset or host, or make one destination of them. Destinations whose \`headers\` are changed are different ones and left alone; so
are other ports, which Kiali does not tell apart.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
    'https://kiali.io/docs/features/validations/#kia1105---this-host-subset-combination-is-already-referenced-in-another-route-destination',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      for (const same of repeatedDestinations(virtualService, mesh)) {
        for (const destination of same) {
          const others = same.filter((other) => other !== destination);
          yield {
            at: placeOf(destination),
            resource: virtualService,
            message: `A route of ${described(virtualService)} has ${named(destination)} ${same.length} times, so their shares add up`,
            related: others.map((other) => ({ at: placeOf(other), message: 'The same' })),
          };
        }
      }
    }
  },
};

/** The subset, where there is one, for that is mostly the wrong word. */
function placeOf({ host, subset }: Destination): Span {
  return (subset ?? host).at;
}

function named({ host, subset }: Destination): string {
  return subset ? `subset "${subset.value}" of "${host.value}"` : `"${host.value}"`;
}
