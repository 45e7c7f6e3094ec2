import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const sharedGatewayCertificate: Rule = {
  id: 'shared-gateway-certificate',
  summary:
    'Several Gateways serve the same certificate on one port, and clients mix up their connections',
  severity: 'warning',
  codes: ['IST0138'],
  why: `
A browser that speaks HTTP/2 uses an open connection for every host that the certificate it was shown covers. The gateway,
however, knows on that connection only the hosts of the Gateway for which it was opened (by SNI), and answers 404 for
those of the other one: pages fail by chance, depending on what was visited before.

Serve the hosts of one certificate from one Gateway, with \`hosts\` as wide as the certificate (\`*.example.com\`) and
VirtualServices for the rest, or give each Gateway a certificate of its own.

istioctl analyze also compares servers on different ports and those that pass TLS on; a client uses no connection of
these.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate',
    'https://istio.io/latest/docs/reference/config/analysis/ist0138/',
  ],

  *check(mesh) {
    for (const { gateway, certificate, others } of mesh.listeners.sharedCertificates()) {
      yield {
        at: certificate.at,
        resource: gateway,
        message: `${described(gateway)} serves the same certificate "${certificate.value}" as ${others.map(described).join(', ')}, and clients use one connection for the hosts of both`,
        related: others.map(({ at }) => ({ at, message: 'Serves it as well' })),
      };
    }
  },
};
