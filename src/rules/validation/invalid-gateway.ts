import type { Rule } from '../../rule.ts';

export const invalidGateway: Rule = {
  id: 'invalid-gateway',
  summary: 'A Gateway is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A Gateway that istiod refuses opens no port: clients cannot connect. Refused is the whole object for one server that is wrong:
HTTPS without tls, mutual TLS without the certificates by which clients are known, a short host name.

A warning is for settings without effect, such as a redirect to HTTPS on a port that does not speak HTTP.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-gateway');
  },
};
