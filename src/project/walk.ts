import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isCandidate } from './candidates.ts';
import { type Ignores, inheritedIgnores, isIgnored, withIgnoresOf } from './gitignore.ts';
import { byCodeUnits, isWithin, withSlashes } from './paths.ts';
import { troubleOf } from './trouble.ts';

/** What lies in some folders, as absolute paths with `/`, sorted. */
export interface Walked {
  /** Every file once, whatever links lead to it. */
  readonly files: readonly string[];
  /** Links to files or folders that lie outside of all the folders. They are not followed. */
  readonly outside: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly why: string }[];
}

interface Folder {
  readonly path: string;
  /** The same folder without links on the way. */
  readonly real: string;
  readonly ignores: Ignores;
}

interface Walk {
  readonly roots: readonly string[];
  readonly pending: Folder[];
  readonly links: { readonly path: string; readonly ignores: Ignores }[];
  readonly visited: Set<string>;
  /** Path by real path. */
  readonly files: Map<string, string>;
  readonly outside: Set<string>;
  readonly unreadable: { path: string; why: string }[];
}

const NEVER = new Set(['.git', 'node_modules']);

/** Whether a path below a folder leads through one that is never read, such as `.git`. */
export function isPassedOver(folder: string, path: string): boolean {
  return path
    .slice(folder.length)
    .split('/')
    .some((name) => NEVER.has(name));
}

/**
 * The candidates among the files in `folders` (absolute paths of folders that exist). What git ignores is left out,
 * except for a folder that is itself given. A file or folder that several links lead to is listed once, under its own
 * path where it has one inside; links out of the folders are not followed.
 */
export function walk(folders: readonly string[]): Walked {
  const starts = folders.map((path) => ({ path, real: withSlashes(realpathSync(path)) }));
  const state: Walk = {
    roots: starts.map(({ real }) => real),
    pending: [],
    links: [],
    visited: new Set(),
    files: new Map(),
    outside: new Set(),
    unreadable: [],
  };
  for (const start of starts) {
    state.pending.push({ ...start, ignores: inheritedIgnores(start.path) });
    readPending(state);
  }
  followLinks(state);
  return {
    files: [...state.files.values()].sort(byCodeUnits),
    outside: [...state.outside].sort(byCodeUnits),
    unreadable: state.unreadable.sort((a, b) => byCodeUnits(a.path, b.path)),
  };
}

function readPending(state: Walk): void {
  for (let folder = state.pending.pop(); folder; folder = state.pending.pop()) {
    if (state.visited.has(folder.real)) continue;
    state.visited.add(folder.real);
    const entries = entriesOf(state, folder.path);
    const hasIgnores = entries.some((entry) => entry.name === '.gitignore');
    const ignores = hasIgnores ? withIgnoresOf(folder.path, folder.ignores) : folder.ignores;
    for (const entry of entries) readEntry(state, { ...folder, ignores }, entry);
  }
}

function entriesOf(state: Walk, path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    state.unreadable.push({ path, why: troubleOf(error) });
    return [];
  }
}

/** Sockets, pipes and devices are neither, so they are never opened. */
function readEntry(state: Walk, folder: Folder, entry: Dirent): void {
  const path = below(folder.path, entry.name);
  if (entry.isDirectory()) {
    if (NEVER.has(entry.name) || isIgnored(folder.ignores, path, true)) return;
    state.pending.push({ path, real: below(folder.real, entry.name), ignores: folder.ignores });
  } else if (entry.isSymbolicLink()) {
    if (!NEVER.has(entry.name)) state.links.push({ path, ignores: folder.ignores });
  } else if (entry.isFile() && isCandidate(path) && !isIgnored(folder.ignores, path, false)) {
    const real = below(folder.real, entry.name);
    if (!state.files.has(real)) state.files.set(real, path);
  }
}

/** After everything that needs no link, so that the path without links is the one that is reported. */
function followLinks(state: Walk): void {
  for (;;) {
    const links = state.links.splice(0).sort((a, b) => byCodeUnits(a.path, b.path));
    if (links.length === 0) return;
    for (const { path, ignores } of links) {
      const target = targetOf(path);
      if (!target || isIgnored(ignores, path, target.found.isDirectory())) continue;
      followLink(state, path, target, ignores);
      readPending(state);
    }
  }
}

interface Target {
  readonly real: string;
  readonly found: Stats;
}

function followLink(state: Walk, path: string, { real, found }: Target, ignores: Ignores): void {
  const wanted = found.isDirectory() || (found.isFile() && isCandidate(path));
  if (!wanted || real.split('/').some((name) => NEVER.has(name))) return;
  if (!state.roots.some((root) => isWithin(real, root))) state.outside.add(path);
  else if (found.isDirectory()) state.pending.push({ path, real, ignores });
  else if (!state.files.has(real)) state.files.set(real, path);
}

/** A link that leads nowhere, or in circles, is as good as not there: editors leave such links as locks. */
function targetOf(path: string): Target | undefined {
  try {
    const real = withSlashes(realpathSync(path));
    return { real, found: statSync(real) };
  } catch {
    return undefined;
  }
}

function below(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
