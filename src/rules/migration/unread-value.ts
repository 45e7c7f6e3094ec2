import { unreadValues } from '../../mesh/versions/unread-values.ts';
import type { Rule } from '../../rule.ts';

export const unreadValue: Rule = {
  id: 'unread-value',
  summary: 'Value for charts of Istio that those of the target version do not read',
  severity: 'warning',
  why: `
The charts pass over values that they do not know, so a setting that has moved is lost in an upgrade, and nothing says so.

- \`global.mtls.enabled: true\` demanded mutual TLS of the whole mesh up to Istio 1.5. Since 1.6 everything is permissive without a
  \`PeerAuthentication\` in the root namespace, and plain text is let in.
- \`global.outboundTrafficPolicy\` is \`meshConfig.outboundTrafficPolicy\` now. Without it unknown hosts are let out.

An info where no file tells the version of Istio.
`,
  sources: [
    'https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/',
    'https://github.com/istio/istio/pull/23355',
  ],

  *check(mesh) {
    const { version } = mesh.targets.istio;
    for (const { path, instead, value, since, settings } of unreadValues(mesh)) {
      yield {
        at: value.at,
        message: `Charts of Istio ${version ?? `${since} and later`} do not read ${path}, which is ${value.value} in ${settings.source}: write ${instead}`,
        ...(version === undefined && { severity: 'info' as const }),
      };
    }
  },
};
