import { described } from '../../facts/resource.ts';
import { doubleTls as doubled } from '../../mesh/nginx/double-tls.ts';
import { doubtText, isSure } from '../../mesh/nginx/passes-to-services.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import type { Rule } from '../../rule.ts';

export const doubleTls: Rule = {
  id: 'double-tls',
  summary: 'nginx sends TLS that its sidecar wraps in TLS once more',
  severity: 'error',
  why: `
A DestinationRule with \`tls\` of mode \`SIMPLE\` or \`MUTUAL\` makes the sidecar begin TLS with the server, around whatever
the application sends. What nginx sends with \`proxy_pass https://\` or \`grpcs://\` is TLS already: the server takes off one
and finds another where it expects a request, so every request fails.

Let one of the two do it. Either nginx sends plain HTTP, the port is declared as HTTP, and the sidecar begins TLS: then routes,
retries and metrics by request work, too. Or take \`tls\` out of the DestinationRule, or name the ports that need it in
\`portLevelSettings\`. \`ISTIO_MUTUAL\` does no harm, for the sidecar at the other end takes it off again.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass',
  ],

  *check(mesh) {
    const holder = answerTextHolder(mesh);
    for (const found of doubled(mesh)) {
      const { address, directive, service, port, rule, mode } = found;
      yield {
        at: address.at,
        ...(!isSure(found) && { severity: 'info' }),
        message: `${directive} sends TLS to port ${port.number.value} of ${described(service)}, and ${described(rule)} wraps it in TLS once more (mode ${mode.value})${doubtText(found)}`,
        resource: holder(address.at),
        related: [{ at: mode.at, message: 'The sidecar begins TLS by this' }],
      };
    }
  },
};
