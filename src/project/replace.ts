import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { repositoryOf } from './gitignore.ts';
import { isWithin, withSlashes } from './paths.ts';
import { textReader } from './read-text.ts';
import { absolute } from './scope.ts';
import { troubleOf } from './trouble.ts';

/** Why the text of a file is not replaced. */
export type Hindrance = 'outside' | 'read-only' | 'changed';

/**
 * What keeps a file (named as in reports) from getting another text than the one that was judged; nothing where it may
 * have it. A link is followed, but not out of the project: the git working tree around the current directory, else that
 * directory; for a file outside of it, which the user has named, its own folder.
 */
export function hindranceOf(
  currentDirectory: string,
  file: string,
  judged: string,
): Hindrance | undefined {
  const path = absolute(currentDirectory, file);
  try {
    const real = realpathSync(path);
    if (leadsOut(withSlashes(currentDirectory), path, withSlashes(real))) return 'outside';
    if (!isWritable(real)) return 'read-only';
    const read = textReader()(real);
    return 'text' in read && read.text === judged ? undefined : 'changed';
  } catch (error) {
    troubleOf(error);
    return 'changed';
  }
}

function leadsOut(currentDirectory: string, path: string, real: string): boolean {
  const project = repositoryOf(currentDirectory) ?? currentDirectory;
  if (isWithin(path, project)) return !isWithin(real, realPath(project));
  return lstatSync(path).isSymbolicLink() && !isWithin(real, realPath(dirname(path)));
}

function realPath(folder: string): string {
  return withSlashes(realpathSync(folder));
}

/** The mode alone counts for a user who may write everything; the folder must take the temporary file. */
function isWritable(path: string): boolean {
  if ((statSync(path).mode & 0o222) === 0) return false;
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives a file another text, whole or not at all: it is written into a folder beside it that nobody else may read, and
 * takes the file's place, with its mode. Where a link was named, what it leads to is replaced. Returns what went wrong, in
 * words.
 */
export function replaceText(
  currentDirectory: string,
  file: string,
  text: string,
): string | undefined {
  let folder: string | undefined;
  try {
    const path = realpathSync(absolute(currentDirectory, file));
    folder = mkdtempSync(join(dirname(path), '.meshlint-'));
    const temporary = join(folder, basename(path));
    writeWhole(temporary, text, statSync(path).mode);
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    return troubleOf(error);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function writeWhole(path: string, text: string, mode: number): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
