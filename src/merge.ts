import sameData from 'fast-deep-equal';
import type { Diagnostic, Severity } from './finding.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** What was found in one environment. */
export interface EnvironmentFindings {
  readonly environment: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * One list for all environments. What a rule says of one place in several of them is reported once, in the words of
 * the environment where it weighs most (the first of equals), with the names of all in which it says the same. A fix that
 * another environment would make otherwise, or not at all, is left out: what is right for one is not for the other.
 */
export function mergeEnvironments(found: readonly EnvironmentFindings[]): Diagnostic[] {
  const places = new Map<string, EnvironmentFindings[]>();
  for (const { environment, diagnostics } of found) {
    const here = new Map<string, Diagnostic[]>();
    for (const diagnostic of diagnostics) {
      const key = placeOf(diagnostic);
      const list = here.get(key) ?? [];
      list.push(diagnostic);
      here.set(key, list);
    }
    for (const [key, list] of here) {
      const all = places.get(key) ?? [];
      all.push({ environment, diagnostics: list });
      places.set(key, all);
    }
  }
  return [...places.values()].flatMap(heaviest);
}

function placeOf({ rule, at }: Diagnostic): string {
  return `${rule} ${at.start} ${at.end} ${at.file}`;
}

function heaviest(found: readonly EnvironmentFindings[]): Diagnostic[] {
  const weight = (findings: EnvironmentFindings): number =>
    Math.max(...findings.diagnostics.map(({ severity }) => WEIGHT[severity]));
  const most = Math.max(...found.map(weight));
  const winner = found.find((findings) => weight(findings) === most);
  const own = winner?.diagnostics ?? [];
  const fixes = found.flatMap(({ diagnostics }) => diagnostics.flatMap((each) => each.fix ?? []));
  const isCommon = fixes.every((fix) => own.some((each) => sameData(each.fix, fix)));
  return own.map(({ fix, ...diagnostic }) => {
    const same = found.filter(({ diagnostics }) =>
      diagnostics.some(({ message }) => message === diagnostic.message),
    );
    const isOffered = same.every(({ diagnostics }) =>
      diagnostics.some((each) => each.message === diagnostic.message && sameData(each.fix, fix)),
    );
    return {
      ...diagnostic,
      ...(fix && isCommon && isOffered && { fix }),
      environments: same.map(({ environment }) => environment),
    };
  });
}
