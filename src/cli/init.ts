import process from 'node:process';
import { CONFIGURATION_NAMES } from '../project/configuration-file.ts';
import { exists, writeNew } from '../project/new-file.ts';
import { type Ci, ciFile, configurationFile, type InitFile, preCommitFile } from './init-files.ts';
import { print } from './terminal.ts';
import { version } from './version.ts';

/** What `meshlint init` was told. */
export interface InitFlags {
  readonly ci?: Ci;
  readonly preCommit: boolean;
}

/**
 * Writes a configuration, the job of a CI and a hook of pre-commit, each only where there is none. Says what it wrote, what
 * it left alone, and what would have to be added there.
 */
export function init({ ci, preCommit }: InitFlags): void {
  const here = process.cwd();
  const chosen = ci ?? ciOf(here);
  const configuration = CONFIGURATION_NAMES.find((name) => exists(here, name));
  print(
    [
      configuration === undefined
        ? written(here, configurationFile)
        : leftAlone({ ...configurationFile, path: configuration }),
      ...(chosen === 'none' ? [] : [written(here, ciFile(chosen, version))]),
      ...(preCommit ? [written(here, preCommitFile)] : []),
    ].join(''),
  );
}

/** The CI that the project shows to have. */
function ciOf(folder: string): Ci {
  if (exists(folder, '.github')) return 'github';
  return exists(folder, '.gitlab-ci.yml') ? 'gitlab' : 'none';
}

function written(folder: string, file: InitFile): string {
  return writeNew(folder, file.path, file.content) ? `wrote ${file.path}\n` : leftAlone(file);
}

function leftAlone({ path, lines }: InitFile): string {
  const head = `left ${path} alone: it is there already`;
  return lines === undefined ? `${head}\n` : `${head}. To be added to it:\n\n${lines}\n`;
}
