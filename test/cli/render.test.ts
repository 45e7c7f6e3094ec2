import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { git, plainEnvironment, put } from './repository.ts';
import { folderWith, meshlint, type Outcome } from './run.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const skipped = hasKubectl ? '' : ' (skipped: no kubectl)';

const APP = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, envFrom: [{ configMapRef: { name: settings } }] }] }
`;

const PROJECT = {
  'overlay/kustomization.yaml': 'namespace: shop\nresources: [../base, app.yaml]\n',
  'overlay/app.yaml': APP,
  'base/kustomization.yaml': 'resources: [service.yaml]\n',
  'base/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
};

interface Stage {
  readonly folder: string;
  /** What the stand-in has been told and has found around it, once for each start. */
  readonly starts: () => {
    readonly args: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly folder: string;
    readonly kustomization: string;
    readonly home: readonly string[];
  }[];
  readonly run: (...args: readonly string[]) => Outcome;
  /** What is left in the folder of temporary files. */
  readonly left: () => string[];
}

/**
 * A project, and a stand-in for kustomize that behaves as kustomize is documented to: it is called with `build` and a folder, writes
 * objects to standard output, and says on standard error why it cannot, with exit code 1.
 */
function stage(files: Readonly<Record<string, string>>, answer: string): Stage {
  const folder = folderWith(files);
  const around = folderWith({
    'bin/kustomize': `#!${process.execPath}
const { appendFileSync, readFileSync, readdirSync } = require('node:fs');
const { PATH, ...environment } = process.env;
appendFileSync(__dirname + '/../starts', JSON.stringify({
  args: process.argv.slice(2), folder: process.cwd(), environment: { PATH, ...environment },
  kustomization: readFileSync('kustomization.yaml', 'utf8'), home: readdirSync(environment.HOME),
}) + '\\n');
${answer}
`,
    'tmp/.keep': '',
  });
  chmodSync(join(around, 'bin/kustomize'), 0o755);
  const env = {
    ...plainEnvironment(),
    PATH: `${join(around, 'bin')}:/usr/bin:/bin`,
    TMPDIR: join(around, 'tmp'),
    SECRET_TOKEN: 'x',
  };
  const starts = join(around, 'starts');
  return {
    folder,
    starts: () =>
      existsSync(starts)
        ? readFileSync(starts, 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
    run: (...args) => meshlint(folder, ['--no-config', ...args], { env }),
    left: () => readdirSync(join(around, 'tmp')).filter((name) => name !== '.keep'),
  };
}

function printing(text: string): string {
  return `process.stdout.write(${JSON.stringify(text)});`;
}

/** Two keys of one name: what the renderer says may never be reported, for it has no place. */
const RENDERED = `${APP.replace('{ name: web }', '{ name: web, namespace: shop }')}`;

test('kustomize builds a copy, with nothing of the user around it', () => {
  const { run, starts, left, folder } = stage(PROJECT, printing(RENDERED));
  const { stdout } = run('-f', 'json');
  const [start, ...others] = starts();
  assert.ok(start);
  expect(others).toEqual([]);
  expect(start.args).toEqual(['build', '.']);
  expect(start.folder).not.toContain(folder);
  expect(start.kustomization).toContain('buildMetadata: [originAnnotations]');
  expect(start.home).toEqual([]);
  expect(start.environment).toMatchObject({ PATH: start.environment.HOME, LC_ALL: 'C' });
  expect(start.environment.https_proxy).toBe('http://127.0.0.1:9');
  expect(start.environment.SECRET_TOKEN).toBe(undefined);
  expect(readFileSync(join(folder, 'overlay/kustomization.yaml'), 'utf8')).not.toContain('build');
  expect(left()).toEqual([]);
  expect(JSON.parse(stdout).environments).toEqual([
    { name: 'overlay', from: 'kustomization', files: 1, rendered: true },
  ]);
});

test.each([
  ['--no-render', PROJECT, ['--no-render']],
  [
    'a remote base',
    { ...PROJECT, 'base/kustomization.yaml': 'resources: [https://x.test/y]\n' },
    [],
  ],
  ['helmCharts', { ...PROJECT, 'base/kustomization.yaml': 'helmCharts: [{ name: x }]\n' }, []],
  [
    'a file that is not here',
    { ...PROJECT, 'base/kustomization.yaml': 'resources: [a.yaml]\n' },
    [],
  ],
  ['files that are asked about lie elsewhere', { ...PROJECT, 'x/y.yaml': RENDERED }, ['x']],
] as const)('kustomize is not started: %s', (_about, files, args) => {
  const { run, starts, left, folder } = stage(files, printing(RENDERED));
  git(folder, 'init', '-q');
  expect(run('-f', 'json', ...args).code).toBeLessThan(2);
  expect(starts()).toEqual([]);
  expect(left()).toEqual([]);
});

test('kustomize is not started for a change: neither side of it need be on disk', () => {
  const { run, starts, folder } = stage(PROJECT, printing(RENDERED));
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'all');
  put(folder, { 'overlay/app.yaml': APP.replace('name: web', 'name: other') });
  expect(run('--changed-since', 'HEAD').code).toBeLessThan(2);
  expect(starts()).toEqual([]);
});

test('what is missing is said where it is named, and the rest is read', () => {
  const base = 'resources:\n  - service.yaml\n  - https://x.test/y\n';
  const { run } = stage({ ...PROJECT, 'base/kustomization.yaml': base }, printing(RENDERED));
  const { stdout, code } = run('-f', 'concise');
  expect(stdout).toContain(
    'base/kustomization.yaml:3:5: info[not-rendered] "https://x.test/y" is remote, or outside of the project: kustomize cannot build what takes it, so that is read from its sources\n',
  );
  expect(code).toBe(0);
});

test('a failure is told in the words of the program, which cannot reach the terminal as they are', () => {
  const words = 'Error: accumulating resources:\n  \u001b[31m/overlay/app.yaml is "wrong"\u0007\n';
  const { run, left } = stage(
    PROJECT,
    `process.stderr.write('# Warning: old\\n' + ${JSON.stringify(words)}.replace('/overlay', process.cwd())); process.exit(1);`,
  );
  const { stdout, code } = run('-f', 'concise');
  expect(stdout).toContain(
    'overlay/kustomization.yaml:1:1: info[not-rendered] kustomize cannot build this: accumulating resources: \\x1b[31mcopy/overlay/app.yaml is "wrong"\\x07',
  );
  expect(stdout).not.toContain('\u001b');
  expect(code).toBe(0);
  expect(left()).toEqual([]);
});

test('a program that cannot be built without its schemas gets the whole', () => {
  const crd =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec:\n  group: x\n';
  const { run, starts } = stage(
    { ...PROJECT, 'base/kustomization.yaml': 'resources: [crd.yaml]\n', 'base/crd.yaml': crd },
    `if (!readFileSync('../base/crd.yaml', 'utf8').includes('group')) process.exit(1);\n${printing(RENDERED)}`,
  );
  expect(JSON.parse(run('-f', 'json').stdout).environments[0].rendered).toBe(true);
  expect(starts()).toHaveLength(2);
});

test('--cache: what went in unchanged is not built again', () => {
  const { run, starts, folder } = stage(PROJECT, printing(RENDERED));
  const cache = folderWith({});
  const first = run('-f', 'json', '--cache', cache).stdout;
  const again = run('-f', 'json', '--cache', cache).stdout;
  expect(starts()).toHaveLength(1);
  const findings = (text: string): unknown => JSON.parse(text).findings;
  expect(findings(again)).toEqual(findings(first));
  put(folder, { 'base/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: b }\n' });
  run('--cache', cache);
  expect(starts()).toHaveLength(2);
});

const BLOCKED = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }" }
`;

