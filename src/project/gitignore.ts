import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import createIgnore, { type Ignore } from 'ignore';

const LARGEST = 1_000_000;

/** One `.gitignore` or `.git/info/exclude`, and the folder whose content it speaks of (absolute, with `/`). */
interface IgnoreFile {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** What applies in one folder, the nearest last. */
export type Ignores = readonly IgnoreFile[];

/** Adds what the folder's own `.gitignore` says. */
export function withIgnoresOf(folder: string, inherited: Ignores): Ignores {
  return withIgnoreFile(`${folder}/.gitignore`, folder, inherited);
}

/**
 * What git would ignore in `folder`, by all files from the top of the repository down to the folder's parent. The
 * folder was named by the user: where it is itself ignored, only its own content's rules count, so nothing is inherited.
 */
export function inheritedIgnores(folder: string): Ignores {
  const above = foldersUpToRepository(folder);
  let ignores: Ignores = [];
  for (const [depth, ancestor] of above.entries()) {
    if (depth === 0) ignores = withIgnoreFile(`${ancestor}/.git/info/exclude`, ancestor, ignores);
    const next = above[depth + 1];
    if (next === undefined) break;
    ignores = withIgnoresOf(ancestor, ignores);
    if (isIgnored(ignores, next, true)) return [];
  }
  return ignores;
}

/** The nearest decision counts, so `!keep.yaml` in a folder outdoes `*.yaml` above it. */
export function isIgnored(ignores: Ignores, path: string, isFolder: boolean): boolean {
  for (const { folder, matcher } of ignores.toReversed()) {
    const below = path.slice(folder.length + (folder.endsWith('/') ? 0 : 1));
    const { ignored, unignored } = matcher.test(isFolder ? `${below}/` : below);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Whether the rules on disk would ignore a file below `folder`, which itself need not be there. */
export function isIgnoredBelow(folder: string, path: string): boolean {
  let ignores = withIgnoresOf(folder, inheritedIgnores(folder));
  for (let end = path.indexOf('/', folder.length + 1); end !== -1; ) {
    const between = path.slice(0, end);
    if (isIgnored(ignores, between, true)) return true;
    ignores = withIgnoresOf(between, ignores);
    end = path.indexOf('/', end + 1);
  }
  return isIgnored(ignores, path, false);
}

/** Whether the folder, or one above it, is the top of a git working tree. */
export function isInRepository(folder: string): boolean {
  return foldersUpToRepository(folder).length > 0;
}

/** The top of the git working tree that a folder lies in. */
export function repositoryOf(folder: string): string | undefined {
  return foldersUpToRepository(folder)[0];
}

/** From the top of the git working tree down to the folder itself; empty where there is no repository. */
function foldersUpToRepository(folder: string): string[] {
  const above = [folder];
  for (let current = folder; ; current = dirname(current)) {
    if (current !== folder) above.unshift(current);
    if (exists(`${current}/.git`)) return above;
    if (dirname(current) === current) return [];
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function withIgnoreFile(file: string, folder: string, inherited: Ignores): Ignores {
  const text = readSmall(file);
  if (text === undefined) return inherited;
  const matcher = createIgnore({ ignorecase: false, allowRelativePaths: true }).add(text);
  return [...inherited, { folder, matcher }];
}

/** Git itself goes on without an ignore file that it cannot read. */
function readSmall(file: string): string | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() && found.size <= LARGEST ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
