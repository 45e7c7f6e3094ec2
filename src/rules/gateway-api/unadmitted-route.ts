import type { KubernetesRoute, ParentReference } from '../../facts/gke/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Attachment } from '../../mesh/routing/attachment.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const unadmittedRoute: Rule = {
  id: 'unadmitted-route',
  summary: 'An HTTPRoute or GRPCRoute is bound to a Gateway of which no listener takes it',
  severity: 'error',
  codes: ['KIA1401'],
  why: `
The route is applied without complaint and its status alone says \`Accepted: False\`, with \`NoMatchingParent\` or \`NotAllowedByListeners\`. The Gateway
has no routes of it, and answers 404.

\`sectionName\` is the *name* of a listener of the Gateway, and \`port\` the port it listens on. A listener takes routes of the Gateway's own namespace alone, unless
its \`allowedRoutes.namespaces.from\` is \`All\`, or \`Selector\` with labels of the route's **Namespace**. Listeners of TCP and TLS take no HTTPRoutes,
and \`allowedRoutes.kinds\` names the only kinds that are taken.

Correct the reference, or open the listener. Every Namespace has the label \`kubernetes.io/metadata.name\`.

Kiali asks for the namespaces of all listeners alone; here those count that the route asks for.
`,
  sources: [
    'https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes',
    'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
    'https://github.com/istio/istio/blob/1.30.0/pilot/pkg/config/kube/gateway/conversion.go',
  ],

  *check(mesh) {
    for (const route of mesh.all('KubernetesRoute')) {
      for (const parent of route.parents) {
        const attachment = mesh.routing.attachment(parent, route);
        if (attachment?.refusal === undefined) continue;
        yield {
          at: placeOf(parent, attachment),
          resource: route,
          codes: attachment.refusal === 'namespace' ? ['KIA1401'] : [],
          message: `${described(route)} ${refused(route, parent, attachment)}`,
          related: [{ at: attachment.gateway.at, message: 'Is the Gateway' }],
        };
      }
    }
  },
};

function placeOf({ name, sectionName, port }: ParentReference, { refusal }: Attachment): Span {
  return refusal === 'listener' ? (sectionName ?? port ?? name).at : name.at;
}

function refused(
  { namespace, kind }: KubernetesRoute,
  { sectionName, port }: ParentReference,
  { gateway, refusal }: Attachment,
): string {
  const wanted = [
    ...(sectionName ? [`listener "${sectionName.value}"`] : []),
    ...(port ? [`port ${port.value}`] : []),
  ].join(' on ');
  const whose =
    wanted === ''
      ? 'whose listeners take'
      : `whose ${sectionName ? '' : 'listener on '}${wanted} takes`;
  const own = gateway.listeners.map((one) => `${one.name} on ${one.port ?? 'some port'}`);
  switch (refusal) {
    case 'listener':
      return `asks for ${wanted} of ${described(gateway)}, which has ${own.join(', ')}`;
    case 'namespace':
      return `is bound to ${described(gateway)}, ${whose} no routes of namespace ${namespace}`;
    default:
      return `is bound to ${described(gateway)}, ${whose} no ${kind}`;
  }
}
