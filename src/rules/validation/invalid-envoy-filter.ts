import type { Rule } from '../../rule.ts';

export const invalidEnvoyFilter: Rule = {
  id: 'invalid-envoy-filter',
  summary: 'An EnvoyFilter is refused by istiod, or has settings without effect',
  severity: 'error',
  codes: ['IST0106', 'IST0133'],
  why: `
An EnvoyFilter that istiod refuses changes no proxy. Each patch says what it is applied to and what it does, and is matched by what
fits: a listener for filters, a routeConfiguration for routes, a cluster for clusters.

Its values are Envoy's, and are not checked here.

\`kubectl apply\` tells it too, where istiod's webhook is asked. What the definition of the kind refuses already is told by
\`schema-violation\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
    'https://github.com/istio/istio/tree/master/pkg/config/validation',
  ],

  check(mesh) {
    return mesh.violations('invalid-envoy-filter');
  },
};
