import process from 'node:process';
import { CommanderError } from 'commander';
import { UsageError } from '../project/scope.ts';
import { visible } from '../report/visible.ts';
import { buildProgram } from './program.ts';
import { version } from './version.ts';

/**
 * Runs one command line and says with which code the process ends: 0 nothing found, 1 findings, 2 the linter could not
 * do its work. `packageFolder` is where `docs/rules` lies.
 */
export async function main(args: readonly string[], packageFolder: string): Promise<number> {
  let exitCode = 0;
  const program = buildProgram({ packageFolder, exit: (code) => (exitCode = code) });
  try {
    await program.parseAsync(withValues(args), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(error instanceof UsageError ? usage(error) : bug(error));
    return 2;
  }
}

/** What flags mean alone. As flags with a value that may be left out they would swallow the path behind them. */
const ALONE = new Map([
  ['--fix', '--fix=safe'],
  ['--migrating', '--migrating=yes'],
  ['--update-baseline', '--update-baseline='],
]);

function withValues(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return args.map((arg, index) => (end === -1 || index < end ? (ALONE.get(arg) ?? arg) : arg));
}

function usage(error: UsageError): string {
  return error.message
    .split('\n')
    .map((line) => `meshlint: ${visible(line)}\n`)
    .join('');
}

function bug(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = what.split('\n').slice(0, 8).map(visible);
  return `meshlint ${version}: internal error, please report it\n${lines.join('\n')}\n`;
}
