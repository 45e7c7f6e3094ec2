import type { Buffer } from 'node:buffer';
import { isCandidate } from './candidates.ts';
import { isIgnoredBelow } from './gitignore.ts';
import { byCodeUnits, isWithin } from './paths.ts';
import type { Scope } from './scope.ts';
import { isPassedOver } from './walk.ts';

/** Contents that stand for what is on disk; `undefined`: there is no such file. Paths are absolute, with `/`. */
export type Contents = ReadonlyMap<string, Buffer | undefined>;

/** What a commit would change, or what has changed since one. Paths are absolute, with `/`. */
export interface Change {
  /** The top of the repository. */
  readonly top: string;
  /** Files that differ, also those that are gone. */
  readonly touched: ReadonlySet<string>;
  /** Folders whose content as a whole may differ: submodules of which another commit is wanted. */
  readonly submodules: readonly string[];
  /** How the state that is judged differs from the disk. */
  readonly now: Contents;
  /** How the state before the change differs from the one that is judged. */
  readonly before: Contents;
}

/** Whether a file differs, or lies in a submodule that does. */
export function isTouched({ touched, submodules }: Change, path: string): boolean {
  return touched.has(path) || submodules.some((folder) => isWithin(path, folder));
}

/** Whether anything differs that the linter looks at; where nothing does, it has nothing to say. */
export function concerns({ touched, submodules }: Change, scope: Scope): boolean {
  return submodules.length > 0 || [...touched].some((path) => isNamed(scope, path));
}

/** The paths of a state that is not that on disk: without the files that it lacks, with those that it alone has. */
export function pathsIn(
  contents: Contents,
  paths: readonly string[],
  scope: Scope,
): readonly string[] {
  if (contents.size === 0) return paths;
  const here = new Set(paths);
  const added = [...contents.keys()].filter((path) => !here.has(path) && belongs(scope, path));
  return [...paths, ...added]
    .filter((path) => !contents.has(path) || contents.get(path) !== undefined)
    .sort(byCodeUnits);
}

/** Whether the file would have been found, had it been on disk. */
function belongs(scope: Scope, path: string): boolean {
  if (scope.files.includes(path)) return true;
  return (
    isCandidate(path) &&
    scope.folders.some(
      (folder) =>
        isWithin(path, folder) && !isPassedOver(folder, path) && !isIgnoredBelow(folder, path),
    )
  );
}

function isNamed({ files, folders }: Scope, path: string): boolean {
  if (files.includes(path)) return true;
  return isCandidate(path) && folders.some((folder) => isWithin(path, folder));
}
