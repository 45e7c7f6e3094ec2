import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  AROUND,
  BLOCKED,
  caller,
  check,
  git,
  OLD,
  put,
  repositoryWith,
  SHOP,
  since,
  staged,
} from './repository.ts';
import { folderWith, found, meshlint, TWICE } from './run.ts';

test('the first commit', () => {
  const folder = folderWith({ ...SHOP, ...OLD });
  git(folder, 'init', '-q');
  expect(check(folder, '--staged').stderr).toBe('the change touches no file that meshlint reads\n');
  git(folder, 'add', '-A');
  expect(staged(folder)).toEqual([`old.yaml:20 ${BLOCKED}`]);
});

test('a folder below the top of the repository is the project', () => {
  const shop = Object.entries({ ...SHOP, ...OLD }).map(([name, text]) => [`shop/${name}`, text]);
  const folder = repositoryWith({ ...Object.fromEntries(shop), 'other/a.yaml': TWICE });
  rmSync(join(folder, 'shop/entry.yaml'));
  put(folder, { 'other/a.yaml': `# touched\n${TWICE}` });
  git(folder, 'add', '-A');
  expect(staged(join(folder, 'shop'))).toEqual([`api.yaml:20 ${BLOCKED}`]);
  expect(staged(join(folder, 'other'))).toEqual(['a.yaml:6 duplicate-key']);
});

test('a working tree beside the repository, also from a hook', () => {
  const folder = repositoryWith(SHOP);
  const other = join(folderWith({}), 'other tree');
  git(folder, 'worktree', 'add', '-q', '-b', 'other', other);
  rmSync(join(other, 'entry.yaml'));
  git(other, 'add', '-A');
  expect(staged(other)).toEqual([`api.yaml:20 ${BLOCKED}`]);
  expect(staged(folder)).toEqual([]);
  const inHook = { GIT_DIR: git(other, 'rev-parse', '--absolute-git-dir').trim() };
  mkdirSync(join(other, 'empty'));
  const env = { ...AROUND.env, ...inHook };
  expect(found(other, ['--staged'], { env })).toEqual([`api.yaml:20 ${BLOCKED}`]);
  const below = meshlint(join(other, 'empty'), ['--staged'], { env });
  expect(below.stderr).toBe('the change touches no file that meshlint reads\n');
});

test('the index that `git commit -- <file>` makes for the hook is the one that counts', () => {
  const folder = repositoryWith(SHOP);
  const seen = join(folderWith({}), 'seen');
  const script = `node '${join(import.meta.dirname, '../../dist/cli.js')}' --staged -f concise > '${seen}'`;
  put(folder, {
    'gateway/new.yaml': TWICE,
    'api.yaml': caller('api', 'api.newpay.io'),
    '.git/hooks/pre-commit': `#!/bin/sh\n${script}\n`,
  });
  git(folder, 'add', 'gateway/new.yaml');
  git(folder, 'config', 'core.hooksPath', '.git/hooks');
  chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755);
  expect(() => git(folder, 'commit', '-q', '-m', 'second', '--', 'api.yaml')).toThrow();
  expect(readFileSync(seen, 'utf8')).toMatch(/^api\.yaml:20:30: error[^\n]*\n$/);
});

test('a submodule is read, and another commit of it touches all that it holds', () => {
  const library = repositoryWith({ 'entry.yaml': SHOP['entry.yaml'] ?? '', 'twice.yaml': TWICE });
  const { 'entry.yaml': _, ...rest } = SHOP;
  const folder = repositoryWith(rest);
  git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library, 'library');
  expect(staged(folder)).toEqual(['library/twice.yaml:5 duplicate-key']);
  git(folder, 'commit', '-q', '-m', 'second');
  put(folder, { 'api.yaml': `# touched\n${SHOP['api.yaml']}` });
  git(folder, 'add', '-A');
  expect(staged(folder)).toEqual([]);
  expect(since(folder, 'HEAD')).toEqual([]);
});

test('a conflict is judged as it lies on disk', () => {
  const folder = repositoryWith(SHOP);
  git(folder, 'checkout', '-q', '-b', 'theirs');
  put(folder, { 'api.yaml': caller('api', 'api.newpay.io') });
  git(folder, 'commit', '-q', '-a', '-m', 'theirs');
  git(folder, 'checkout', '-q', 'main');
  put(folder, { 'api.yaml': caller('api', 'api.oldpay.io') });
  git(folder, 'commit', '-q', '-a', '-m', 'ours');
  expect(() => git(folder, 'merge', '-q', 'theirs')).toThrow();
  const { code, stdout } = check(folder, '--staged');
  expect(code).toBe(2);
  expect(stdout).toContain('api.yaml:20:1: error[unreadable-file]');
});

