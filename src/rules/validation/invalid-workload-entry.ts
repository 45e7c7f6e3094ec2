import type { Rule } from '../../rule.ts';

export const invalidWorkloadEntry: Rule = {
  id: 'invalid-workload-entry',
  summary: 'A WorkloadEntry is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A WorkloadEntry that istiod refuses is no endpoint: what selects it finds one workload less.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/workload-entry/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-workload-entry');
  },
};
