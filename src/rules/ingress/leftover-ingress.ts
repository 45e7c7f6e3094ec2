import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Fix, Related } from '../../finding.ts';
import type { Leftover } from '../../mesh/ingress/leftover.ts';
import { isTakenOver } from '../../mesh/ingress/taken-over.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated } from '../../text.ts';

export const leftoverIngress: Rule = {
  id: 'leftover-ingress',
  summary: 'An Ingress lets traffic in past the gateway of the mesh',
  severity: 'warning',
  why: `
An Ingress keeps its own load balancer or reverse proxy running, and that sends requests straight to the
pods. The Istio gateway and every VirtualService behind it never see them: no routing, no retries, no
authorization at the door, and traffic that reaches the pods in plain text. On GKE this holds for every
Ingress without a class, too. Where a PeerAuthentication demands mutual TLS, the pods refuse this traffic
altogether: health checks of the load balancer fail, and clients get 502.

Write a Gateway for the hosts and a VirtualService for the paths, give the gateway's Service a reserved
**regional** address, move DNS, and delete the Ingress when no traffic comes through it any more. Copy its
TLS Secret into the namespace of the gateway's pods first.

If you need Google's load balancer in front (Cloud Armor, Identity-Aware Proxy, CDN), keep the Ingress but
point it at the Service of the gateway. An Ingress whose controller runs inside the mesh is no mistake: set
\`nginx.ingress.kubernetes.io/service-upstream: "true"\` on it, which Istio needs anyway.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/',
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/utils.go',
    'https://docs.cloud.google.com/architecture/exposing-service-mesh-apps-through-gke-ingress',
  ],

  fixes: [
    {
      does: 'delete an Ingress all of whose hosts, paths and certificates a gateway serves, and that has nothing only it can do',
      safe: false,
    },
  ],

  *check(mesh) {
    const { leftover } = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) {
      const found = leftover(ingress);
      if (found === undefined) continue;
      yield {
        at: ingress.at,
        resource: ingress,
        severity: found.severity,
        message: messageOf(ingress, found),
        related: relatedTo(found),
        fix: deletion(mesh, ingress, found),
      };
    }
  },
};

function messageOf(ingress: Ingress, found: Leftover): string {
  const [backend, ...more] = found.backends;
  const service = backend?.service ?? backend?.backend.service.value;
  const name = typeof service === 'string' ? service : (service?.name ?? '');
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const port = backend?.backend.port === undefined ? '' : `:${backend.backend.port.value}`;
  return (
    `${described(ingress)} (${found.controller.because}) sends traffic for ${hostsOf(ingress)} ` +
    `straight to Service ${name}${port}${others}, past the Istio gateway${consequence(found)}`
  );
}

function hostsOf({ rules }: Ingress): string {
  const hosts = [...new Set(rules.flatMap(({ host }) => host?.value ?? []))];
  const [first, ...more] = hosts.filter((host) => host !== '' && !isTemplated(host));
  if (first === undefined) return hosts.length > 0 ? 'its hosts' : 'every host';
  return more.length > 0 ? `${first} and ${more.length} more` : first;
}

function consequence({ strict, rival, doubt }: Leftover): string {
  if (strict) return `; its pods refuse that, for ${strict.by} demands mutual TLS`;
  switch (doubt) {
    case 'no mesh here':
      return ', once these pods are in a mesh';
    case 'injection unknown':
      return ', if its pods have a sidecar, which these files do not tell';
    case 'service unknown':
      return ', if that is not the gateway already, which these files do not tell';
    case 'class unknown':
      return ', if its class is not that of Istio';
    case 'controller in the mesh':
      return '; its controller is in the mesh, so this may be meant';
    default:
      return rival
        ? `; ${described(rival.route)} lets the same traffic in through the gateway`
        : '';
  }
}

/**
 * The gateway takes all that the Ingress serves, so that traffic may move. Not where kustomize builds from the file, for a
 * kustomization would name a file that may hold nothing then.
 */
function deletion(mesh: Mesh, ingress: Ingress, { severity, rival }: Leftover): Fix | undefined {
  if (severity === 'info' || rival?.served === undefined || !isTakenOver(mesh, ingress))
    return undefined;
  if (mesh.files.some(({ kustomization }) => kustomization !== undefined)) return undefined;
  return {
    title: `Delete the Ingress: ${described(rival.route)} takes what it serves`,
    edits: [{ kind: 'remove-object', at: ingress.at, of: ingress.kind }],
    safe: false,
  };
}

function relatedTo({ strict, rival }: Leftover): Related[] {
  return [
    ...(strict?.at ? [{ at: strict.at, message: 'This demands mutual TLS' }] : []),
    ...(rival ? [{ at: rival.route.at, message: 'The other entrance' }] : []),
  ];
}
