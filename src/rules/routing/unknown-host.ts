import type { KubernetesRoute } from '../../facts/gke/kinds.ts';
import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { serviceReferences } from '../../mesh/routing/route-references.ts';
import type { Rule } from '../../rule.ts';

export const unknownHost: Rule = {
  id: 'unknown-host',
  summary: 'A route or a traffic policy is for a host that does not exist in the mesh',
  severity: 'error',
  codes: ['IST0101', 'IST0174', 'KIA0202', 'KIA1101', 'KIA1402'],
  why: `
Envoy gets a route to a cluster that does not exist: every request that takes it is answered with 503. A mirror is left
out, and a DestinationRule for such a host does nothing.

Only a name without any dot is completed, with the namespace of the object it stands in: \`web\` becomes
\`web.shop.svc.cluster.local\`. \`web.shop\` and \`web.shop.svc\` work in DNS, but are not completed by Istio and name
nothing. A host outside the cluster needs a ServiceEntry.

An HTTPRoute or GRPCRoute names its Services without a namespace in the name: that has a field of its own. Requests for a
Service that is not there are answered with 500, and a route inside the mesh whose parent is such a Service does nothing.

istioctl analyze looks for the host where the *object's own* \`exportTo\` points, and reports every DestinationRule for a
wildcard; here a Service or ServiceEntry anywhere in the input counts, and wildcards are left alone.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) yield* ofRoutes(mesh, virtualService);
    for (const route of mesh.all('KubernetesRoute')) yield* ofKubernetesRoute(mesh, route);
    for (const rule of mesh.all('DestinationRule')) {
      if (!rule.host || mesh.routing.host(rule.host, rule.namespace) !== 'missing') continue;
      const host = nameOf(mesh, rule.host.value, rule.namespace);
      yield {
        at: rule.host.at,
        resource: rule,
        severity: 'warning',
        codes: ['IST0174', 'KIA0202'],
        message: `${described(rule)} is for ${host}, and so does nothing`,
      };
    }
  },
};

function* ofRoutes(mesh: Mesh, virtualService: VirtualService): Generator<Finding> {
  const { http, tls, tcp } = virtualService;
  for (const { destinations } of [...http, ...tls, ...tcp]) {
    yield* ofDestinations(mesh, virtualService, destinations, 'routes to', ['IST0101', 'KIA1101']);
  }
  for (const { mirrors } of http) {
    yield* ofDestinations(mesh, virtualService, mirrors, 'mirrors to', ['IST0101']);
  }
}

function* ofDestinations(
  mesh: Mesh,
  virtualService: VirtualService,
  destinations: readonly Destination[],
  verb: string,
  codes: readonly string[],
): Generator<Finding> {
  for (const { host } of destinations) {
    if (mesh.routing.host(host, virtualService.namespace) !== 'missing') continue;
    yield {
      at: host.at,
      resource: virtualService,
      codes,
      message: `${described(virtualService)} ${verb} ${nameOf(mesh, host.value, virtualService.namespace)}`,
    };
  }
}

function* ofKubernetesRoute(mesh: Mesh, route: KubernetesRoute): Generator<Finding> {
  for (const { verb, reference } of serviceReferences(route)) {
    if (mesh.routing.referred(reference, route.namespace) !== 'missing') continue;
    const { name, namespace } = reference;
    const lack = name.value.includes('.')
      ? `"${name.value}", which is no name of a Service: namespace and domain do not belong to it`
      : nameOf(mesh, name.value, namespace || route.namespace);
    yield {
      at: name.at,
      resource: route,
      codes: ['KIA1402'],
      message: `${described(route)} ${verb} ${lack}`,
    };
  }
}

/** How the host is called, and what it lacks. */
function nameOf(mesh: Mesh, host: string, namespace: string): string {
  const meant = mesh.service(host, namespace);
  if (typeof meant !== 'string') {
    return `"${host}", which Istio does not complete to the name of ${described(meant)}`;
  }
  const isShort = !host.includes('.');
  return isShort
    ? `"${host}", which is no Service of ${namespace ? `namespace ${namespace}` : 'its namespace'}`
    : `"${host}", which no Service or ServiceEntry declares`;
}
