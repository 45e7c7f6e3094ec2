import type { Rule } from '../../rule.ts';

export const invalidTelemetry: Rule = {
  id: 'invalid-telemetry',
  summary: 'A Telemetry is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
A Telemetry that istiod refuses changes no metrics, logs or traces. Of tracing only the first entry and its first provider count.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/telemetry/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-telemetry');
  },
};
