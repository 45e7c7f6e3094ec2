import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { walk } from '../../src/project/walk.ts';

const FILES = {
  '.gitignore':
    '*.log.yaml\n!important.log.yaml\n/build/\ndocs/**/draft.yaml\n\\#odd.yaml\n**/cache/**\n!/sub/build\n# x\n',
  'a.yaml': '',
  'a.log.yaml': '',
  'important.log.yaml': '',
  'build/a.yaml': '',
  'sub/build/a.yaml': '',
  'docs/x/y/draft.yaml': '',
  'docs/draft.yaml': '',
  'docs/final.yaml': '',
  '#odd.yaml': '',
  'x/cache/a.yaml': '',
  'x/cache/.gitignore': '!a.yaml\n',
  'X/A.LOG.YAML': '',
  'sub/.gitignore': 'local.yaml\n/top.yaml\n!a.log.yaml\nnested/\n',
  'sub/local.yaml': '',
  'sub/a.log.yaml': '',
  'sub/deep/local.yaml': '',
  'sub/deep/top.yaml': '',
  'sub/top.yaml': '',
  'sub/nested/a.yaml': '',
  'sub/with space.yaml': '',
};

test('the files are those that git itself would not ignore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-git-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'core.quotepath=off', ...args], { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet');
  writeFileSync(join(folder, '.git/info/exclude'), 'with space.yaml\n');
  const wanted = git('ls-files', '--others', '--exclude-standard', '-z')
    .split('\0')
    .filter((name) => /\.yaml$/i.test(name))
    .sort();
  expect(walk([folder]).files.map((path) => path.slice(folder.length + 1))).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(5);
});
