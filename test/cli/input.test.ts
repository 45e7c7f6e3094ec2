import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { BROKEN, folderWith, found, meshlint, READING, SERVICE, TWICE } from './run.ts';

const A = 'a.yaml:5 duplicate-key';

test('what git ignores is not read, in every folder and back again', () => {
  const folder = folderWith({
    '.gitignore': 'out/\n*.gen.yaml\n/top.yaml\n',
    '.git/info/exclude': 'private.yaml\n',
    'a.yaml': TWICE,
    'top.yaml': TWICE,
    'private.yaml': TWICE,
    'x.gen.yaml': TWICE,
    'out/a.yaml': TWICE,
    'sub/.gitignore': '!keep.gen.yaml\nmine.yaml\n',
    'sub/top.yaml': TWICE,
    'sub/keep.gen.yaml': TWICE,
    'sub/mine.yaml': TWICE,
    'node_modules/x/a.yaml': TWICE,
  });
  expect(found(folder, READING)).toEqual([
    A,
    'sub/keep.gen.yaml:5 duplicate-key',
    'sub/top.yaml:5 duplicate-key',
  ]);
});

test('an ignore file above the folder counts, unless the folder itself is ignored', () => {
  const folder = folderWith({
    '.git/HEAD': '',
    '.gitignore': 'x.yaml\nout\n',
    'sub/x.yaml': TWICE,
    'sub/a.yaml': TWICE,
    'out/x.yaml': TWICE,
  });
  expect(found(join(folder, 'sub'), READING)).toEqual([A]);
  expect(found(join(folder, 'out'), READING)).toEqual(['x.yaml:5 duplicate-key']);
  expect(found(folder, ['out', ...READING])).toEqual(['out/x.yaml:5 duplicate-key']);
});

test('in a project, paths narrow what is reported, not what is read', () => {
  const folder = folderWith({
    'package.json': '{}',
    'a.yaml': TWICE,
    'sub/b.yaml': TWICE,
    'sub/broken.yaml': BROKEN,
  });
  const { stdout, code } = meshlint(folder, ['-f', 'json', 'a.yaml', ...READING]);
  expect(JSON.parse(stdout).findings).toHaveLength(1);
  expect(JSON.parse(stdout).summary.resources).toBeGreaterThan(1);
  expect(code).toBe(1);
  expect(found(folder, ['sub', ...READING])).toEqual([
    'sub/b.yaml:5 duplicate-key',
    'sub/broken.yaml:4 unreadable-file',
  ]);
});

const ALONE: readonly [name: string, args: readonly string[], marker: string][] = [
  ['outside of any project', ['a.yaml'], 'notes.txt'],
  ['with --complete', ['--complete', 'a.yaml'], 'package.json'],
  ['by an absolute path elsewhere', ['ABSOLUTE'], 'package.json'],
];

for (const [name, args, marker] of ALONE) {
  test(`a file ${name} is read alone`, () => {
    const folder = folderWith({ [marker]: '{}', 'a.yaml': TWICE, 'b.yaml': TWICE });
    const elsewhere = folderWith({ 'package.json': '{}', 'c.yaml': SERVICE });
    const absolute = join(folder, 'a.yaml');
    const paths = args.map((arg) => (arg === 'ABSOLUTE' ? absolute : arg));
    const run = meshlint(args.includes('ABSOLUTE') ? elsewhere : folder, ['-f', 'json', ...paths]);
    expect(JSON.parse(run.stdout).summary).toMatchObject({ files: 1, resources: 1 });
  });
}

test('a folder that is no project is read alone, and a file outside keeps its absolute path', () => {
  const folder = folderWith({ 'in/a.yaml': TWICE, 'out/b.yaml': TWICE });
  expect(found(folder, ['in', ...READING])).toEqual(['in/a.yaml:5 duplicate-key']);
  const elsewhere = folderWith({});
  expect(found(elsewhere, [join(folder, 'in'), ...READING])).toEqual([
    `${folder}/in/a.yaml:5 duplicate-key`,
  ]);
});

test('a folder that is named through a link', () => {
  const folder = folderWith({ 'real/a.yaml': TWICE });
  symlinkSync('real', join(folder, 'link'));
  expect(found(folder, ['link', ...READING])).toEqual(['link/a.yaml:5 duplicate-key']);
});

test('standard input', () => {
  const folder = folderWith({ 'b.yaml': TWICE });
  expect(found(folder, ['-', ...READING], { input: TWICE })).toEqual([
    'stdin.yaml:5 duplicate-key',
  ]);
  expect(
    found(folder, ['-', ...READING], { input: '{"kind":"Service","a":1,"a":2}' }),
  ).toHaveLength(1);
  const { stdout, code } = meshlint(folder, ['-', ...READING], { input: TWICE });
  expect(code).toBe(1);
  expect(stdout).toContain('5 |   name: second');
  expect(meshlint(folder, ['-'], { input: '' }).code).toBe(2);
});

