import type { Rule } from '../../rule.ts';

export const invalidWorkloadGroup: Rule = {
  id: 'invalid-workload-group',
  summary: 'A WorkloadGroup is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A WorkloadGroup that istiod refuses registers no workload: a virtual machine that starts with it stays unknown to the mesh.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/workload-group/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-workload-group');
  },
};
