import type { Finding } from '../../finding.ts';
import { type AddressFault, misaddressedHooks } from '../../mesh/injection/webhooks.ts';
import type { Rule } from '../../rule.ts';

export const misaddressedControlPlane: Rule = {
  id: 'misaddressed-control-plane',
  summary: 'Webhook of a control plane outside the cluster has no address, or one without a name',
  severity: 'warning',
  codes: ['IST0163', 'IST0164'],
  why: `
With a control plane outside the cluster, its webhooks have a \`url\`. Where that is missing or no URL at all, the API server refuses the
webhook or cannot call it: pods are not created, or get no proxy. An address in place of a host name works only if the
certificate of the control plane holds it, and breaks when the address changes; that is an info.

Write \`https://<host name>:15017/inject/…\`, or a \`service\` of the cluster.
`,
  sources: [
    'https://istio.io/latest/docs/setup/install/external-controlplane/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0163/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0164/',
  ],

  *check(mesh) {
    for (const { configuration, webhook, fault } of misaddressedHooks(mesh)) {
      const written = webhook.url?.value ?? '';
      yield {
        at: webhook.url?.at ?? webhook.at,
        ...said(fault, webhook.name, written),
        resource: configuration,
      };
    }
  },
};

function said(
  fault: AddressFault,
  name: string,
  url: string,
): Pick<Finding, 'message' | 'severity' | 'codes'> {
  switch (fault) {
    case 'none':
      return { message: `Webhook ${name} has neither url nor service`, codes: ['IST0163'] };
    case 'no-url':
      return { message: `"${url}" of webhook ${name} is no URL`, codes: ['IST0163'] };
    case 'address':
      return {
        message: `Webhook ${name} calls an address in place of a host name: "${url}"`,
        severity: 'info',
        codes: ['IST0164'],
      };
  }
}
