import process from 'node:process';
import { listFiles } from '../project/project.ts';
import { visible } from '../report/visible.ts';
import { configurationFor, excludedBy } from '../run/configuration.ts';
import { print } from './terminal.ts';

/** Prints the files that a check of these paths would read, one line each; those it would not report on in brackets. */
export async function showFiles(
  paths: readonly string[],
  config: string | false | undefined,
): Promise<void> {
  const configured = await configurationFor(process.cwd(), paths, config);
  const files = listFiles({
    currentDirectory: process.cwd(),
    paths,
    complete: false,
    context: [],
    clusters: [],
    ...excludedBy(configured),
  });
  print(
    files
      .map(({ file, reported }) => (reported ? `${visible(file)}\n` : `(${visible(file)})\n`))
      .join(''),
  );
}
