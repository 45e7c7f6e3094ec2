import type { KubernetesRoute, ParentReference } from '../../facts/gke/kinds.ts';
import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { gatewayReferences, isInternalGateway } from '../../mesh/routing/bound-gateways.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unknownGateway: Rule<{ known: readonly string[] }> = {
  id: 'unknown-gateway',
  summary: 'A VirtualService, HTTPRoute or GRPCRoute is bound to a Gateway that does not exist',
  severity: 'error',
  codes: ['IST0101', 'IST0132', 'KIA1102', 'KIA1401'],
  why: `
Istio drops the binding without a word: the routes are never programmed, and requests that should match them get
404 from the gateway. A match that names a Gateway that is not there never takes a request.

Write \`namespace/name\` where the Gateway lives in another namespace: a name alone is looked for in the namespace of
the VirtualService. In a route of the Gateway API, \`namespace\` stands beside the name. If the Gateway is made outside this repository, list it in
\`known\`.

istioctl analyze says besides that such a Gateway has no host of the VirtualService (IST0132); here that is one finding.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  ],
  options: {
    known: { about: 'Gateways made elsewhere, as `namespace/name`', default: [] },
  },

  *check(mesh, { known }) {
    for (const route of mesh.all('VirtualService')) yield* ofVirtualService(mesh, route, known);
    for (const route of mesh.all('KubernetesRoute')) yield* ofKubernetesRoute(mesh, route, known);
  },
};

function* ofVirtualService(
  mesh: Mesh,
  virtualService: VirtualService,
  known: readonly string[],
): Generator<Finding> {
  for (const reference of gatewayReferences(virtualService)) {
    if (isBuiltIn(reference.value) || known.includes(reference.value)) continue;
    if (mesh.routing.boundGateway(reference.value, virtualService.namespace) !== 'missing')
      continue;
    yield missing(virtualService, reference, ['IST0101', 'IST0132', 'KIA1102']);
  }
}

function* ofKubernetesRoute(
  mesh: Mesh,
  route: KubernetesRoute,
  known: readonly string[],
): Generator<Finding> {
  for (const parent of route.parents) {
    const reference = { value: nameOf(parent), at: parent.name.at };
    if (known.includes(reference.value)) continue;
    if (mesh.routing.parentGateway(parent, route) !== 'missing') continue;
    yield missing(route, reference, ['KIA1401']);
  }
}

function isBuiltIn(reference: string): boolean {
  return reference === 'mesh' || isInternalGateway(reference);
}

function nameOf({ name, namespace }: ParentReference): string {
  return namespace === '' ? name.value : `${namespace}/${name.value}`;
}

function missing(
  route: VirtualService | KubernetesRoute,
  { value, at }: Located<string>,
  codes: readonly string[],
): Finding {
  const hint = value.includes('/')
    ? ''
    : ` in ${route.namespace ? `namespace ${route.namespace}` : 'its namespace'}`;
  return {
    at,
    resource: route,
    codes,
    message: `${described(route)} is bound to Gateway "${value}", which does not exist${hint}`,
  };
}
