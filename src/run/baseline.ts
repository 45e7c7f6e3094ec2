import { type BaselineEntry, type Comparison, compareBaseline, readBaseline } from '../baseline.ts';
import type { Diagnostic } from '../finding.ts';
import { locationOf } from '../project/location.ts';
import { readNamed } from '../project/named-file.ts';
import { reportPath } from '../project/paths.ts';
import { absolute, UsageError } from '../project/scope.ts';
import type { Identity } from '../report/fingerprint.ts';
import { repositoryPath } from '../report/places/repository-path.ts';
import { chosenSeverity, mayRun, type SeveritySettings } from '../severities.ts';

/** The run that a baseline is held against. */
export interface Judging {
  readonly currentDirectory: string;
  readonly settings: SeveritySettings;
  readonly isReported: (file: string) => boolean;
}

/** Findings as a baseline sees them. */
export interface Comparable {
  /** All but those that a baseline never knows. */
  readonly judged: readonly Diagnostic[];
  readonly identities: readonly Identity[];
  /** Whether the run looked for what an entry says. */
  readonly isAsked: (entry: BaselineEntry) => boolean;
}

/** A file that cannot be read is never known: nobody has seen what it holds. */
const NEVER_KNOWN = 'unreadable-file';

/** Prepares findings for a baseline. */
export function comparable(
  diagnostics: readonly Diagnostic[],
  { currentDirectory, settings, isReported }: Judging,
): Comparable {
  const here = locationOf(currentDirectory);
  const judged = diagnostics.filter(({ rule }) => rule !== NEVER_KNOWN);
  return {
    judged,
    identities: judged.map((diagnostic) => identityOf(diagnostic, here)),
    isAsked: ({ rule, file }) => {
      const path = reportPath(here.currentDirectory, absolute(here.root, file));
      return (
        mayRun(rule, settings) && chosenSeverity(rule, path, settings) !== 'off' && isReported(path)
      );
    },
  };
}

/** Parts findings by whether a baseline knows them. */
export function partByEntries(
  diagnostics: readonly Diagnostic[],
  { judged, identities, isAsked }: Comparable,
  entries: readonly BaselineEntry[],
): { fresh: Diagnostic[]; known: Diagnostic[]; stale: Comparison['stale'] } {
  const compared = compareBaseline(identities, entries, isAsked);
  const known = new Set(judged.filter((_, index) => compared.known[index]));
  return {
    fresh: diagnostics.filter((each) => !known.has(each)),
    known: [...known],
    stale: compared.stale,
  };
}

/** The entries of a baseline. Throws a `UsageError` where it cannot be read, or is not there though it may not lack. */
export function entriesIn(
  currentDirectory: string,
  file: string,
  mayLack: boolean,
): readonly BaselineEntry[] {
  const text = readNamed(currentDirectory, file, true);
  if (text === undefined && mayLack) return [];
  if (text === undefined) {
    throw new UsageError(`${file}: no such file; --update-baseline=${file} writes it`);
  }
  const { entries, troubles } = readBaseline(text);
  const [first] = troubles;
  if (first) throw new UsageError(`${file}:${first.line}: ${first.message}`);
  return entries;
}

function identityOf(
  { rule, message, resource, at }: Diagnostic,
  location: ReturnType<typeof locationOf>,
): Identity {
  return { rule, message, resource, file: repositoryPath(at.file, location) };
}
