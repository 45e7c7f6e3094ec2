import { deadHooks } from '../../mesh/injection/webhooks.ts';
import type { Rule } from '../../rule.ts';

export const webhookWithoutControlPlane: Rule = {
  id: 'webhook-without-control-plane',
  summary: 'Injection webhook calls a Service that does not exist',
  severity: 'error',
  codes: ['IST0139'],
  why: `
No control plane answers this webhook. With \`failurePolicy: Fail\`, the default, no pod that it selects can be created: a rollout stops,
and a pod that is evicted does not come back. With \`Ignore\` pods come up without a proxy.

Correct the name, or remove the webhook of an installation that is gone.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/injection/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0139/',
  ],

  *check(mesh) {
    for (const { configuration, webhook } of deadHooks(mesh)) {
      const service = webhook.service;
      yield {
        at: service?.name.at ?? webhook.at,
        message: `Webhook ${webhook.name} calls Service ${service?.namespace}/${service?.name.value}, which does not exist`,
        resource: configuration,
      };
    }
  },
};
