import type { Severity } from '../../finding.ts';
import type { Report, ReportedFinding } from '../report.ts';

/** GitHub keeps this many results of a run, and which ones is its own choice (docs.github.com, SARIF limits). */
export const MOST_RESULTS = 5000;

/** Heavier severities have higher numbers. */
export const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** Where in the list those findings stand that weigh most, the first ones of equal weight, in the list's order. */
export function mostImportant(findings: readonly ReportedFinding[], most: number): number[] {
  const all = findings.map(({ severity }, index) => ({ index, weight: WEIGHT[severity] }));
  if (all.length <= most) return all.map(({ index }) => index);
  const kept = all.sort((a, b) => b.weight - a.weight || a.index - b.index).slice(0, most);
  return kept.map(({ index }) => index).sort((a, b) => a - b);
}

/** What the user is told when SARIF does not hold all; nothing, where it does. */
export function leftOut({ findings }: Report): string {
  const count = findings.length - MOST_RESULTS;
  if (count <= 0) return '';
  return `meshlint: SARIF holds the ${MOST_RESULTS} findings of most weight, which is what GitHub keeps; ${count} are left out\n`;
}
