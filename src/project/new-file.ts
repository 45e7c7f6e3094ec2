import { lstatSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin, withSlashes } from './paths.ts';
import { absolute, UsageError } from './scope.ts';
import { troubleOf } from './trouble.ts';

/** Whether something lies there. */
export function exists(currentDirectory: string, path: string): boolean {
  return statSync(absolute(currentDirectory, path), { throwIfNoEntry: false }) !== undefined;
}

/** Writes a file that is not there yet; `false`: something is there, and stays as it is. */
export function writeNew(currentDirectory: string, path: string, content: string): boolean {
  const target = absolute(currentDirectory, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new UsageError(`${path}: cannot be written: ${troubleOf(error)}`);
  }
}

/**
 * Writes files below a folder, which is made where it is not there. Throws a `UsageError` before anything is written where
 * one of them is there already, unless `force`; then a link is replaced, not followed. No link inside the folder leads out.
 */
export function writeFiles(
  currentDirectory: string,
  folder: string,
  files: readonly { readonly path: string; readonly content: string }[],
  force: boolean,
): void {
  const root = absolute(currentDirectory, folder);
  try {
    const there = files.filter(({ path }) => isThere(join(root, path)));
    if (there.length > 0 && !force) {
      const names = there.map(({ path }) => `${folder}/${path}`).join(', ');
      throw new UsageError(`${names}: there already; --force writes over it`);
    }
    for (const { path, content } of files) {
      const target = join(root, path);
      makeFolder(dirname(target), root);
      rmSync(target, { force: true });
      writeFileSync(target, content, { flag: 'wx' });
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${folder}: cannot be written: ${troubleOf(error)}`);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Makes a folder inside another one, and those between, following no link out. */
function makeFolder(folder: string, root: string): void {
  if (folder === root) mkdirSync(root, { recursive: true });
  else {
    makeFolder(dirname(folder), root);
    if (!isThere(folder)) mkdirSync(folder);
    if (isWithin(withSlashes(realpathSync(folder)), withSlashes(realpathSync(root)))) return;
    throw new UsageError(`${folder}: a link leads out of ${root}`);
  }
}
