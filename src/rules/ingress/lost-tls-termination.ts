import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { LostTls } from '../../mesh/ingress/lost-tls.ts';
import type { Rule } from '../../rule.ts';

export const lostTlsTermination: Rule = {
  id: 'lost-tls-termination',
  summary: 'An Ingress ends TLS for a host that no Gateway serves with TLS',
  severity: 'warning',
  why: `
The Ingress that goes has a certificate for this host; the Gateway that comes has none. From the moment DNS
points at the Istio gateway, \`https://\` no longer answers there: browsers that remember the host as secure
(HSTS, bookmarks, redirects) get a refused connection, and the rest goes over the network in plain text.

Add a server on port 443 with \`protocol: HTTPS\`, \`tls.mode: SIMPLE\` and a \`credentialName\` to the Gateway, copy
the Secret into the namespace of the gateway's pods, and set \`tls.httpsRedirect: true\` on the server on port 80.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
    'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
  ],

  *check(mesh) {
    const { leftover, served, lostTls } = mesh.ingress;
    if (served().length === 0) return;
    for (const ingress of mesh.all('Ingress')) {
      const found = leftover(ingress);
      if (found === undefined || found.severity === 'info') continue;
      for (const lost of lostTls(ingress)) yield findingFor(ingress, lost);
    }
  },
};

function findingFor(ingress: Ingress, { secured, plain }: LostTls): Finding {
  const host = secured.host === undefined ? 'every host' : `"${secured.host}"`;
  const successor = plain
    ? `${described(plain.gateway)} serves it in plain text only`
    : 'no Gateway serves it with TLS';
  return {
    at: secured.at,
    resource: ingress,
    message: `${described(ingress)} ends TLS for ${host}, and ${successor}`,
    ...(plain && { related: [{ at: plain.at, message: 'Served without TLS here' }] }),
  };
}
