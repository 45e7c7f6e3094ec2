import { described } from '../../facts/resource.ts';
import type { Severity } from '../../finding.ts';
import type { Disputed, RivalRule } from '../../mesh/routing/rival-rules.ts';
import { doubtOfTogether, type Together } from '../../mesh/routing/together.ts';
import type { Rule } from '../../rule.ts';

export const conflictingDestinationRules: Rule = {
  id: 'conflicting-destination-rules',
  summary: 'Several DestinationRules for one host say the same thing, and Istio keeps one of them',
  severity: 'error',
  codes: ['KIA0201'],
  why: `
Istio merges the DestinationRules of a namespace for one host, but only their subsets add up. The \`trafficPolicy\` for the whole host is that of
the rule that was created first, and so is a subset that several define: what the others say of it, be it TLS, a limit of connections or a label,
is dropped without a word. Which one is older is in no file, so two clusters made from the same files may behave differently.

Put all that is said of a host into one DestinationRule. Rules that define different subsets, and of which one alone has a \`trafficPolicy\`, may stay
apart; so may rules whose \`workloadSelector\` or, since Istio 1.24, \`exportTo\` differ. Those that say the very same are an information: a change to one of
them may have no effect.

In files of their own they may be meant to be applied one at a time, so that is a warning unless the input is said to be
all there is; an info in a folder whose files cannot all be applied, since some of them declare the same objects.

Kiali also reports a wildcard beside a host that it holds. Of these Istio takes the narrower one, as it is mostly meant.
`,
  sources: [
    'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
    'https://istio.io/latest/news/releases/1.24.x/announcing-1.24/change-notes/',
    'https://kiali.io/docs/features/validations/#kia0201---more-than-one-destinationrules-for-the-same-host-subset-combination',
  ],

  *check(mesh) {
    for (const rival of mesh.routing.rivalRules()) {
      const { rule, host, together } = rival;
      const { differs, told } = worst(rival);
      yield {
        at: host.at,
        resource: rule,
        severity: differs ? SEVERITIES[together] : 'info',
        message: messageOf(rival),
        related: told
          .flatMap(({ otherPlaces }) => otherPlaces)
          .map((at) => ({ at, message: 'Says it as well' })),
      };
    }
  },
};

const SEVERITIES: Readonly<Record<Together, Severity>> = {
  surely: 'error',
  probably: 'warning',
  hardly: 'info',
};

/** What differs, or where nothing does, what is said twice. */
function worst({ disputed }: RivalRule): {
  readonly differs: boolean;
  readonly told: readonly Disputed[];
} {
  const differing = disputed.filter(({ differs }) => differs);
  const differs = differing.length > 0;
  return { differs, told: differs ? differing : disputed };
}

function messageOf(rival: RivalRule): string {
  const { rule, host, others, together } = rival;
  const { differs, told } = worst(rival);
  const what = told
    .map(({ subset }) => (subset ? `subset "${subset}"` : 'trafficPolicy'))
    .join(', ');
  const outcome = differs
    ? `drops ${what} of all but the oldest`
    : `keeps ${what} of the oldest, though all say the same`;
  const names = [rule, ...others].map(described).join(', ');
  return `Istio merges the DestinationRules for "${host.value}" and ${outcome}: ${names}${doubtOfTogether(together)}`;
}
