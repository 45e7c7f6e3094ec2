import { groupBy } from './group-by.ts';
import type { Report, ReportedFinding } from './report.ts';

/**
 * The findings with those as one that say the very same by a rule that asks for it (`Rule.toldOnce`): the first one, with the
 * places, environments and edits of the others. A fix is made of all that have the same title.
 */
export function toldOnce(
  findings: readonly ReportedFinding[],
  rules: Report['rules'],
): readonly ReportedFinding[] {
  const alike = groupBy(findings, (finding) => {
    if (rules.get(finding.rule)?.toldOnce !== true) return finding;
    const { rule, severity, message, ignored } = finding;
    return JSON.stringify([rule, severity, message, ignored]);
  });
  return [...alike.values()].flatMap(([first, ...others]) => (first ? joined(first, others) : []));
}

function joined(first: ReportedFinding, others: readonly ReportedFinding[]): ReportedFinding {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const [fix, ...fixes] = all.flatMap((each) => each.fix ?? []);
  const same = fixes.filter(({ title, safe }) => title === fix?.title && safe === fix.safe);
  return {
    ...first,
    fix: fix && { ...fix, edits: [fix, ...same].flatMap(({ edits }) => edits) },
    environments: [...new Set(all.flatMap(({ environments }) => environments))],
    elsewhere: others.map(({ place }) => place),
  };
}

/** The message, with how many other places it is for. */
export function saying({ message, elsewhere = [] }: ReportedFinding): string {
  if (elsewhere.length === 0) return message;
  return `${message} (here and in ${elsewhere.length} more place${elsewhere.length === 1 ? '' : 's'})`;
}

/** The places that explain a finding, and those of which it says the same. */
export function otherPlaces({
  related,
  elsewhere = [],
}: ReportedFinding): ReportedFinding['related'] {
  return [...related, ...elsewhere.map((place) => ({ place, message: 'The same here' }))];
}
