import type { DestinationRule, Subset } from '../../facts/istio/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const emptySubset: Rule = {
  id: 'empty-subset',
  summary: 'A subset of a DestinationRule has labels that no pod behind its host carries',
  severity: 'error',
  codes: ['IST0173', 'KIA0203'],
  why: `
A subset holds the pods behind the host that carry all its labels. If none does, requests that are routed to it get 503 with
\`no healthy upstream\`.

Compare the labels with those of the pod templates of the workloads that the Service selects. Where no route names the
subset yet, this is an information.

istioctl analyze is content with any pod of the cluster that has the labels; here it must be one that the Service selects, or
an endpoint of the ServiceEntry. Labels that istiod takes from nodes (region, zone, hostname) are in no file and are passed
over.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    'https://istio.io/latest/docs/reference/config/analysis/ist0173/',
  ],

  *check(mesh) {
    const { subsetEndpoints, isRoutedTo } = mesh.routing;
    for (const rule of mesh.all('DestinationRule')) {
      for (const subset of rule.subsets) {
        if (subsetEndpoints(rule, subset) !== 'missing') continue;
        yield {
          at: subset.name.at,
          resource: rule,
          ...(!isRoutedTo(rule, subset) && { severity: 'info' }),
          message: messageOf(rule, subset),
        };
      }
    }
  },
};

function messageOf({ host, ...rule }: DestinationRule, { name, labels }: Subset): string {
  const wanted = labels.map(({ key, value }) => `${key.value}: ${value.value}`).join(', ');
  return `Subset "${name.value}" of ${described(rule)} is empty: no pod of "${host?.value}" has ${wanted}`;
}
