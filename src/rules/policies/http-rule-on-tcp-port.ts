import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { LeftOutRule } from '../../mesh/policies/tcp-rules.ts';
import type { Rule } from '../../rule.ts';

export const httpRuleOnTcpPort: Rule = {
  id: 'http-rule-on-tcp-port',
  summary: 'AuthorizationPolicy allows by HTTP what is plain TCP to the proxy',
  severity: 'warning',
  why: `
On a port of TCP there are no methods, paths, hosts, headers or tokens of requests. A rule of an ALLOW policy in which any part looks at one
of them is left out there as a whole, also the entries of \`to\` that name nothing but the port. It allows nothing, and where no other
rule does, all connections are refused: that is an error.

Write a rule of its own for the port, with sources that TCP has too (\`principals\`, \`namespaces\`, \`ipBlocks\`) and \`ports\` alone. Or, where the application
speaks HTTP, name the Service port \`http-…\`, or set its \`appProtocol\`.

DENY policies do the opposite: what looks at HTTP is left out of a rule, which then denies more (\`invalid-authorization-policy\`).
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/security-issues/#make-sure-you-are-not-using-http-only-fields-on-tcp-ports',
    'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
    'https://github.com/istio/istio/issues/37920',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) {
      for (const rule of mesh.policies.leftOutRules(policy)) yield finding(policy, rule);
    }
  },
};

function finding(
  policy: AuthorizationPolicy,
  { http, workload, port, closed }: LeftOutRule,
): Finding {
  const where =
    port === undefined
      ? `on the ports of ${described(workload)}, which are all TCP`
      : `on port ${port} of ${described(workload)}, which is TCP`;
  const fate = closed ? ', and no other allows anything there: all connections are refused' : '';
  return {
    at: http.at,
    message: `This rule looks at HTTP ("${http.value}") and is left out ${where}${fate}`,
    severity: closed ? 'error' : 'warning',
    resource: policy,
    related: [{ at: workload.at, message: described(workload) }],
  };
}
