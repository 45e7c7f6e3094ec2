import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AROUND, check, entry, git, put, repositoryWith } from './repository.ts';
import { meshlint, type Outcome } from './run.ts';

const MISSPELT = entry('storage', 'storage.googleapi.com');
const MENDED = entry('storage', 'storage.googleapis.com');

function fix(folder: string, ...args: readonly string[]): Outcome {
  return check(folder, '--fix', '--only', 'misspelt-host', ...args);
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

test('--staged --fix mends on disk what is staged, stages nothing, and stops the commit', () => {
  const folder = repositoryWith({ 'old.yaml': MISSPELT });
  put(folder, { 'new.yaml': MISSPELT });
  git(folder, 'add', '-A');
  const { code, stdout, stderr } = fix(folder, '--staged');
  expect(stdout).toBe('');
  expect(stderr).toContain('1 fixed\n');
  expect(stderr).toContain(
    'what is fixed is not staged yet: look at it, `git add` it, and commit again\n',
  );
  expect(code).toBe(1);
  expect([read(folder, 'old.yaml'), read(folder, 'new.yaml')]).toEqual([MISSPELT, MENDED]);
  expect(git(folder, 'show', ':new.yaml')).toBe(MISSPELT);

  git(folder, 'add', '-A');
  const again = fix(folder, '--staged');
  expect(again.stderr).toContain('0 fixed\n');
  expect(again.code).toBe(0);
});

test('a file that is staged in part is left as it is', () => {
  const folder = repositoryWith({});
  put(folder, { 'a.yaml': MISSPELT, 'b.yaml': MISSPELT, 'c.yaml': MISSPELT });
  git(folder, 'add', '-A');
  put(folder, { 'a.yaml': `# more\n${MISSPELT}` });
  rmSync(join(folder, 'b.yaml'));
  const { code, stdout, stderr } = fix(folder, '--staged');
  for (const file of ['a.yaml', 'b.yaml']) {
    expect(stderr).toContain(
      `meshlint: ${file}: left as it is: what is staged of it is not what is on disk\n`,
    );
    expect(stdout).toContain(`${file}:8:7: warning[misspelt-host]`);
  }
  expect(code).toBe(1);
  expect([read(folder, 'a.yaml'), read(folder, 'c.yaml')]).toEqual([`# more\n${MISSPELT}`, MENDED]);
});

test('--changed-since --fix mends what the branch has touched', () => {
  const folder = repositoryWith({ 'old.yaml': MISSPELT });
  put(folder, { 'new.yaml': MISSPELT });
  const { code } = fix(folder, '--changed-since', 'HEAD');
  expect(code).toBe(0);
  expect([read(folder, 'old.yaml'), read(folder, 'new.yaml')]).toEqual([MISSPELT, MENDED]);
});

test('--staged --diff shows what would be mended of what is staged', () => {
  const folder = repositoryWith({});
  put(folder, { 'a.yaml': MISSPELT });
  git(folder, 'add', '-A');
  put(folder, { 'a.yaml': '' });
  const { stdout } = meshlint(folder, ['--staged', '--diff', '--only', 'misspelt-host'], AROUND);
  expect(stdout).toContain('-    - storage.googleapi.com\n+    - storage.googleapis.com\n');
  expect(read(folder, 'a.yaml')).toBe('');
});
