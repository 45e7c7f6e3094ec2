import process from 'node:process';
import {
  type BaselineEntry,
  compareBaseline,
  updatedBaseline,
  writeBaseline,
} from '../baseline.ts';
import type { Diagnostic } from '../finding.ts';
import { UsageError } from '../project/scope.ts';
import { writeReport } from '../project/write.ts';
import { type Comparable, comparable, entriesIn, partByEntries } from '../run/baseline.ts';
import type { SeveritySettings } from '../severities.ts';
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

/** Takes known findings out, and writes the baseline where that is asked for. */
export function partByBaseline(
  diagnostics: readonly Diagnostic[],
  flags: BaselineFlags,
  judging: { settings: SeveritySettings; isReported: (file: string) => boolean },
): Parted {
  const { baseline, updateBaseline, isNarrowed } = flags;
  if (baseline === undefined && updateBaseline === undefined) {
    return { fresh: diagnostics, known: [] };
  }
  if (updateBaseline !== undefined && isNarrowed) {
    throw new UsageError('--update-baseline needs all findings, not those of a change alone');
  }
  const currentDirectory = process.cwd();
  const compared = comparable(diagnostics, { ...judging, currentDirectory });
  if (updateBaseline !== undefined) {
    update(updateBaseline || baseline || BASELINE, compared);
    const known = new Set(compared.judged);
    return { fresh: diagnostics.filter((each) => !known.has(each)), known: compared.judged };
  }
  const file = baseline ?? BASELINE;
  const isAsked = isNarrowed ? () => false : compared.isAsked;
  const entries = entriesIn(currentDirectory, file, false);
  const { stale, ...parted } = partByEntries(diagnostics, { ...compared, isAsked }, entries);
  if (stale.length > 0) tell(staleNote(file, sum(stale)));
  return parted;
}

function update(file: string, { identities, isAsked }: Comparable): void {
  const entries = entriesIn(process.cwd(), file, true);
  const { known, stale } = compareBaseline(identities, entries, isAsked);
  writeReport(file, writeBaseline(updatedBaseline(identities, entries, isAsked)));
  const added = known.filter((each) => !each).length;
  tell(`meshlint: ${file}: written; ${added} added, ${sum(stale)} no longer found\n`);
}

function sum(entries: readonly BaselineEntry[]): number {
  return entries.reduce((count, { n }) => count + n, 0);
}

function staleNote(file: string, count: number): string {
  const what = count === 1 ? '1 known finding is' : `${count} known findings are`;
  return `meshlint: ${file}: ${what} not there any more; --update-baseline takes such entries out\n`;
}
