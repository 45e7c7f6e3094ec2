import { isAbsolute, relative, sep } from 'node:path';

/** The path with `/` between folders, on every system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/**
 * How facts and reports name a file: relative to the current directory with `/`, absolute where it lies outside.
 * `"."` is the current directory itself.
 */
export function reportPath(currentDirectory: string, path: string): string {
  const below = relative(currentDirectory, path);
  if (below === '') return '.';
  const outside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  return withSlashes(outside ? path : below);
}

/** Whether `path` is `folder` or lies in it. Both are paths of the same form, as `reportPath` makes them. */
export function isWithin(path: string, folder: string): boolean {
  if (folder === '.') return !isAbsolute(path);
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Order by UTF-16 code units: the same on every system and in every language. */
export function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
