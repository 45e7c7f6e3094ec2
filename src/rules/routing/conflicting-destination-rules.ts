import { described } from '../../facts/resource.ts';
import type { Severity } from '../../finding.ts';
import type { Disputed, RivalRule } from '../../mesh/routing/rival-rules.ts';
import { doubtOfTogether, type Together } from '../../mesh/routing/together.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const conflictingDestinationRules: Rule = {
  id: 'conflicting-destination-rules',
  summary: 'Several DestinationRules for one host say the same thing, and Istio keeps one of them',
  severity: 'error',
  codes: ['KIA0201'],
  why: `
Istio merges the DestinationRules of a namespace for one host, but only their subsets add up. The \`trafficPolicy\` for the whole host is that of
the rule that was created first, and so is a subset that several define: what the others say of it, be it TLS, a limit of connections or a label,
is dropped without a word. Which one is older is in no file, so two clusters made from the same files may behave differently.

Since Istio 1.24 rules with different \`exportTo\` are not merged. Where a namespace sees several of them, it follows the newest alone, and has none of
the others' subsets; that is a warning.

Put all that is said of a host into one DestinationRule. Rules that define different subsets, and of which one alone has a \`trafficPolicy\`, may stay
apart; so may rules for other clients, by \`workloadSelector\` or because no namespace sees two of them. Those that say the very same are an information:
a change to one of them may have no effect.

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
      const { rule, host, others, together } = rival;
      const { kind, outcome, places } = judged(rival);
      const names = [rule, ...others].map(described).join(', ');
      yield {
        at: host.at,
        resource: rule,
        severity: SEVERITIES[kind][together],
        message: `${outcome}: ${names}${doubtOfTogether(together)}`,
        related: places.map((at) => ({ at, message: 'Is for the same host' })),
      };
    }
  },
};

type Kind = 'differing' | 'apart' | 'same';

const SEVERITIES: Readonly<Record<Kind, Readonly<Record<Together, Severity>>>> = {
  differing: { surely: 'error', probably: 'warning', hardly: 'info' },
  apart: { surely: 'warning', probably: 'warning', hardly: 'info' },
  same: { surely: 'info', probably: 'info', hardly: 'info' },
};

interface Judged {
  readonly kind: Kind;
  readonly outcome: string;
  readonly places: readonly Span[];
}

/** Tells what differs, or where nothing does, what is said twice. */
function judged({ host, others, disputed }: RivalRule): Judged {
  if (disputed.length === 0) {
    const outcome = `Where several DestinationRules for "${host.value}" are seen, Istio follows the newest alone, for their exportTo differs`;
    return { kind: 'apart', outcome, places: others.map(({ at }) => at) };
  }
  const merged = `Istio merges the DestinationRules for "${host.value}"`;
  const differing = disputed.filter(({ differs }) => differs);
  if (differing.length > 0) {
    const outcome = `${merged} and drops ${told(differing)} of all but the oldest`;
    return { kind: 'differing', outcome, places: placesOf(differing) };
  }
  const outcome = `${merged} and keeps ${told(disputed)} of the oldest, though all say the same`;
  return { kind: 'same', outcome, places: placesOf(disputed) };
}

function told(disputed: readonly Disputed[]): string {
  return disputed.map(({ subset }) => (subset ? `subset "${subset}"` : 'trafficPolicy')).join(', ');
}

function placesOf(disputed: readonly Disputed[]): Span[] {
  return disputed.flatMap(({ otherPlaces }) => otherPlaces);
}
