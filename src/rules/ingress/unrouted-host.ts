import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import { hasEntrances } from '../../mesh/ingress/entrances.ts';
import { hostsOverlap } from '../../mesh/ingress/host-patterns.ts';
import type { UnroutedRule } from '../../mesh/ingress/unrouted.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const unroutedHost: Rule = {
  id: 'unrouted-host',
  summary: 'A host or path that an Ingress serves is not routed by any Gateway and VirtualService',
  severity: 'warning',
  why: `
Gateways and VirtualServices have begun to take over from this Ingress, but not for this host or path. While
the Ingress lives nobody notices; when it is deleted, or DNS is moved to the Istio gateway, the gateway
answers 404 here, for it routes only what a VirtualService names, on hosts that a server of the Gateway serves
too.

Add the host to a server of the Gateway and to \`hosts\` of a VirtualService bound to that Gateway, with a match
for the path. Paths of an Ingress become \`uri.prefix\` or \`uri.exact\`; VirtualServices take the first match, so
write the longest first.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
    'https://istio.io/latest/docs/reference/config/networking/gateway/',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  ],

  *check(mesh) {
    if (!hasEntrances(mesh)) return;
    const { leftover, entrances, unrouted } = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) {
      const found = leftover(ingress);
      if (found === undefined || found.severity === 'info') continue;
      if (ingress.rules.length === 0 && entrances().length === 0) {
        const message = `No VirtualService routes what ${described(ingress)} serves`;
        yield { at: ingress.at, resource: ingress, message };
      }
      for (const rule of unrouted(ingress)) yield* ofRule(mesh, ingress, rule);
    }
  },
};

function* ofRule(
  mesh: Mesh,
  ingress: Ingress,
  { rule: { host, at }, entrances, paths }: UnroutedRule,
): Generator<Finding> {
  const name = host?.value ? `"${host.value}"` : 'every host';
  if (entrances.length === 0) {
    const message = `${described(ingress)} serves ${name}, and ${missing(mesh, host?.value)}`;
    yield { at: host?.at ?? at, resource: ingress, message };
    return;
  }
  for (const { path } of paths) {
    yield {
      at: path.at,
      resource: ingress,
      message: `${described(ingress)} serves "${path.value}" of ${name}, and no VirtualService of that host takes this path`,
      related: entrances
        .slice(0, 1)
        .map(({ route }) => ({ at: route.at, message: 'Routes other paths of the host' })),
    };
  }
}

/** What the host lacks: a Gateway, or a VirtualService bound to it. */
function missing(mesh: Mesh, host: string | undefined): string {
  const gateway = mesh.ingress
    .served()
    .find((one) => host === undefined || hostsOverlap(one.host, host))?.gateway;
  return gateway === undefined
    ? 'no Gateway does'
    : `no VirtualService bound to ${described(gateway)} routes it`;
}
