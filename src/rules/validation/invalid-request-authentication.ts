import type { Rule } from '../../rule.ts';

export const invalidRequestAuthentication: Rule = {
  id: 'invalid-request-authentication',
  summary: 'A RequestAuthentication is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A RequestAuthentication that istiod refuses checks no token: requests pass without one being looked at, unless a policy asks for its
claims, which nobody has then. A rule needs an issuer, or an address of keys, and keys that are written in place must be JSON.

A warning is for a private or symmetric key: whoever reads the policy can sign tokens with it.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/security/request_authentication/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-request-authentication');
  },
};
