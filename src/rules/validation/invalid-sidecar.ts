import type { Rule } from '../../rule.ts';

export const invalidSidecar: Rule = {
  id: 'invalid-sidecar',
  summary: 'A Sidecar is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A Sidecar that istiod refuses narrows nothing: its pods go on to get the configuration of the whole mesh. A host is written as
\`namespace/name\` (\`./*\` for all of the own namespace), and a listener without a port comes last, for it takes all that the others leave.

A warning is for a host that an earlier one holds already.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/sidecar/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-sidecar');
  },
};
