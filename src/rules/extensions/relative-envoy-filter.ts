import type { Finding } from '../../finding.ts';
import { faultyPatches, type JudgedPatch } from '../../mesh/proxies/envoy-patches.ts';
import type { Rule } from '../../rule.ts';

export const relativeEnvoyFilter: Rule = {
  id: 'relative-envoy-filter',
  summary: 'EnvoyFilter without a priority depends on the order in which others were created',
  severity: 'info',
  codes: ['IST0151', 'IST0155'],
  why: `
\`INSERT_BEFORE\`, \`INSERT_AFTER\`, \`REPLACE\` and \`REMOVE\` look for a filter that is already there. It may come from another
EnvoyFilter, and those without a \`priority\` are applied in the order of their creation, which is another one in the next cluster.
Where the filter is not there yet, the patch does nothing, without a word. It is worse where the other patch
is for some versions of the proxy only: then it is gone after an upgrade.

Set \`priority\` (negative before, positive after those without one), or use \`INSERT_FIRST\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0151/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0155/',
  ],

  *check(mesh) {
    for (const judged of faultyPatches(mesh.all('EnvoyFilter'))) {
      if (judged.fault === 'relative' || judged.fault === 'relative-to-version') {
        yield finding(judged);
      }
    }
  },
};

function finding({ envoyFilter, patch, fault }: JudgedPatch): Finding {
  const { value, at } = patch.operation;
  const because =
    fault === 'relative'
      ? 'may be applied before the filter that it looks for is there, and then does nothing'
      : `depends on filter "${patch.filter}", which another patch adds for some proxy versions only`;
  return {
    at,
    message: `${value} without a priority ${because}`,
    codes: [fault === 'relative' ? 'IST0151' : 'IST0155'],
    resource: envoyFilter,
  };
}
