import { described } from '../../facts/resource.ts';
import type { Severity } from '../../finding.ts';
import { doubtOfTogether, type Together } from '../../mesh/routing/together.ts';
import type { Rule } from '../../rule.ts';

export const conflictingVirtualServices: Rule = {
  id: 'conflicting-virtual-services',
  summary: 'Several VirtualServices are for the same host in sidecars, which take only one of them',
  severity: 'error',
  codes: ['IST0109', 'KIA1106'],
  why: `
Gateways merge the VirtualServices for one host; sidecars do not. They take the one that was created first and leave out
the others, so which routes hold depends on the order in which the objects were applied, and half of them never do.

Put the routes for the host into one VirtualService, or let \`exportTo\` show each to other namespaces only. Those that are meant
for a gateway alone need its name in \`gateways\`, without \`mesh\`.

In files of their own they may be meant to be applied one at a time, so that is a warning unless the input is said to be
all there is; an info in a folder whose files cannot all be applied, since some of them declare the same objects.

istioctl analyze also reports a VirtualService that names one Service twice, and routes of different protocols; those do no harm
and are left alone. Kiali reports VirtualServices of one gateway as well, which merges them.
`,
  sources: [
    'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
    'https://istio.io/latest/docs/reference/config/analysis/ist0109/',
  ],

  *check(mesh) {
    const reported = new Set<unknown>();
    for (const { virtualService, host, others, together } of mesh.routing.rivalHosts()) {
      if (reported.has(host)) continue;
      reported.add(host);
      yield {
        at: host.at,
        resource: virtualService,
        severity: SEVERITIES[together],
        message: `Sidecars have several VirtualServices for "${host.value}" and take one of them: ${[virtualService, ...others].map(described).join(', ')}${doubtOfTogether(together)}`,
        related: others.map((other) => ({ at: other.at, message: 'Is for the same host' })),
      };
    }
  },
};

const SEVERITIES: Readonly<Record<Together, Severity>> = {
  surely: 'error',
  probably: 'warning',
  hardly: 'info',
};
