import type { KubernetesRoute } from '../../facts/gke/kinds.ts';
import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { UnchosenPort } from '../../mesh/routing/destination-ports.ts';
import { serviceReferences } from '../../mesh/routing/route-references.ts';
import type { Rule } from '../../rule.ts';

export const unknownPort: Rule = {
  id: 'unknown-port',
  summary: 'A route leads to a port that its host does not have',
  severity: 'error',
  codes: ['IST0101', 'IST0112'],
  why: `
There is no cluster for a port that the Service (or ServiceEntry) does not declare, so every request that takes the route is
answered with 503 (of an HTTPRoute or GRPCRoute with 500). What counts is \`port\` of the Service, not its \`targetPort\` nor the port of the container.

Write \`port: {number: …}\` (in a route of the Gateway API \`port: …\`) with a port that the Service declares.

A destination without a port means the only port of its host; where that has several, the one with the number on which the
request came in: that of the Gateway's server, or the one the client called. If the host has no such port, the answer is 503
too.

istioctl analyze demands a port wherever the host has several, even where the one that the request came in on is there.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0112/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      const { http, tls, tcp } = virtualService;
      for (const { destinations } of [...http, ...tls, ...tcp]) {
        for (const each of destinations) yield* ofDestination(mesh, virtualService, each);
      }
      for (const each of http.flatMap(({ mirrors }) => mirrors)) {
        yield* ofDestination(mesh, virtualService, each);
      }
    }
    for (const route of mesh.all('KubernetesRoute')) yield* ofKubernetesRoute(mesh, route);
  },
};

function* ofDestination(
  mesh: Mesh,
  virtualService: VirtualService,
  destination: Destination,
): Generator<Finding> {
  const { host, port } = destination;
  const unchosen = mesh.routing.unchosenPort(virtualService, destination);
  if (unchosen) yield undecided(virtualService, destination, unchosen);
  const ports = mesh.routing.ports(host, virtualService.namespace);
  if (port === undefined || ports.length === 0 || ports.includes(port.value)) return;
  yield {
    at: port.at,
    resource: virtualService,
    codes: ['IST0101'],
    message: `${described(virtualService)} routes to port ${port.value} of "${host.value}", which has only ${ports.join(', ')}`,
  };
}

function* ofKubernetesRoute(mesh: Mesh, route: KubernetesRoute): Generator<Finding> {
  for (const { verb, reference } of serviceReferences(route)) {
    const { name, port } = reference;
    const ports = mesh.routing.referredPorts(reference, route.namespace);
    if (port === undefined || ports.length === 0 || ports.includes(port.value)) continue;
    yield {
      at: port.at,
      resource: route,
      codes: [],
      message: `${described(route)} ${verb} port ${port.value} of "${name.value}", which has only ${ports.join(', ')}`,
    };
  }
}

function undecided(
  virtualService: VirtualService,
  { host }: Destination,
  { ports, lost, through }: UnchosenPort,
): Finding {
  const where = through === 'gateway' ? 'its gateway' : 'sidecars';
  return {
    at: host.at,
    resource: virtualService,
    codes: ['IST0112'],
    ...(through === 'sidecar' && { severity: 'warning' }),
    message: `${described(virtualService)} routes to "${host.value}" without a port: that has ${ports.join(', ')}, and requests come in through ${where} on ${lost.join(', ')}`,
  };
}
