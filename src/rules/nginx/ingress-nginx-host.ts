import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Fix } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import {
  answerUnroutedIngress,
  SERVICE_UPSTREAM,
  type UnroutedIngress,
  UPSTREAM_VHOST,
} from '../../mesh/nginx/ingress-nginx.ts';
import { fateReason, fateText } from '../../mesh/nginx/unrouted.ts';
import type { Rule } from '../../rule.ts';

export const ingressNginxHost: Rule = {
  id: 'ingress-nginx-host',
  summary: 'ingress-nginx, in the mesh, sends requests by which its sidecar finds no Service',
  severity: 'warning',
  why: `
ingress-nginx sends to the addresses of pods, and passes on the Host that the client asked for. Its sidecar finds a Service by
the Host, on the ports of the Service alone: such requests go on unchanged, past the Service's VirtualServices and without
mutual TLS, so pods that demand mutual TLS refuse them. Where unknown hosts are blocked, the sidecar itself answers with 502.

Two annotations on the Ingress make it call the Service by its name:

\`\`\`yaml
nginx.ingress.kubernetes.io/service-upstream: "true"
nginx.ingress.kubernetes.io/upstream-vhost: web.shop.svc.cluster.local
\`\`\`

The second holds for all backends, so each Service needs an Ingress of its own. The application sees the Service's name as Host then,
and the client's as \`X-Forwarded-Host\`; if it needs the client's, let a VirtualService for the \`mesh\` gateway route that
host. Or keep the controller out of the mesh, where no Service demands mutual TLS.
`,
  sources: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#service-upstream',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-nginx-upstream-vhost',
    'https://github.com/kubernetes/ingress-nginx/issues/3171',
  ],
  fixes: [
    { does: 'set both annotations on an Ingress that leads to one Service alone', safe: false },
  ],

  *check(mesh) {
    const unrouted = answerUnroutedIngress(mesh);
    for (const ingress of mesh.all('Ingress')) {
      const found = unrouted(ingress);
      if (!found) continue;
      const { fate, host, service } = found;
      yield {
        at: typeof host === 'object' ? host.at : ingress.at,
        ...(fate.kind !== 'bypassing' && { severity: 'error' }),
        resource: ingress,
        message: `ingress-nginx sends requests for ${described(service)} ${mannerOf(found)}, so ${fateText(fate)}`,
        ...(fate.at && { related: [{ at: fate.at, message: fateReason(fate) }] }),
        fix: fixOf(ingress, found, mesh),
      };
    }
  },
};

function mannerOf({ host, toPods }: UnroutedIngress): string {
  const where = toPods ? ['to the addresses of its pods'] : [];
  if (host === undefined) return where.join();
  const said = host === 'client' ? 'what the client asked for' : `"${host.value}"`;
  return [...where, `with ${said} as their Host, by which the mesh finds no Service`].join(' and ');
}

/** Not safe: the application sees another Host then. One name cannot stand for several Services. */
function fixOf(ingress: Ingress, found: UnroutedIngress, mesh: Mesh): Fix | undefined {
  const { host, service, services } = found;
  if (host !== undefined && (services.length > 1 || service.namespace === '')) return undefined;
  const name = `${service.name}.${service.namespace}.svc.${mesh.settings.clusterDomain.value}`;
  const wanted = {
    ...(found.toPods && { [SERVICE_UPSTREAM]: 'true' }),
    ...(host !== undefined && { [UPSTREAM_VHOST]: name }),
  };
  const names = Object.keys(wanted).map((key) => key.slice(key.indexOf('/') + 1));
  return { title: `Set ${names.join(' and ')}`, edits: annotated(ingress, wanted), safe: false };
}

/** Edits that give an object annotations: one after the other, or all of them where it has none yet. */
function annotated(
  { annotations, at, kind }: Ingress,
  wanted: Readonly<Record<string, string>>,
): Fix['edits'] {
  const path = ['metadata', 'annotations'];
  const set = { kind: 'set', at, of: kind } as const;
  if (annotations.length === 0) return [{ ...set, path, value: wanted }];
  return Object.entries(wanted).map(([key, value]) => ({ ...set, path: [...path, key], value }));
}
