import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { installed } from './installed.ts';

// Lints each of the given folders and asks Microsoft's validator whether the SARIF is what the standard and GitHub want.
// Usage: tsx scripts/conformance/sarif.ts <folder>...

const VALIDATOR = '@microsoft/sarif-multitool';
const CLI = join(import.meta.dirname, '../../dist/cli.js');

interface Log {
  readonly runs: readonly {
    readonly results?: readonly Complaint[];
    readonly invocations?: readonly {
      readonly toolExecutionNotifications?: readonly Complaint[];
      readonly toolConfigurationNotifications?: readonly Complaint[];
    }[];
  }[];
}

interface Complaint {
  readonly ruleId?: string;
  readonly level?: string;
}

/** A program that its package's install script would make executable. */
function validatorIn(folder: string): string {
  const program: string = createRequire(join(folder, 'package.json'))(VALIDATOR);
  chmodSync(program, 0o755);
  return program;
}

/** Everything that the validator says of these files; its exit code is 0 even where it finds errors. */
function complaints(program: string, files: readonly string[]): Complaint[] {
  const out = join(dirname(files[0] ?? '.'), 'out.sarif.json');
  const flags = ['--rule-kind', 'Sarif;Gh', '--level', 'Error;Warning;Note', '--quiet', 'true'];
  execFileSync(program, ['validate', ...files, ...flags, '-o', out, '--log', 'ForceOverwrite'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { runs }: Log = JSON.parse(readFileSync(out, 'utf8'));
  return runs.flatMap(({ results = [], invocations = [] }) => [
    ...results,
    ...invocations.flatMap((each) => [
      ...(each.toolExecutionNotifications ?? []),
      ...(each.toolConfigurationNotifications ?? []),
    ]),
  ]);
}

function errorsOf(all: readonly Complaint[]): Complaint[] {
  return all.filter(({ level }) => level === 'error');
}

/** The report of one folder; gives how many results it holds. */
function lint(folder: string, file: string): number {
  const args = ['-f', `sarif=${file}`, '--no-config', '--allow-empty', '--quiet', '.'];
  const { status } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder });
  if (status === null) throw new Error(`${folder}: the run did not end`);
  const { runs }: Log = JSON.parse(readFileSync(file, 'utf8'));
  return runs[0]?.results?.length ?? 0;
}

/** The validator must find fault with a report from which GitHub could not show anything. */
function findsFaults(program: string, folder: string): boolean {
  const file = join(folder, 'faulty.sarif');
  const run = {
    tool: { driver: { name: 'meshlint', rules: [{ id: 'a' }] } },
    results: [{ ruleId: 'a', message: {} }],
  };
  writeFileSync(file, JSON.stringify({ version: '2.1.0', runs: [run] }));
  return errorsOf(complaints(program, [file])).length > 0;
}

installed(`${VALIDATOR}@5.7.0`, (folder) => {
  const program = validatorIn(folder);
  const folders = process.argv.slice(2);
  const files = folders.map((each, index) => join(folder, `${index}-${basename(each)}.sarif`));
  const results = folders.map((each, index) => lint(resolve(each), files[index] ?? ''));
  const all = complaints(program, files);
  const errors = errorsOf(all);
  const count = results.reduce((sum, each) => sum + each, 0);
  process.stdout.write(
    `${files.length} reports with ${count} results: ${errors.length} errors, ${all.length} complaints in all\n`,
  );
  for (const error of errors.slice(0, 50)) process.stdout.write(`${JSON.stringify(error)}\n`);
  const works = count > 0 && all.length > 0 && findsFaults(program, folder);
  if (!works) process.stdout.write('the comparison itself does not work\n');
  process.exitCode = works && errors.length === 0 ? 0 : 1;
});
