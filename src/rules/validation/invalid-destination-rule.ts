import type { Rule } from '../../rule.ts';

export const invalidDestinationRule: Rule = {
  id: 'invalid-destination-rule',
  summary: 'A DestinationRule is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A DestinationRule that istiod refuses changes nothing: clients find no subsets, which answers their requests with 503, and no
TLS is begun. Refused is the whole object for one wrong duration, an empty trafficPolicy, or a subset that is there twice.

A warning is for settings without effect: locality failover without outlier detection, and fields that have gone out of use.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-destination-rule');
  },
};
