import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const splitAuthorizationRule: Rule = {
  id: 'split-authorization-rule',
  summary: 'AuthorizationPolicy allows the two halves of a rule, each by itself',
  severity: 'warning',
  why: `
Each item of \`rules\` allows requests by itself. With one dash too many, \`from\` and \`to\` are two rules: the first allows its sources
every request, the second allows everyone the requests it lists, whoever they are. Nothing is refused that should be, so nobody notices.

Write \`from\` and \`to\` below one dash: then both have to hold.

Some policies mean the two: clients that are known may do all, everybody else may ask for the health. So this is said only where a policy has no other
rules, where its sources are certain principals, namespaces or service accounts, and where the operations are none that are commonly open, such as
paths of health checks, metrics and logins.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/security-issues/#authorization-is-too-permissive',
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule',
    'https://github.com/istio/istio/issues/24665',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) {
      for (const { from, to } of mesh.policies.splitRules(policy)) {
        const [first, second] = from.start < to.start ? [from, to] : [to, from];
        yield {
          at: second,
          resource: policy,
          message: `${described(policy)} has "from" and "to" in two rules: it allows these sources everything, and everyone these operations`,
          related: [{ at: first, message: 'the other half' }],
        };
      }
    }
  },
};
