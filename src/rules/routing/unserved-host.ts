import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { BoundGateway } from '../../mesh/routing/bound-gateways.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unservedHost: Rule = {
  id: 'unserved-host',
  summary: 'A VirtualService has hosts that the Gateway it is bound to does not serve',
  severity: 'warning',
  codes: ['IST0132'],
  why: `
A gateway takes requests only for the hosts of its servers, and of those only the ones whose namespace lets the
VirtualService in (\`namespace/host\`; \`./host\` is for the Gateway's own namespace). For any other host the routes
are not there, and it answers 404.

Add the host to a server of the Gateway, or correct it in the VirtualService. \`*.example.com\` does not hold
\`example.com\`.

istioctl analyze is content with one host that fits; here a host that none of the Gateways serves is reported too, unless
sidecars use the VirtualService as well.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
    'https://istio.io/latest/docs/reference/config/analysis/ist0132/',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      if (virtualService.hosts.length === 0) continue;
      const bound = boundTo(mesh, virtualService);
      const idle = bound.filter(({ served }) => served.length === 0);
      for (const each of idle) yield ofGateway(virtualService, each);
      if (idle.length === 0) yield* ofHosts(virtualService, bound);
    }
  },
};

interface Bound {
  readonly reference: Located<string>;
  /** Absent where it is not known. */
  readonly gateway?: BoundGateway;
  readonly served: readonly Located<string>[];
}

function boundTo(mesh: Mesh, virtualService: VirtualService): Bound[] {
  const { boundGateway, servedHosts } = mesh.routing;
  return virtualService.gateways.map((reference) => {
    const gateway = boundGateway(reference.value, virtualService.namespace);
    return typeof gateway === 'string'
      ? { reference, served: virtualService.hosts }
      : { reference, gateway, served: servedHosts(virtualService, gateway) };
  });
}

function ofGateway(virtualService: VirtualService, { reference, gateway }: Bound): Finding {
  const [host, ...more] = virtualService.hosts;
  const hosts = more.length === 0 ? `host "${host?.value}"` : 'any host';
  return {
    at: reference.at,
    resource: virtualService,
    message: `${gateway ? described(gateway) : reference.value} does not serve ${hosts} of ${described(virtualService)}`,
    ...(gateway && { related: [{ at: gateway.at, message: 'Is bound here' }] }),
  };
}

/** Of Gateways that are not known, all hosts count as served. */
function* ofHosts(virtualService: VirtualService, bound: readonly Bound[]): Generator<Finding> {
  if (bound.length === 0) return;
  const served = new Set(bound.flatMap((each) => each.served));
  const names = bound.flatMap(({ gateway }) => (gateway ? [described(gateway)] : []));
  for (const host of virtualService.hosts) {
    if (served.has(host)) continue;
    yield {
      at: host.at,
      resource: virtualService,
      codes: [],
      message: `Host "${host.value}" of ${described(virtualService)} is not served by ${names.join(' or ')}`,
    };
  }
}
