import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BROKEN, folderWith, found, meshlint, READING, SERVICE, TWICE } from './run.ts';

const IGNORED = TWICE.replace(
  'name: second',
  'name: second # meshlint-ignore duplicate-key: for a test',
);
const ONLY = ['--only', 'duplicate-key,unreadable-file,unused-ignore'];

test('what is ignored is not reported, but counted', () => {
  const folder = folderWith({ 'a.yaml': IGNORED });
  const { code, stdout, stderr } = meshlint(folder, ['-f', 'json', ...ONLY]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { ignored: 1, warnings: 0 } });
  expect(stderr).toContain('1 ignored');
});

test('--show-ignored shows it, marked, and it fails nothing', () => {
  const folder = folderWith({ 'a.yaml': IGNORED });
  const run = (format: string) => meshlint(folder, ['-f', format, '--show-ignored', ...ONLY]);
  expect(run('json').code).toBe(0);
  const [finding] = JSON.parse(run('json').stdout).findings;
  expect(finding.ignored).toEqual({ by: 'comment', reason: 'for a test' });
  expect(run('concise').stdout).toContain('warning[duplicate-key] (ignored: for a test) ');
  expect(run('full').stdout).toContain('warning[duplicate-key] (ignored: for a test): ');
  expect(run('github').stdout).not.toContain('duplicate-key');
});

test('--no-ignores pays no heed', () => {
  const folder = folderWith({ 'a.yaml': IGNORED });
  expect(found(folder, ['--no-ignores', ...ONLY])).toEqual(['a.yaml:5 duplicate-key']);
});

test('an ignore that does nothing is a finding', () => {
  const folder = folderWith({ 'a.yaml': `${SERVICE}# meshlint-ignore-file duplicate-kex: why\n` });
  const { code, stdout } = meshlint(folder, ['-f', 'concise', ...ONLY]);
  expect(code).toBe(1);
  expect(stdout).toBe(
    'a.yaml:10:24: warning[unused-ignore] There is no rule "duplicate-kex", did you mean "duplicate-key"?\n',
  );
});

test('a file that cannot be read may be accepted', () => {
  const text = `# meshlint-ignore-file unreadable-file: a template of ours\n${BROKEN}`;
  const folder = folderWith({ 'a.yaml': SERVICE, 'b.yaml': text });
  expect(meshlint(folder, ONLY).code).toBe(0);
  expect(meshlint(folder, ['--no-ignores', ...ONLY]).code).toBe(2);
});

const LINE = '{"file":"a.yaml","rule":"duplicate-key"}\n';

test('a baseline is written, holds while lines move, and lets new findings through', () => {
  const folder = folderWith({ 'package.json': '{}', 'a.yaml': TWICE });
  const update = meshlint(folder, ['--update-baseline', ...READING]);
  expect(update).toMatchObject({ code: 0, stdout: '' });
  expect(update.stderr).toContain('meshlint-baseline.jsonl: written; 1 added, 0 no longer found');
  const file = join(folder, 'meshlint-baseline.jsonl');
  expect(readFileSync(file, 'utf8')).toBe(`{"meshlintBaseline":1}\n${LINE}`);
  const args = ['--baseline', 'meshlint-baseline.jsonl', ...READING];
  writeFileSync(join(folder, 'a.yaml'), `# moved\n\n${TWICE}`);
  const again = meshlint(folder, ['-f', 'json', ...args]);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    findings: [],
    summary: { known: 1, ignored: 0 },
  });
  expect(meshlint(folder, ['-f', 'concise', '--show-ignored', ...args]).stdout).toContain(
    '(known from the baseline)',
  );
  writeFileSync(join(folder, 'b.yaml'), TWICE);
  expect(found(folder, args)).toEqual(['b.yaml:5 duplicate-key']);
  expect(meshlint(folder, args).code).toBe(1);
});

test('a baseline is the same from a folder below, and in a renamed environment', () => {
  const twice = TWICE.replace('v1', 'v1\n# in two variants');
  const folder = folderWith({ '.git/HEAD': '', 'k8s/dev/a.yaml': twice, 'k8s/prod/a.yaml': twice });
  meshlint(folder, ['--update-baseline', ...READING]);
  const args = ['--baseline', '../meshlint-baseline.jsonl', ...READING];
  expect(found(join(folder, 'k8s'), args)).toEqual([]);
  expect(meshlint(join(folder, 'k8s'), args).stderr).not.toContain('not there any more');
});

test('what is gone is told, and taken out by an update of what was looked at', () => {
  const folder = folderWith({ 'package.json': '{}', 'a.yaml': TWICE, 'sub/b.yaml': TWICE });
  meshlint(folder, ['--update-baseline=known.jsonl', ...READING]);
  writeFileSync(join(folder, 'a.yaml'), SERVICE);
  renameSync(join(folder, 'sub/b.yaml'), join(folder, 'sub/c.yaml'));
  const args = ['--baseline=known.jsonl', ...READING];
  expect(meshlint(folder, args).stderr).toContain(
    'known.jsonl: 2 known findings are not there any more; --update-baseline takes such entries out',
  );
  expect(meshlint(folder, ['a.yaml', ...args]).stderr).toContain('1 known finding is');
  expect(meshlint(folder, [...args, '--only', 'duplicate-key,unused-ignore']).code).toBe(1);
  meshlint(folder, ['a.yaml', '--update-baseline', ...args]);
  expect(readFileSync(join(folder, 'known.jsonl'), 'utf8')).toBe(
    '{"meshlintBaseline":1}\n{"file":"sub/b.yaml","rule":"duplicate-key"}\n',
  );
});

test('a file that cannot be read is never known', () => {
  const folder = folderWith({ 'a.yaml': SERVICE, 'b.yaml': BROKEN });
  expect(meshlint(folder, ['--update-baseline', ...READING]).code).toBe(2);
  expect(found(folder, ['--baseline', 'meshlint-baseline.jsonl', ...READING])).toEqual([
    'b.yaml:4 unreadable-file',
  ]);
});

const WRONG: readonly [name: string, content: string | undefined, message: string][] = [
  ['that is not there', undefined, 'known.jsonl: no such file'],
  ['of something else', 'x\n', 'known.jsonl:1: this is no baseline of meshlint'],
  [
    'with a conflict',
    `{"meshlintBaseline":1}\n<<<<<<< ours\n`,
    'known.jsonl:2: a conflict of a merge was left here',
  ],
];

for (const [name, content, message] of WRONG) {
  test(`a baseline ${name} is a wrong use`, () => {
    const files = { 'a.yaml': SERVICE, ...(content !== undefined && { 'known.jsonl': content }) };
    const { code, stderr, stdout } = meshlint(folderWith(files), ['--baseline=known.jsonl']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
}
