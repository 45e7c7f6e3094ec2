import type { Rule } from '../../rule.ts';

export const invalidServiceEntry: Rule = {
  id: 'invalid-service-entry',
  summary: 'A ServiceEntry is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A ServiceEntry that istiod refuses admits nothing: in a mesh that blocks unknown hosts its hosts are out of reach. Refused is the whole
object for one host, address or port that is written wrongly.

A warning is for what matches nothing, or has no effect.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-service-entry');
  },
};
