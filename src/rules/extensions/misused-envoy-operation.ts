import type { Finding } from '../../finding.ts';
import { faultyPatches, type JudgedPatch } from '../../mesh/proxies/envoy-patches.ts';
import type { Rule } from '../../rule.ts';

export const misusedEnvoyOperation: Rule = {
  id: 'misused-envoy-operation',
  summary: 'Operation of an EnvoyFilter has no effect on what its patch applies to',
  severity: 'error',
  codes: ['IST0152', 'IST0153', 'IST0154'],
  why: `
Istio passes over such a patch without a word: nothing is added, removed or replaced.

- \`REPLACE\` is for \`NETWORK_FILTER\`, \`HTTP_FILTER\`, \`LISTENER_FILTER\` and \`VIRTUAL_HOST\`. Use \`MERGE\`, or \`REMOVE\` and \`ADD\`.
- \`ADD\` and \`REMOVE\` do nothing to a \`ROUTE_CONFIGURATION\`. Use \`MERGE\`.
- Of \`ADD\` and \`REMOVE\` for \`HTTP_ROUTE\` the API reference says the same. Istio carries them out, so it is an info: it may end
  with any version. istioctl calls it an error.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation',
    'https://istio.io/latest/docs/reference/config/analysis/ist0152/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0153/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0154/',
  ],

  *check(mesh) {
    for (const judged of faultyPatches(mesh.all('EnvoyFilter'))) {
      if (judged.fault === 'no-effect' || judged.fault === 'undocumented') yield finding(judged);
    }
  },
};

function finding({ envoyFilter, patch, fault }: JudgedPatch): Finding {
  const { value, at } = patch.operation;
  const target = patch.applyTo === '' ? 'a patch without applyTo' : patch.applyTo;
  const isIgnored = fault === 'no-effect';
  return {
    at,
    message: isIgnored
      ? `${value} has no effect on ${target}`
      : `${value} of ${target} works, though the API reference says that it is ignored`,
    severity: isIgnored ? 'error' : 'info',
    codes: CODES.get(value) ?? [],
    resource: envoyFilter,
  };
}

const CODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['REPLACE', ['IST0152']],
  ['ADD', ['IST0153']],
  ['REMOVE', ['IST0154']],
]);
