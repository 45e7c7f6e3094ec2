import type { KubernetesRoute } from '../../facts/gke/kinds.ts';
import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { BoundGateway } from '../../mesh/routing/bound-gateways.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unservedHost: Rule = {
  id: 'unserved-host',
  summary:
    'A VirtualService, HTTPRoute or GRPCRoute has hosts that the Gateway it is bound to does not serve',
  severity: 'warning',
  codes: ['IST0132'],
  why: `
A gateway takes requests only for the hosts of its servers, and of those only the ones whose namespace lets the
VirtualService in (\`namespace/host\`; \`./host\` is for the Gateway's own namespace). For any other host the routes
are not there, and it answers 404. Listeners of the Gateway API serve their \`hostname\`, or all; a route of which they serve no
hostname has the condition \`NoMatchingListenerHostname\`.

Add the host to a server of the Gateway, or correct it in the VirtualService. \`*.example.com\` does not hold
\`example.com\`.

istioctl analyze is content with one host that fits; here a host that none of the Gateways serves is reported too, unless
sidecars use the VirtualService as well.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
    'https://istio.io/latest/docs/reference/config/analysis/ist0132/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec',
  ],

  *check(mesh) {
    for (const route of mesh.all('VirtualService')) {
      yield* ofRoute({ route, hosts: route.hosts, codes: ['IST0132'] }, boundTo(mesh, route));
    }
    for (const route of mesh.all('KubernetesRoute')) {
      yield* ofRoute({ route, hosts: route.hostnames, codes: [] }, attachedTo(mesh, route));
    }
  },
};

/** A route, its hosts, and what istioctl says where a Gateway serves none of them. */
interface Routed {
  readonly route: VirtualService | KubernetesRoute;
  readonly hosts: readonly Located<string>[];
  readonly codes: readonly string[];
}

interface Bound {
  readonly reference: Located<string>;
  /** Absent where it is not known. */
  readonly gateway?: BoundGateway;
  readonly served: readonly Located<string>[];
}

function boundTo(mesh: Mesh, virtualService: VirtualService): Bound[] {
  const { boundGateway, servedHosts, mayMeanVariant } = mesh.routing;
  return virtualService.gateways.map((reference) => {
    const gateway = boundGateway(reference.value, virtualService.namespace);
    return typeof gateway === 'string' || mayMeanVariant(virtualService, gateway)
      ? { reference, served: virtualService.hosts }
      : { reference, gateway, served: servedHosts(virtualService, gateway) };
  });
}

/** A Gateway that does not take the route at all is none that should serve its hosts. */
function attachedTo(mesh: Mesh, route: KubernetesRoute): Bound[] {
  return route.parents.map((parent) => {
    const attachment = mesh.routing.attachment(parent, route);
    return attachment === undefined || attachment.refusal
      ? { reference: parent.name, served: route.hostnames }
      : { reference: parent.name, ...attachment };
  });
}

function* ofRoute(routed: Routed, bound: readonly Bound[]): Generator<Finding> {
  if (routed.hosts.length === 0) return;
  const idle = bound.filter(({ served }) => served.length === 0);
  for (const each of idle) yield ofGateway(routed, each);
  if (idle.length === 0) yield* ofHosts(routed, bound);
}

function ofGateway({ route, hosts, codes }: Routed, { reference, gateway }: Bound): Finding {
  const [host, ...more] = hosts;
  const which = more.length === 0 ? `host "${host?.value}"` : 'any host';
  return {
    at: reference.at,
    resource: route,
    codes,
    message: `${gateway ? described(gateway) : reference.value} does not serve ${which} of ${described(route)}`,
    ...(gateway && { related: [{ at: gateway.at, message: 'Is bound here' }] }),
  };
}

/** Of Gateways that are not known, all hosts count as served. */
function* ofHosts({ route, hosts }: Routed, bound: readonly Bound[]): Generator<Finding> {
  if (bound.length === 0) return;
  const served = new Set(bound.flatMap((each) => each.served));
  const names = bound.flatMap(({ gateway }) => (gateway ? [described(gateway)] : []));
  for (const host of hosts) {
    if (served.has(host)) continue;
    yield {
      at: host.at,
      resource: route,
      codes: [],
      message: `Host "${host.value}" of ${described(route)} is not served by ${names.join(' or ')}`,
    };
  }
}
