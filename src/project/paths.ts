import { isAbsolute, relative, sep } from 'node:path';

/** The path with `/` between folders, on every system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** An empty part, `.` or `..`. */
const TO_NORMALIZE = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Whether `node:path` would leave a path as it is. Said so only where the system's separator is `/`. */
export function isNormal(path: string): boolean {
  return sep === '/' && !TO_NORMALIZE.test(path.startsWith('/') ? path.slice(1) : path);
}

/**
 * How facts and reports name a file: relative to the current directory with `/`, absolute where it lies outside.
 * `"."` is the current directory itself.
 */
export function reportPath(currentDirectory: string, path: string): string {
  const isPlainlyBelow = path.startsWith(`${currentDirectory}/`) && isNormal(path);
  if (isPlainlyBelow) return path.slice(currentDirectory.length + 1);
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
