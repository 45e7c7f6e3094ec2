import process from 'node:process';
import {
  type BaselineEntry,
  compareBaseline,
  readBaseline,
  updatedBaseline,
  writeBaseline,
} from '../baseline.ts';
import type { Diagnostic } from '../finding.ts';
import { locationOf } from '../project/location.ts';
import { readNamed } from '../project/named-file.ts';
import { reportPath } from '../project/paths.ts';
import { absolute, UsageError } from '../project/scope.ts';
import { writeReport } from '../project/write.ts';
import type { Identity } from '../report/fingerprint.ts';
import { repositoryPath } from '../report/repository-path.ts';
import { chosenSeverity, mayRun, type SeveritySettings } from '../severities.ts';
import { tell } from './terminal.ts';

/** What the user wants of a baseline. */
export interface BaselineFlags {
  readonly baseline?: string;
  /** The file to write; `""`: the one of `--baseline`, else the usual one. */
  readonly updateBaseline?: string;
  /** What is reported depends on a change, so that silence about other findings means nothing. */
  readonly isNarrowed: boolean;
}

/** Findings parted by whether they are known. */
export interface Parted {
  readonly fresh: readonly Diagnostic[];
  readonly known: readonly Diagnostic[];
}

/** The file that `--update-baseline` writes where none is named. */
export const BASELINE = 'meshlint-baseline.jsonl';

/** A file that cannot be read is never known: nobody has seen what it holds. */
const NEVER_KNOWN = 'unreadable-file';

/** Takes known findings out, and writes the baseline where that is asked for. */
export function partByBaseline(
  diagnostics: readonly Diagnostic[],
  flags: BaselineFlags,
  { settings, isReported }: { settings: SeveritySettings; isReported: (file: string) => boolean },
): Parted {
  const { baseline, updateBaseline, isNarrowed } = flags;
  if (baseline === undefined && updateBaseline === undefined) {
    return { fresh: diagnostics, known: [] };
  }
  if (updateBaseline !== undefined && isNarrowed) {
    throw new UsageError('--update-baseline needs all findings, not those of a change alone');
  }
  const here = locationOf(process.cwd());
  const isAsked = ({ rule, file }: BaselineEntry): boolean => {
    const path = reportPath(here.currentDirectory, absolute(here.root, file));
    return (
      mayRun(rule, settings) && chosenSeverity(rule, path, settings) !== 'off' && isReported(path)
    );
  };
  const judged = diagnostics.filter(({ rule }) => rule !== NEVER_KNOWN);
  const found = judged.map((diagnostic) => identityOf(diagnostic, here));
  if (updateBaseline !== undefined) {
    update(updateBaseline || baseline || BASELINE, found, isAsked);
    return { fresh: diagnostics.filter(({ rule }) => rule === NEVER_KNOWN), known: judged };
  }
  const file = baseline ?? BASELINE;
  const compared = compareBaseline(
    found,
    entriesIn(file, false),
    isNarrowed ? () => false : isAsked,
  );
  if (compared.stale.length > 0) tell(staleNote(file, sum(compared.stale)));
  const known = new Set(judged.filter((_, index) => compared.known[index]));
  return { fresh: diagnostics.filter((each) => !known.has(each)), known: [...known] };
}

function update(
  file: string,
  found: readonly Identity[],
  isAsked: (entry: BaselineEntry) => boolean,
): void {
  const entries = entriesIn(file, true);
  const { known, stale } = compareBaseline(found, entries, isAsked);
  writeReport(file, writeBaseline(updatedBaseline(found, entries, isAsked)));
  const added = known.filter((each) => !each).length;
  tell(`meshlint: ${file}: written; ${added} added, ${sum(stale)} no longer found\n`);
}

function identityOf(
  { rule, message, resource, at }: Diagnostic,
  location: ReturnType<typeof locationOf>,
): Identity {
  return { rule, message, resource, file: repositoryPath(at.file, location) };
}

function entriesIn(file: string, mayLack: boolean): readonly BaselineEntry[] {
  const text = readNamed(process.cwd(), file, true);
  if (text === undefined && mayLack) return [];
  if (text === undefined) {
    throw new UsageError(`${file}: no such file; --update-baseline=${file} writes it`);
  }
  const { entries, troubles } = readBaseline(text);
  const [first] = troubles;
  if (first) throw new UsageError(`${file}:${first.line}: ${first.message}`);
  return entries;
}

function sum(entries: readonly BaselineEntry[]): number {
  return entries.reduce((count, { n }) => count + n, 0);
}

function staleNote(file: string, count: number): string {
  const what = count === 1 ? '1 known finding is' : `${count} known findings are`;
  return `meshlint: ${file}: ${what} not there any more; --update-baseline takes such entries out\n`;
}
