import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { repositoryOf } from './gitignore.ts';
import { isWithin, withSlashes } from './paths.ts';
import { absolute, UsageError } from './scope.ts';

/** The names that a configuration may have. */
export const CONFIGURATION_NAMES: readonly string[] = [
  'meshlint.yaml',
  'meshlint.yml',
  'meshlint.json',
];

/**
 * The configuration of a run (absolute, with `/`): the nearest one from the project's folder up to the top of its
 * repository. The folder is the current one if all paths lie in it, else that of the first path. Above a folder that belongs
 * to no repository nothing is looked for: what lies there is somebody else's.
 */
export function findConfiguration(
  currentDirectory: string,
  paths: readonly string[],
): string | undefined {
  const here = withSlashes(currentDirectory);
  const away = paths
    .filter((path) => path !== '-')
    .map((path) => absolute(here, path))
    .find((path) => !isWithin(path, here));
  const start = away === undefined ? here : folderOf(away);
  const top = repositoryOf(start) ?? start;
  for (let folder = start; ; folder = dirname(folder)) {
    const found = CONFIGURATION_NAMES.map((name) => `${folder}/${name}`).filter(isFile);
    if (found.length > 1) {
      throw new UsageError(`${found.join(' and ')}: only one of them can be the configuration`);
    }
    if (found[0] !== undefined || folder === top || dirname(folder) === folder) return found[0];
  }
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
