import { described } from '../../facts/resource.ts';
import { unheededWeights } from '../../mesh/routing/route-shares.ts';
import type { Rule } from '../../rule.ts';

export const unheededWeight: Rule = {
  id: 'unheeded-weight',
  summary: 'The only destination of a route has a weight that it does not keep to',
  severity: 'info',
  codes: ['KIA1104'],
  why: `
Weights divide the requests of one route among its destinations. An only destination gets all of them, whatever its weight: with a weight of 10 nine
of ten do not go anywhere else, and a weight of 0 does not switch it off, which is a warning.

Name the destination that is to get the rest, in the same route, or take the weight out. To switch a destination off, take it out, or let the
route answer by itself with \`directResponse\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
    'https://kiali.io/docs/features/validations/#kia1104---the-weight-is-assumed-to-be-100-because-there-is-only-one-route-destination',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      for (const { destination, weight } of unheededWeights(virtualService)) {
        yield {
          at: weight.at,
          resource: virtualService,
          ...(weight.value === 0 && { severity: 'warning' }),
          message: `"${destination.host.value}" gets all of this route of ${described(virtualService)}, not a share of ${weight.value}: it has no other destination`,
        };
      }
    }
  },
};
