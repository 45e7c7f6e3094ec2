import type { Buffer } from 'node:buffer';
import type { Change } from './change.ts';
import {
  changesSince,
  commitNamed,
  GitTrouble,
  isShallow,
  mergeBase,
  type RawChange,
  readBlobs,
  stagedChanges,
  unstagedChanges,
  untrackedFiles,
} from './git.ts';
import { repositoryOf } from './gitignore.ts';
import { withSlashes } from './paths.ts';
import { UsageError } from './scope.ts';

export { GitTrouble };

/** Which files are looked at: contents of others are not asked for. */
export type Wanted = (path: string) => boolean;

/**
 * What is staged: the index against the last commit. The index is judged, so what is edited but not staged counts as it
 * is staged, and untracked files not at all. A file whose merge is not decided is judged as it is on disk.
 */
export function stagedChange(folder: string, wanted: Wanted): Change {
  const top = topOf(folder);
  const { staged, submodules, undecided } = sorted(top, stagedChanges(top));
  const edited = sorted(top, unstagedChanges(top)).staged;
  const stale = edited.filter(({ path }) => !undecided.has(path));
  const blobs = blobsOf(top, [...staged, ...stale], wanted);
  const now = new Map<string, Buffer | undefined>();
  for (const { path, before, after } of stale) {
    if (before.kind === 'file') now.set(path, blobs.get(before.blob));
    else if (after.kind === 'file') now.set(path, undefined);
  }
  for (const path of untracked(top).files) now.set(path, undefined);
  return { ...changeOf(top, staged, submodules, undecided, blobs), now };
}

/**
 * What has changed since the current branch left a commit: later commits, what is staged, what is edited, and files that
 * are new. The disk is judged. Throws a `UsageError` where there is no such commit.
 */
export function changeSince(folder: string, name: string, wanted: Wanted): Change {
  const top = topOf(folder);
  const commit = commitNamed(top, name);
  if (commit === undefined) throw new UsageError(`--changed-since ${name}: ${noCommit(top)}`);
  const changes = changesSince(top, mergeBase(top, commit) ?? commit);
  const { staged, submodules, undecided } = sorted(top, changes);
  const blobs = blobsOf(top, staged, wanted);
  const change = changeOf(top, staged, submodules, undecided, blobs);
  const { files, repositories } = untracked(top);
  return {
    ...change,
    submodules: [...submodules, ...repositories],
    touched: new Set([...change.touched, ...files]),
    before: new Map([...files.map((path) => [path, undefined] as const), ...change.before]),
    now: new Map(),
  };
}

/** The nearest repository, as for `.gitignore`; git is run there, so that what hooks set in the environment holds. */
function topOf(folder: string): string {
  const top = repositoryOf(withSlashes(folder));
  if (top === undefined) throw new GitTrouble('this is no git working tree');
  return top;
}

function noCommit(top: string): string {
  const why = isShallow(top) ? ' (not all commits were fetched: a deeper clone may have it)' : '';
  return `there is no such commit${why}`;
}

interface Sorted {
  /** Paths are absolute. */
  readonly staged: readonly RawChange[];
  readonly submodules: readonly string[];
  readonly undecided: ReadonlySet<string>;
}

function sorted(top: string, changes: readonly RawChange[]): Sorted {
  const all = changes.map((change) => ({ ...change, path: below(top, change.path) }));
  const isSubmodule = ({ before, after }: RawChange): boolean =>
    before.kind === 'submodule' || after.kind === 'submodule';
  const undecided = new Set(all.flatMap(({ status, path }) => (status === 'unmerged' ? path : [])));
  return {
    staged: all.filter((change) => !isSubmodule(change) && !undecided.has(change.path)),
    submodules: all.filter(isSubmodule).map(({ path }) => path),
    undecided,
  };
}

function changeOf(
  top: string,
  staged: readonly RawChange[],
  submodules: readonly string[],
  undecided: ReadonlySet<string>,
  blobs: ReadonlyMap<string, Buffer>,
): Omit<Change, 'now'> {
  return {
    top,
    submodules,
    touched: new Set([...staged.map(({ path }) => path), ...undecided]),
    before: new Map(
      staged.map(({ path, before }) => [
        path,
        before.kind === 'file' ? blobs.get(before.blob) : undefined,
      ]),
    ),
  };
}

function blobsOf(
  top: string,
  changes: readonly RawChange[],
  wanted: Wanted,
): ReadonlyMap<string, Buffer> {
  const files = changes.filter(({ path, before }) => before.kind === 'file' && wanted(path));
  return readBlobs(
    top,
    files.map(({ before }) => before.blob),
  );
}

/** A repository inside that is no submodule is one entry; as others, its files are read from disk. */
function untracked(top: string): { files: string[]; repositories: string[] } {
  const paths = untrackedFiles(top).map((path) => below(top, path));
  return {
    files: paths.filter((path) => !path.endsWith('/')),
    repositories: paths.filter((path) => path.endsWith('/')),
  };
}

function below(top: string, path: string): string {
  return top.endsWith('/') ? `${top}${path}` : `${top}/${path}`;
}
