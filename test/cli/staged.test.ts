import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  AROUND,
  BLOCKED,
  caller,
  check,
  entry,
  git,
  OLD,
  put,
  repositoryWith,
  SHOP,
  since,
  staged,
} from './repository.ts';
import { BROKEN, meshlint, TWICE } from './run.ts';

interface Case {
  readonly name: string;
  /** What is changed and staged, from a repository in which all is well but for `old.yaml`. */
  readonly change: (folder: string) => void;
  readonly expected: readonly string[];
}

const STAGED: readonly Case[] = [
  {
    name: 'a new file',
    change: (folder) => put(folder, { 'new.yaml': caller('new', 'api.newpay.io') }),
    expected: [`new.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a file that is changed',
    change: (folder) => put(folder, { 'api.yaml': caller('api', 'api.newpay.io') }),
    expected: [`api.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a fault that was there before, in a file that is touched now',
    change: (folder) => put(folder, { 'old.yaml': `# moved\n${OLD['old.yaml']}` }),
    expected: [`old.yaml:21 ${BLOCKED}`],
  },
  {
    name: 'a related place in a file that is touched',
    change: (folder) => put(folder, { 'mesh.yaml': `# checked\n${SHOP['mesh.yaml']}` }),
    expected: [`old.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a file that others need is deleted',
    change: (folder) => rmSync(join(folder, 'entry.yaml')),
    expected: [`api.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a Secret that a Gateway needs is deleted',
    change: (folder) => rmSync(join(folder, 'gateway/secret.yaml')),
    expected: ['gateway/gateway.yaml:18 gateway-tls-secret'],
  },
  {
    name: 'what others need is taken out of a file that stays',
    change: (folder) => put(folder, { 'entry.yaml': entry('paywell', 'eu.paywell.io') }),
    expected: [`api.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a file that others need is renamed',
    change: (folder) => renameSync(join(folder, 'entry.yaml'), join(folder, 'paywell.yaml')),
    expected: [],
  },
  {
    name: 'a file with a fault is renamed',
    change: (folder) => renameSync(join(folder, 'old.yaml'), join(folder, 'older.yaml')),
    expected: [`older.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'a folder takes the place of a file',
    change: (folder) => {
      rmSync(join(folder, 'entry.yaml'));
      put(folder, { 'entry.yaml/here.yaml': entry('paywell', 'api.paywell.io') });
    },
    expected: [],
  },
  {
    name: 'a link takes the place of a file that others need',
    change: (folder) => {
      rmSync(join(folder, 'entry.yaml'));
      symlinkSync('mesh.yaml', join(folder, 'entry.yaml'));
    },
    expected: [`api.yaml:20 ${BLOCKED}`],
  },
  {
    name: 'nothing that the linter reads',
    change: (folder) => put(folder, { 'README.md': 'api.newpay.io' }),
    expected: [],
  },
  {
    name: 'a file that git ignores though it has it',
    change: (folder) => {
      put(folder, { '.gitignore': 'made/', 'made/a.yaml': caller('made', 'api.newpay.io') });
      git(folder, 'add', '-f', 'made/a.yaml');
    },
    expected: [],
  },
  ...['with a space.yaml', 'line\nbreak.yaml', 'käse-日本.yaml', '-c.yaml', ':(glob)*.yaml'].map(
    (path): Case => ({
      name: `a file called ${JSON.stringify(path)}`,
      change: (folder) => put(folder, { [path]: caller('new', 'api.newpay.io') }),
      expected: [`${path}:20 ${BLOCKED}`],
    }),
  ),
];

for (const { name, change, expected } of STAGED) {
  test(`staged: ${name}`, () => {
    const folder = repositoryWith({ ...SHOP, ...OLD });
    change(folder);
    git(folder, 'add', '-A');
    expect(staged(folder)).toEqual(expected);
  });

  test(`changed since: ${name}`, () => {
    const folder = repositoryWith({ ...SHOP, ...OLD });
    change(folder);
    expect(since(folder, 'HEAD')).toEqual(expected);
  });
}

test('findings elsewhere are counted, and those that the change causes told apart', () => {
  const folder = repositoryWith({ ...SHOP, ...OLD });
  rmSync(join(folder, 'entry.yaml'));
  git(folder, 'add', '-A');
  const { code, stdout, stderr } = check(folder, '--staged');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^api\.yaml:20:30: error\[missing-service-entry\][^\n]*\n$/);
  expect(stderr).toContain(
    '1 finding in files you did not touch, shown because they are new with this change\n' +
      '1 finding in files you did not touch, not shown\n1 error, 0 warnings, 0 info\n',
  );
});

test('a file is judged as it is staged, whatever the disk says', () => {
  const folder = repositoryWith(SHOP);
  put(folder, { 'api.yaml': caller('api', 'api.newpay.io') });
  git(folder, 'add', 'api.yaml');
  put(folder, { 'api.yaml': SHOP['api.yaml'] ?? '' });
  expect(check(folder).code).toBe(0);
  expect(staged(folder)).toEqual([`api.yaml:20 ${BLOCKED}`]);
  const { stdout } = meshlint(folder, ['--staged'], AROUND);
  expect(stdout).toContain('value: https://api.newpay.io');

  git(folder, 'add', 'api.yaml');
  put(folder, { 'api.yaml': caller('api', 'api.newpay.io'), 'README.md': '' });
  git(folder, 'add', 'README.md');
  expect(check(folder).code).toBe(1);
  expect(check(folder, '--staged').code).toBe(0);
});

test('what the disk lacks but the index has is there, and untracked files are not', () => {
  const folder = repositoryWith(SHOP);
  rmSync(join(folder, 'entry.yaml'));
  put(folder, { 'api.yaml': `# touched\n${SHOP['api.yaml']}` });
  git(folder, 'add', 'api.yaml');
  expect(staged(folder)).toEqual([]);

  git(folder, 'rm', '-q', '--cached', 'entry.yaml');
  put(folder, { 'entry.yaml': SHOP['entry.yaml'] ?? '' });
  expect(staged(folder)).toEqual([`api.yaml:21 ${BLOCKED}`]);
  git(folder, 'add', '-N', 'entry.yaml');
  expect(staged(folder)).toEqual([`api.yaml:21 ${BLOCKED}`]);
  git(folder, 'add', 'entry.yaml');
  expect(staged(folder)).toEqual([]);
});

test('a broken file that is not touched does not block', () => {
  const folder = repositoryWith({ ...SHOP, 'broken.yaml': BROKEN });
  put(folder, { 'new.yaml': entry('newpay', 'api.newpay.io') });
  git(folder, 'add', '-A');
  expect(check(folder).code).toBe(2);
  expect(check(folder, '--staged').code).toBe(0);
  put(folder, { 'broken.yaml': `# touched\n${BROKEN}` });
  git(folder, 'add', '-A');
  expect(check(folder, '--staged').code).toBe(2);
});

test('paths narrow further', () => {
  const folder = repositoryWith(SHOP);
  rmSync(join(folder, 'entry.yaml'));
  put(folder, { 'gateway/new.yaml': TWICE });
  git(folder, 'add', '-A');
  expect(staged(folder, 'gateway')).toEqual(['gateway/new.yaml:5 duplicate-key']);
  expect(staged(folder, 'api.yaml')).toEqual([`api.yaml:20 ${BLOCKED}`]);
});
