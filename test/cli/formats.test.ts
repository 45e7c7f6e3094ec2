import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { BROKEN, DEPLOYMENT, folderWith, meshlint, nginxConfigMap, SERVICE, TWICE } from './run.ts';

const NGINX = nginxConfigMap('listen 80;', 'location /api/ {', '  proxy_pass http://shop:80;', '}');

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: database
stringData:
  password: hunter2
  password: hunter3
`;

/** Findings with and without a fix, of a Secret, of a broken file; a template that is skipped. */
const PROJECT = {
  'package.json': '{}',
  'broken.yaml': BROKEN,
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/templates/service.yaml': '{{- if .Values.on }}\nkind: Service\n{{- end }}\n',
  'k8s/deployment.yaml': DEPLOYMENT,
  'k8s/nginx.yaml': NGINX,
  'k8s/secret.yaml': SECRET,
  'k8s/service.yaml': SERVICE,
  'twice.yaml': TWICE,
};

const ARGS = [
  '--no-render',
  '--only',
  'duplicate-key,unreadable-file,http10-proxy-pass',
  '--istio-version=1.20',
];

const SCHEMA = join(import.meta.dirname, '../../schemas/report.schema.json');
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

for (const format of ['full', 'concise']) {
  test(`-f ${format} is as it was`, async () => {
    const { stdout, code } = meshlint(folderWith(PROJECT), ['-f', format, ...ARGS]);
    expect(code).toBe(2);
    expect(stdout).not.toContain('hunter');
    await expect(stdout).toMatchFileSnapshot(`golden/${format}.txt`);
  });
}

test('-f json is as it was, and as its schema says', async () => {
  const { stdout } = meshlint(folderWith(PROJECT), ['-f', 'json', ...ARGS]);
  isValid(JSON.parse(stdout));
  expect(isValid.errors).toBe(null);
  const timeless = stdout.replace(/"milliseconds": \d+/, '"milliseconds": 0');
  await expect(timeless).toMatchFileSnapshot('golden/report.json');
});

test('the summary is as it was', async () => {
  const { stderr } = meshlint(folderWith(PROJECT), ['-f', 'concise', ...ARGS, '--statistics']);
  await expect(stderr.replace(/\d+\.\d\d s/, '0.00 s')).toMatchFileSnapshot('golden/summary.txt');
});

function gateway(name: string): string {
  return `apiVersion: networking.istio.io/v1beta1\nkind: Gateway\nmetadata:\n  name: ${name}\n`;
}

test('what is said of many objects is told once, and fixed in all', () => {
  const folder = folderWith({ 'a.yaml': gateway('a'), 'b.yaml': gateway('b') });
  const args = ['--only', 'older-api-version', '--istio-version=1.24', '-f', 'concise'];
  const { stdout, stderr } = meshlint(folder, args);
  expect(stdout).toMatch(
    /^a\.yaml:4:9: info\[older-api-version\] .* \(here and in 1 more place\)\n$/,
  );
  expect(stderr).toContain('0 errors, 0 warnings, 1 info, 1 that --fix would cure\n');
  const ignoring = gateway('a').replace(
    'name: a',
    'name: a # meshlint-ignore older-api-version: kept',
  );
  writeFileSync(join(folder, 'a.yaml'), ignoring);
  expect(meshlint(folder, args).stdout).toMatch(/^b\.yaml:4:9: .* networking\.istio\.io\/v1\n$/);
  writeFileSync(join(folder, 'a.yaml'), gateway('a'));
  expect(meshlint(folder, [...args, '--fix']).stdout).toBe('');
  for (const file of ['a.yaml', 'b.yaml']) {
    expect(readFileSync(join(folder, file), 'utf8')).toContain('networking.istio.io/v1\n');
  }
});

test('two runs say the same', () => {
  const folder = folderWith(PROJECT);
  const [first, second] = [1, 2].map(() => meshlint(folder, ['-f', 'full']).stdout);
  expect(first).toBe(second);
});

test('several formats, one of them on standard output', () => {
  const folder = folderWith(PROJECT);
  const { stdout } = meshlint(folder, [
    '-f',
    'json=out.json',
    '-f',
    'concise=out.txt',
    '-f',
    'full',
    ...ARGS,
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).schemaVersion).toBe(1);
  expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toContain('twice.yaml:5:3: warning');
  expect(stdout).toContain('--> twice.yaml:5:3');
  expect(meshlint(folder, ['-f', 'json=out.json', ...ARGS]).stdout).toBe('');
});

test('--min-severity hides, and the summary says how many', () => {
  const { stdout, stderr } = meshlint(folderWith({ 'a.yaml': TWICE }), [
    '--min-severity=error',
    ...ARGS,
  ]);
  expect(stdout).toBe('');
  expect(stderr).toContain('1 below --min-severity not shown');
});

test('--quiet leaves standard error empty, --timing and --statistics fill it', () => {
  const folder = folderWith({ 'a.yaml': TWICE });
  expect(meshlint(folder, ['--quiet']).stderr).toBe('');
  expect(meshlint(folder, ['--quiet', '--timing']).stderr).toMatch(
    /^read +\d+ ms\njudge +\d+ ms\n/,
  );
  expect(meshlint(folder, ['--quiet', '--statistics', ...ARGS]).stderr).toBe(
    '     1  duplicate-key\n',
  );
});

const ESCAPE = '\u001b[';
const COLORS: readonly [colored: boolean, args: readonly string[], env: Record<string, string>][] =
  [
    [false, [], {}],
    [true, ['--color', 'always'], { NO_COLOR: '1' }],
    [false, ['--color', 'never'], { FORCE_COLOR: '1' }],
    [true, [], { FORCE_COLOR: '1' }],
    [false, [], { FORCE_COLOR: '0' }],
    [false, [], { FORCE_COLOR: '1', NO_COLOR: '1' }],
  ];

for (const [colored, args, env] of COLORS) {
  test(`colours: ${colored} with ${[...args, JSON.stringify(env)].join(' ')}`, () => {
    const { stdout, stderr } = meshlint(folderWith({ 'a.yaml': TWICE }), args, { env });
    expect(stdout.includes(ESCAPE)).toBe(colored);
    expect(stderr.includes(ESCAPE)).toBe(colored);
  });
}

test('a Dockerfile alone is something to check', () => {
  expect(meshlint(folderWith({ Dockerfile: 'FROM nginx:1.25\n' }), ARGS).code).toBe(0);
});
