import type { Rule } from '../../rule.ts';

export const invalidAuthorizationPolicy: Rule = {
  id: 'invalid-authorization-policy',
  summary: 'An AuthorizationPolicy is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
An AuthorizationPolicy that istiod refuses is not there: nobody is denied by it, or, where others allow, nobody is allowed.
A condition with a key that Istio does not know, an empty list, or a field that the action does not take makes it refuse the whole object.

A warning is for a rule that says something else than it seems to: a DENY rule of HTTP attributes denies everything on ports of TCP.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-authorization-policy');
  },
};
