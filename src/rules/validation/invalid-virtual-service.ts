import type { Rule } from '../../rule.ts';

export const invalidVirtualService: Rule = {
  id: 'invalid-virtual-service',
  summary: 'A VirtualService is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A VirtualService that istiod refuses routes nothing: requests go on to the Service as if it were not there, and from a gateway they get
a 404. Refused is the whole object for one route that is wrong: two actions in one route, a retry condition that Envoy does not know, a
regular expression that RE2 does not take.

A warning is for fields that have gone out of use, and for what has no effect.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-virtual-service');
  },
};
