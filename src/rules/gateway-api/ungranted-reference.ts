import type { KubernetesGateway, KubernetesRoute, ObjectReference } from '../../facts/gke/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { isForGateways, serviceReferences } from '../../mesh/routing/route-references.ts';
import type { Rule } from '../../rule.ts';

export const ungrantedReference: Rule = {
  id: 'ungranted-reference',
  summary:
    'A route or Gateway of the Gateway API refers to another namespace without a ReferenceGrant',
  severity: 'error',
  codes: ['KIA1402'],
  why: `
An HTTPRoute or GRPCRoute may send requests to a Service of another namespace, and a Gateway may read a certificate there, only
where that namespace says so in a ReferenceGrant. Without one the route has the condition \`RefNotPermitted\` and requests are answered with 500; the
listener has no certificate and takes no connection.

Write a ReferenceGrant in the namespace of the Service or Secret: \`from\` names group, kind and namespace of the object that refers, \`to\` the kind
that is referred to. One in the namespace of the route does nothing. A grant for HTTPRoutes does not hold for GRPCRoutes. Or move the route
to its Services, and let the Gateway admit it there.

Where no file has any ReferenceGrant, they may be kept elsewhere, and this is a warning. Routes inside the mesh, whose parents are Services, need none.
`,
  sources: [
    'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#referencegrant',
    'https://github.com/istio/istio/blob/1.30.0/pilot/pkg/config/kube/gateway/conversion.go',
  ],

  *check(mesh) {
    for (const route of mesh.all('KubernetesRoute').filter(isForGateways)) {
      for (const { verb, reference } of serviceReferences(route)) {
        if (verb === 'is attached to') continue;
        if (mesh.routing.referred(reference, route.namespace) === 'missing') continue;
        yield* ofReference(mesh, route, verb, reference);
      }
    }
    for (const gateway of mesh.all('KubernetesGateway')) {
      for (const reference of gateway.listeners.flatMap(({ certificates }) => certificates)) {
        yield* ofReference(mesh, gateway, 'has its certificate from', reference);
      }
    }
  },
};

function* ofReference(
  mesh: Mesh,
  resource: KubernetesRoute | KubernetesGateway,
  verb: string,
  reference: ObjectReference,
): Generator<Finding> {
  if (mesh.routing.grant(reference, resource) !== 'missing') return;
  const { kind, name, namespace } = reference;
  const isSure = mesh.complete || mesh.all('ReferenceGrant').length > 0;
  yield {
    at: name.at,
    resource,
    ...(!isSure && { severity: 'warning' }),
    codes: resource.type === 'KubernetesRoute' ? ['KIA1402'] : [],
    message: `${described(resource)} ${verb} ${kind} ${namespace}/${name.value}, and no ReferenceGrant of namespace ${namespace} allows it`,
    related: mesh
      .all('ReferenceGrant')
      .filter((grant) => grant.namespace === namespace)
      .map(({ at }) => ({ at, message: 'Allows others only' })),
  };
}