test('what exists in the cluster is read and not reported', () => {
  const folder = folderWith({ 'package.json': '{}', 'a.yaml': TWICE, 'cluster/b.yaml': TWICE });
  expect(found(folder, ['--context', 'cluster', ...READING])).toEqual([A]);
  const broken = folderWith({ 'a.yaml': SERVICE, 'cluster/b.yaml': BROKEN });
  const { code, stderr } = meshlint(broken, ['a.yaml', '--context', 'cluster', ...READING]);
  expect(code).toBe(2);
  expect(stderr).toContain('--context cluster/b.yaml: ');
});

test('clusters are the input where no path is named', () => {
  const folder = folderWith({ 'a.yaml': TWICE, 'west/b.yaml': TWICE, 'east/c.yaml': TWICE });
  const { stdout } = meshlint(folder, [
    '-f',
    'json',
    '--cluster',
    'w=west',
    '--cluster',
    'e=east/c.yaml',
    ...READING,
  ]);
  const { findings, environments } = JSON.parse(stdout);
  expect(findings.map(({ file }: { file: string }) => file)).toEqual([
    'east/c.yaml',
    'west/b.yaml',
  ]);
  expect(environments.map(({ name }: { name: string }) => name).sort()).toEqual(['e', 'w']);
});

test('show-files lists what is read; in brackets what is not reported', () => {
  const folder = folderWith({
    'package.json': '{}',
    'a.yaml': '',
    'b.txt': '',
    'conf.d/site': '',
    'sub/Dockerfile': '',
    'sub/default.conf.template': '',
  });
  expect(meshlint(folder, ['show-files', 'sub']).stdout).toBe(
    '(a.yaml)\n(conf.d/site)\n(package.json)\nsub/Dockerfile\nsub/default.conf.template\n',
  );
});

test('a git working tree makes every folder in it a project', () => {
  const folder = folderWith({ 'k8s/overlay/a.yaml': TWICE, 'k8s/base/b.yaml': SERVICE });
  mkdirSync(join(folder, '.git'));
  const { stdout } = meshlint(join(folder, 'k8s'), ['-f', 'json', 'overlay', ...READING]);
  expect(JSON.parse(stdout).summary.files).toBe(2);
});

test('the reader of a pipe may go away', () => {
  const folder = folderWith(
    Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.yaml`, TWICE])),
  );
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const command = `"${process.execPath}" "${cli}" --quiet | head -n 1`;
  const stderr = execFileSync('sh', ['-c', `{ ${command}; } 2>&1 >/dev/null`], { cwd: folder });
  expect(stderr.toString()).toBe('');
});

test('only the environments that the paths lie in are judged', () => {
  const at = (name: string): string => `${SERVICE}  selector: {app: ${name}}\n`;
  const folder = folderWith({
    'package.json': '{}',
    'one/a.yaml': at('one'),
    'three/a.yaml': at('three'),
    'two/a.yaml': at('two'),
  });
  const { stdout } = meshlint(folder, ['-f', 'json', 'two', ...READING]);
  const { environments } = JSON.parse(stdout);
  expect(environments.map(({ name }: { name: string }) => name)).toEqual(['two']);
});

test('folders of test data are passed over unless they are named', () => {
  const folder = folderWith({
    '.git/HEAD': '',
    'a.yaml': SERVICE,
    'pkg/testdata/b.yaml': SERVICE,
    'pkg/testdata/deep/testdata/c.yaml': SERVICE,
  });
  const files = (...args: string[]): string[] =>
    meshlint(folder, ['show-files', ...args])
      .stdout.split('\n')
      .filter(Boolean);
  expect(files()).toEqual(['a.yaml']);
  expect(files('pkg/testdata')).toContain('pkg/testdata/b.yaml');
  expect(files('pkg/testdata')).not.toContain('pkg/testdata/deep/testdata/c.yaml');
  expect(files('pkg/testdata/deep/testdata/c.yaml')).toContain('pkg/testdata/deep/testdata/c.yaml');
  const { stdout } = meshlint(folder, ['-f', 'json', '--no-config']);
  expect(JSON.parse(stdout).summary.skipped).toEqual([
    { file: 'pkg/testdata/b.yaml', reason: 'test-data' },
    { file: 'pkg/testdata/deep/testdata/c.yaml', reason: 'test-data' },
  ]);
});

test('templates of Helm charts are skipped and counted, whether or not they would be YAML; values are read', () => {
  const folder = folderWith({
    'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicas: 1\n',
    'chart/templates/service.yaml': TWICE,
    'chart/templates/tests/pod.yaml': 'kind: {{ .Values.kind }}\n',
    'plain/templates/service.yaml': TWICE,
  });
  const { stdout } = meshlint(folder, ['-f', 'json', '--no-config', '--no-render']);
  const { findings, summary } = JSON.parse(stdout);
  expect(findings.map(({ file }: { file: string }) => file)).toEqual([
    'plain/templates/service.yaml',
  ]);
  expect(summary.skipped).toEqual([
    { file: 'chart/templates/service.yaml', reason: 'helm-template' },
    { file: 'chart/templates/tests/pod.yaml', reason: 'helm-template' },
  ]);
});
