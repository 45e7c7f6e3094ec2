import { repositoryOf } from './gitignore.ts';
import { withSlashes } from './paths.ts';

/** The folder that names of files are relative to, and the top of its git working tree, else the folder itself. */
export function locationOf(folder: string): { currentDirectory: string; root: string } {
  return {
    currentDirectory: withSlashes(folder),
    root: withSlashes(repositoryOf(folder) ?? folder),
  };
}