test('since a commit means since the branch left it', () => {
  const folder = repositoryWith(SHOP);
  git(folder, 'checkout', '-q', '-b', 'feature');
  put(folder, { 'new.yaml': caller('new', 'api.newpay.io') });
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'feature');
  git(folder, 'checkout', '-q', 'main');
  put(folder, { ...OLD });
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'main goes on');
  git(folder, 'checkout', '-q', 'feature');
  put(folder, { 'unstaged.yaml': TWICE });
  expect(since(folder, 'main')).toEqual([
    `new.yaml:20 ${BLOCKED}`,
    'unstaged.yaml:5 duplicate-key',
  ]);
  expect(since(folder, 'HEAD~1')).toEqual(since(folder, 'main'));
  expect(since(folder, 'HEAD')).toEqual(['unstaged.yaml:5 duplicate-key']);
});

test('git writes nothing, and what was only touched has not changed', () => {
  const folder = repositoryWith(SHOP);
  put(folder, { 'api.yaml': SHOP['api.yaml'] ?? '', 'entry.yaml': '' });
  utimesSync(join(folder, 'api.yaml'), 0, 0);
  const index = join(folder, '.git/index');
  const before = { bytes: readFileSync(index), time: statSync(index).mtimeMs };
  check(folder, '--staged');
  check(folder, '--changed-since', 'HEAD');
  expect(readFileSync(index).equals(before.bytes)).toBe(true);
  expect(statSync(index).mtimeMs).toBe(before.time);
  git(folder, 'checkout', '-q', 'entry.yaml');
  utimesSync(join(folder, 'api.yaml'), 0, 0);
  expect(meshlint(folder, ['--changed-since', 'HEAD'], AROUND).stderr).toContain(
    'the change touches no file',
  );
});

test('settings of the user change nothing', () => {
  const folder = repositoryWith(SHOP);
  const settings = {
    'diff.external': 'false',
    'diff.renames': 'copies',
    'diff.relative': 'true',
    'diff.noprefix': 'true',
    'color.ui': 'always',
    'core.quotePath': 'true',
    'core.fsmonitor': 'false #',
    'core.pager': 'false',
  };
  for (const [name, value] of Object.entries(settings)) git(folder, 'config', name, value);
  renameSync(join(folder, 'entry.yaml'), join(folder, 'gateway/entry.yaml'));
  put(folder, { 'gateway/käse.yaml': TWICE });
  git(folder, 'add', '-A');
  expect(staged(join(folder, 'gateway'))).toEqual(['käse.yaml:5 duplicate-key']);
  expect(staged(folder)).toEqual(['gateway/käse.yaml:5 duplicate-key']);
});

test('without git everything is checked, and that is said', () => {
  const folder = repositoryWith({ ...SHOP, ...OLD });
  const env = { ...AROUND.env, PATH: folderWith({}) };
  const { code, stdout, stderr } = meshlint(folder, ['-f', 'concise', '--staged'], { env });
  expect(code).toBe(1);
  expect(stdout).toContain('old.yaml:20:30');
  expect(stderr).toContain(
    'meshlint: --staged: git is not installed; everything is checked\n1 error',
  );
});

test('outside of a repository everything is checked, and that is said', () => {
  const folder = folderWith({ ...SHOP, ...OLD });
  const { code, stderr } = check(folder, '--changed-since', 'main');
  expect(code).toBe(1);
  expect(stderr).toContain('--changed-since: this is no git working tree; everything is checked\n');
});

test('when git refuses everything is checked, and its words are told', () => {
  const folder = repositoryWith({ ...SHOP, ...OLD });
  put(folder, { '.git/index': 'broken' });
  const { code, stderr } = check(folder, '--staged');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^meshlint: --staged: (?:error|fatal): [^\n]*; everything is checked\n/);
});

const WRONG: readonly [args: readonly string[], words: string][] = [
  [['--changed-since', 'nowhere'], 'nowhere: there is no such commit'],
  [['--changed-since', '--output=made'], '--output=made: there is no such commit'],
  [['--changed-since=-O/etc/passwd'], 'there is no such commit'],
  [['--changed-since', 'HEAD:api.yaml'], 'there is no such commit'],
  [['--changed-since', 'HEAD', '--staged'], 'exclude each other'],
  [['--staged', '-'], 'git knows nothing of standard input'],
  [['--staged', '..'], 'lies outside of the repository'],
];

for (const [args, words] of WRONG) {
  test(`2: ${args.join(' ')}`, () => {
    const { code, stderr } = meshlint(repositoryWith(SHOP), args, AROUND);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('internal error');
  });
}

test('a shallow clone says why a commit is not there', () => {
  const origin = repositoryWith(SHOP);
  put(origin, OLD);
  git(origin, 'add', '-A');
  git(origin, 'commit', '-q', '-m', 'second');
  const folder = join(folderWith({}), 'clone');
  git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, folder);
  expect(check(folder, '--changed-since', 'HEAD~1').stderr).toContain(
    'there is no such commit (not all commits were fetched: a deeper clone may have it)',
  );
});