/** A component that puts pods into the mesh, a generator whose ConfigMap names an outside host, a built-in transformer. */
const REAL = {
  ...PROJECT,
  'mesh.yaml': BLOCKED,
  'overlay/kustomization.yaml': `namespace: shop
resources: [../base, app.yaml]
components: [../mesh]
configMapGenerator: [{ name: settings, envs: [app.env] }]
transformers: [suffix.yaml]
`,
  'overlay/suffix.yaml':
    'apiVersion: builtin\nkind: SuffixTransformer\nmetadata: { name: s }\nsuffix: -blue\nfieldSpecs: [{ path: metadata/name }]\n',
  'overlay/app.env': 'PAYMENT_URL=https://api.paywell.io/v1\n',
  'mesh/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target: { kind: Deployment }
    patch: |-
      - { op: add, path: /spec/template/metadata/labels/sidecar.istio.io~1inject, value: "true" }
`,
};

test.skipIf(!hasKubectl)(`with kubectl: the host is found where it is written${skipped}`, () => {
  const folder = folderWith(REAL);
  const only = ['--only', 'missing-service-entry,not-rendered', '-f', 'concise', '--no-config'];
  const { stdout } = meshlint(folder, only);
  expect(stdout).toMatch(/^overlay\/app\.env:1:21: .*api\.paywell\.io.*$/m);
  expect(stdout).toContain('Deployment shop/web-blue');
  const plain = meshlint(folder, [...only, '--no-render']).stdout;
  expect(plain).toBe(stdout.replaceAll('web-blue', 'web').replaceAll('settings-blue', 'settings'));
});
