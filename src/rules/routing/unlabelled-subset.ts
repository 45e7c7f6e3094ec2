import { described } from '../../facts/resource.ts';
import { unlabelledSubsets } from '../../mesh/routing/subset-pods.ts';
import type { Rule } from '../../rule.ts';

export const unlabelledSubset: Rule = {
  id: 'unlabelled-subset',
  summary: 'A subset without labels, beside others with labels, holds all pods of the host',
  severity: 'info',
  codes: ['KIA0209'],
  why: `
The labels of a subset choose its pods. A subset without any holds all pods of the host, those of the other subsets as well: a route that divides
requests between \`stable\`, without labels, and \`canary\` sends some of the share of \`stable\` to the canary, too.

Write the labels of its pods. Where the subset is meant to be the whole host, routes may name the host without a subset.

Kiali reports every subset without labels. One that has a \`trafficPolicy\` of its own serves as that, and where no subset of the rule has labels, as in
Istio's examples of egress gateways, they serve as names: those are left alone.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    'https://kiali.io/docs/features/validations/#kia0209---this-subset-has-not-labels',
  ],

  *check(mesh) {
    for (const rule of mesh.all('DestinationRule')) {
      for (const { name } of unlabelledSubsets(rule)) {
        yield {
          at: name.at,
          resource: rule,
          message: `Subset "${name.value}" of ${described(rule)} has no labels, so it holds all pods of "${rule.host?.value ?? ''}", those of the other subsets as well`,
        };
      }
    }
  },
};
