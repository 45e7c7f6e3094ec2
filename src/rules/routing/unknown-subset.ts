import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unknownSubset: Rule = {
  id: 'unknown-subset',
  summary: 'A VirtualService routes to a subset that no DestinationRule defines',
  severity: 'error',
  codes: ['IST0101', 'KIA1107'],
  why: `
A subset exists only where a DestinationRule for the same host defines it. Without it Envoy has no cluster of that name,
and every request that takes the route is answered with 503.

Define the subset in the DestinationRule of that host, or correct its name. Apply the DestinationRule before the
VirtualService that uses it.

istioctl analyze gives hosts outside the cluster the namespace of the object that names them, so a VirtualService and a
DestinationRule for \`api.example.com\` in two namespaces do not meet there; here they do.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      for (const destination of destinationsOf(virtualService)) {
        if (destination.subset === undefined) continue;
        if (mesh.routing.subsetOf(destination, virtualService.namespace) !== 'missing') continue;
        yield missing(mesh, virtualService, destination, destination.subset);
      }
    }
  },
};

function destinationsOf({ http, tls, tcp }: VirtualService): Destination[] {
  return [
    ...[...http, ...tls, ...tcp].flatMap(({ destinations }) => destinations),
    ...http.flatMap(({ mirrors }) => mirrors),
  ];
}

function missing(
  mesh: Mesh,
  virtualService: VirtualService,
  { host }: Destination,
  { value, at }: Located<string>,
): Finding {
  const rules = mesh.routing.rulesFor(host.value, virtualService.namespace);
  const names = new Set(rules.flatMap(({ subsets }) => subsets.map(({ name }) => name.value)));
  const defined = names.size > 0 ? `: defined are ${[...names].join(', ')}` : '';
  const [rule] = rules;
  const lacks = rule
    ? `${described(rule)} does not define${defined}`
    : 'no DestinationRule defines';
  return {
    at,
    resource: virtualService,
    message: `${described(virtualService)} routes to subset "${value}" of "${host.value}", which ${lacks}`,
    related: rules.map((each) => ({ at: each.at, message: 'Is for this host' })),
  };
}
