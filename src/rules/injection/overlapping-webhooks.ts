import type { Finding } from '../../finding.ts';
import { type Overlap, overlappingHooks } from '../../mesh/injection/webhooks.ts';
import type { Rule } from '../../rule.ts';

export const overlappingWebhooks: Rule = {
  id: 'overlapping-webhooks',
  summary: 'Two injection webhooks fire for the same pods',
  severity: 'error',
  codes: ['IST0139'],
  why: `
Every webhook whose selectors match changes the pod. Two of them inject it twice, or the second finds the proxy of the first: which
control plane the pod belongs to is then a matter of the webhooks' names.

Give each revision its own label values in \`namespaceSelector\` and \`objectSelector\`, as the charts do, and remove webhooks of
installations that are gone.
`,
  sources: [
    'https://istio.io/latest/docs/setup/upgrade/canary/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0139/',
  ],

  *check(mesh) {
    for (const overlap of overlappingHooks(mesh)) yield finding(overlap);
  },
};

function finding({ configuration, webhook, others }: Overlap): Finding {
  const names = others.map((other) => `${other.webhook.name} of ${other.configuration.name}`);
  return {
    at: webhook.at,
    message: `Webhook ${webhook.name} fires for pods for which ${names.join(', ')} ${others.length > 1 ? 'fire' : 'fires'} as well`,
    resource: configuration,
    related: others.map((other) => ({ at: other.webhook.at, message: other.configuration.name })),
  };
}
