import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInRepository } from './gitignore.ts';
import { isNormal, isWithin, reportPath, withSlashes } from './paths.ts';
import { troubleOf } from './trouble.ts';

/** The user asked for something that cannot be done; the message is written for him. */
export class UsageError extends Error {}

/** What is read and what of it is reported. Paths are absolute, with `/`. */
export interface Scope {
  /** Folders that are read with all they hold. */
  readonly folders: readonly string[];
  /** Files that were named; they are read whatever their name is. */
  readonly files: readonly string[];
  /** Whether findings in this file (named as in reports) are shown. */
  readonly isReported: (file: string) => boolean;
  /** Whether a folder (named as in reports) holds something that is shown, or is part of it. */
  readonly concerns: (folder: string) => boolean;
}

export interface Given {
  readonly currentDirectory: string;
  readonly paths: readonly string[];
  /** Nothing exists but what is given. */
  readonly complete: boolean;
}

const MARKERS = [
  'package.json',
  'Chart.yaml',
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
  'skaffold.yaml',
];

/**
 * Which files belong to the run. The project is the current directory when it is one (it lies in a git working tree, or
 * holds a file such as package.json, Chart.yaml or kustomization.yaml) and all paths lie in it: then it is read as a
 * whole and the paths choose what is reported. Otherwise, and with `complete`, the input is just what is given.
 */
export function scopeOf({ currentDirectory, paths, complete }: Given): Scope {
  const here = withSlashes(currentDirectory);
  const found = paths.map((path) => ({ path: absolute(here, path), kind: kindOf(here, path) }));
  const folders = found.filter(({ kind }) => kind === 'folder').map(({ path }) => path);
  const files = found.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const names = found.map(({ path }) => reportPath(here, path));
  const narrows =
    !complete &&
    found.length > 0 &&
    found.every(({ path }) => isWithin(path, here)) &&
    isProject(here);
  return {
    folders: narrows && !folders.includes(here) ? [here, ...folders] : folders,
    files,
    isReported: (file) => names.some((name) => isWithin(file, name)),
    concerns: (folder) => names.some((name) => isWithin(folder, name) || isWithin(name, folder)),
  };
}

/** Files alone, whether they are there or not. Paths are absolute, with `/`. */
export function scopeOfFiles(currentDirectory: string, paths: readonly string[]): Scope {
  const names = new Set(paths.map((path) => reportPath(currentDirectory, path)));
  return { folders: [], files: paths, isReported: (file) => names.has(file), concerns: () => true };
}

/** The absolute path, with `/`, of a path as the user typed it. */
export function absolute(currentDirectory: string, path: string): string {
  if (isNormal(path)) {
    if (path.startsWith('/')) return path;
    if (isNormal(currentDirectory)) return `${currentDirectory}/${path}`;
  }
  return withSlashes(resolve(currentDirectory, path));
}

/** Throws a `UsageError` where there is neither. */
export function kindOf(currentDirectory: string, path: string): 'file' | 'folder' {
  const found = statOf(absolute(currentDirectory, path), path);
  if (found.isDirectory()) return 'folder';
  if (found.isFile()) return 'file';
  throw new UsageError(`${path}: neither a file nor a folder`);
}

function statOf(path: string, written: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const why = troubleOf(error);
    throw new UsageError(
      why === 'it is not there' ? `${written}: no such file or folder` : `${written}: ${why}`,
    );
  }
}

function isProject(folder: string): boolean {
  if (isInRepository(folder)) return true;
  return MARKERS.some(
    (name) => statSync(`${folder}/${name}`, { throwIfNoEntry: false }) !== undefined,
  );
}
