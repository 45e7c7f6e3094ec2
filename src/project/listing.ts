import type { FileFacts } from '../facts/facts.ts';
import { emptyFacts } from '../facts/read.ts';
import { type Contents, pathsIn } from './change.ts';
import { passedOver } from './passed-over.ts';
import { byCodeUnits, reportPath } from './paths.ts';
import { unreadableFacts } from './reading.ts';
import type { Scope } from './scope.ts';
import type { Walked } from './walk.ts';

/** What decides which of the files in a scope are read. */
export interface Choice {
  readonly currentDirectory: string;
  /** Files (named as in reports) that are not read, unless they are named themselves. */
  readonly isExcluded?: (file: string) => boolean;
  /** What differs from the disk. */
  readonly contents?: Contents;
}

/** The files of a run, named as in reports. */
export interface Listing {
  /** Those that are read, sorted by path. */
  readonly read: readonly string[];
  /** What is passed over, with the reason, and folders that cannot be read. */
  readonly others: readonly FileFacts[];
}

/** Which files of a scope are read, given what lies in its folders. */
export function listingOf(scope: Scope, walked: Walked, choice: Choice): Listing {
  const { currentDirectory, contents = new Map() } = choice;
  const files = [...new Set([...walked.files, ...scope.files])].sort(byCodeUnits);
  const paths = pathsIn(contents, files, scope);
  const reason = passedOver(paths, scope);
  const named = (path: string): string => reportPath(currentDirectory, path);
  return {
    read: readPaths(paths, scope, choice).map(named),
    others: [
      ...paths.flatMap((path) => {
        const skipped = reason(path);
        return skipped ? [{ ...emptyFacts(named(path)), skipped }] : [];
      }),
      ...walked.outside.map((path) => ({
        ...emptyFacts(named(path)),
        skipped: 'outside' as const,
      })),
      ...walked.unreadable.map(({ path, why }) =>
        unreadableFacts(named(path), `the folder cannot be read: ${why}`),
      ),
    ],
  };
}

/** Those of the paths (absolute, with `/`) that are neither passed over nor excluded. */
export function readPaths(
  paths: readonly string[],
  scope: Scope,
  { currentDirectory, isExcluded }: Choice,
): readonly string[] {
  const reason = passedOver(paths, scope);
  const wanted = paths.filter((path) => reason(path) === undefined);
  if (!isExcluded) return wanted;
  return wanted.filter(
    (path) => scope.files.includes(path) || !isExcluded(reportPath(currentDirectory, path)),
  );
}
