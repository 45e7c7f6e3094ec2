import { realpathSync } from 'node:fs';
import { repositoryOf } from './gitignore.ts';
import { withSlashes } from './paths.ts';
import { absolute } from './scope.ts';

/**
 * The folder that names of files are relative to, the top of its git working tree (else the folder itself), and where
 * those of the files (named as in reports) really lie that are reached by a link.
 */
export function locationOf(
  folder: string,
  files: Iterable<string> = [],
): { currentDirectory: string; root: string; links: ReadonlyMap<string, string> } {
  const links = new Map<string, string>();
  for (const file of new Set(files)) {
    const path = absolute(folder, file);
    const real = realPath(path);
    if (real !== path) links.set(file, real);
  }
  return {
    currentDirectory: withSlashes(folder),
    root: withSlashes(repositoryOf(folder) ?? folder),
    links,
  };
}

/** A file that has vanished meanwhile, or was never one, lies where it says. */
function realPath(path: string): string {
  try {
    return withSlashes(realpathSync(path));
  } catch {
    return path;
  }
}
