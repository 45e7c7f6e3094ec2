import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const unheededRetries: Rule = {
  id: 'unheeded-retries',
  summary: 'Retries or a timeout of a route that injects faults',
  severity: 'warning',
  why: `
Faults are injected before the proxy routes a request, and retries and timeouts belong to the routing: an injected error is not tried again, and
an injected delay is not cut short by the timeout of the same route. A test of how an application bears with faults shows them
at full strength, whatever the route promises.

Test the retries of the callers where the fault comes from elsewhere: inject it into the calls that the called application makes itself, or with an
EnvoyFilter in the server's sidecar. Remove \`fault\` when the test is over.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#virtual-service-with-fault-injection-and-retrytimeout-policies-not-working-as-expected',
    'https://github.com/istio/istio/issues/13705',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      for (const { faultAt, patience } of virtualService.http) {
        for (const { value, at } of faultAt ? patience : []) {
          yield {
            at,
            message: `"${value}" does not hold for the faults that this route of ${described(virtualService)} injects`,
            resource: virtualService,
            related: faultAt && [{ at: faultAt, message: 'the faults' }],
          };
        }
      }
    }
  },
};
