import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import { type Entrance, entrancesFor } from '../../mesh/ingress/entrances.ts';
import { hostsOverlap } from '../../mesh/ingress/host-patterns.ts';
import { type SecuredHost, securedHosts } from '../../mesh/ingress/served-by-ingress.ts';
import { type ServedHost, servedHosts } from '../../mesh/ingress/served-hosts.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated } from '../../text.ts';

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
    const served = servedHosts(mesh);
    if (served.length === 0) return;
    const { leftover, entrances } = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) {
      const found = leftover(ingress);
      if (found === undefined || found.severity === 'info') continue;
      for (const secured of securedHosts(mesh, ingress)) {
        if (isRoutedElsewhere(entrances(), secured)) continue;
        const gateways = served.filter((one) => serves(one, secured));
        if (gateways.some(({ tls }) => tls !== 'none')) continue;
        yield findingFor(ingress, secured, gateways[0]);
      }
    }
  },
};

/** Through a Gateway that is not in the input, so nobody can tell whether it ends TLS. */
function isRoutedElsewhere(entrances: readonly Entrance[], { host }: SecuredHost): boolean {
  return entrancesFor(entrances, host).some(({ served }) => served === undefined);
}

function findingFor(
  ingress: Ingress,
  secured: SecuredHost,
  plain: ServedHost | undefined,
): Finding {
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

function serves({ host }: ServedHost, secured: SecuredHost): boolean {
  return secured.host === undefined || isTemplated(host) || hostsOverlap(host, secured.host);
}
