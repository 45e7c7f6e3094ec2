import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const bypassedRoutes: Rule = {
  id: 'bypassed-routes',
  summary: 'A gateway sends requests to a host past the routes that choose among its subsets',
  severity: 'warning',
  codes: ['IST0140'],
  why: `
A gateway heeds only the VirtualServices bound to it. One that routes to a host without naming a subset spreads requests
over all versions of it, whatever the VirtualService says by which sidecars choose among them: the canary of 5 % gets half
of the outside traffic.

Bind one VirtualService to both (\`gateways: [public, mesh]\`, with the outside host and the Service among its \`hosts\`), or
name the subsets in the one for the gateway too.

A subset that all pods behind the host belong to is no choice, and is left alone. Where one subset alone is named, and no pod of the
host is known, it is an info.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#route-rules-have-no-effect-on-ingress-gateway-requests',
    'https://istio.io/latest/docs/reference/config/analysis/ist0140/',
  ],

  *check(mesh) {
    for (const bypassed of mesh.routing.bypassedRoutes()) {
      const { virtualService, destination, ignored, isChoice } = bypassed;
      const names = ignored.map(described).join(', ');
      const doubt = isChoice
        ? ''
        : ', which does no harm if the one subset named there is all of it';
      yield {
        at: destination.host.at,
        resource: virtualService,
        severity: isChoice ? 'warning' : 'info',
        message: `${described(virtualService)} sends requests of its gateway to "${destination.host.value}" without a subset, past the routes of ${names}${doubt}`,
        related: ignored.map((other) => ({ at: other.at, message: 'Chooses among the subsets' })),
      };
    }
  },
};
