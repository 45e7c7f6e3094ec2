/**
 * Lints real repositories and compares the number of errors per repository and rule with `scripts/corpus-errors.json`,
 * so that a change of what is reported as an error never goes unseen. `UPDATE=1` writes the file: read the findings
 * first. Needs ../shared.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '..');
const REPOSITORIES = join(ROOT, '../shared/corpus/repos');
const COUNTS = join(import.meta.dirname, 'corpus-errors.json');

type Counts = Record<string, Record<string, number>>;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly severity: string }[];
}

function errorsOf(repository: string): Record<string, number> {
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'dist/cli.js'),
      'check',
      '-f',
      'json',
      '--no-config',
      '--no-render',
      '--allow-empty',
      '.',
    ],
    { cwd: join(REPOSITORIES, repository), encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  const report: Report = JSON.parse(run.stdout);
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const rules = [...new Set(errors.map(({ rule }) => rule))].sort();
  return Object.fromEntries(
    rules.map((rule) => [rule, errors.filter((error) => error.rule === rule).length]),
  );
}

function countErrors(): Counts {
  const counted = readdirSync(REPOSITORIES).map((name) => [name, errorsOf(name)] as const);
  return Object.fromEntries(counted.filter(([, errors]) => Object.keys(errors).length > 0));
}

if (!existsSync(REPOSITORIES)) {
  process.stdout.write('skipped: no ../shared\n');
} else {
  const actual = `${JSON.stringify(countErrors(), null, 2)}\n`;
  if (process.env.UPDATE === '1') writeFileSync(COUNTS, actual);
  const same = actual === readFileSync(COUNTS, 'utf8');
  process.stdout.write(same ? 'errors are as recorded\n' : `errors changed:\n${actual}`);
  process.exitCode = same ? 0 : 1;
}
