import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BROKEN, folderWith, found, meshlint, READING, SERVICE, TWICE } from './run.ts';

const GIT = { '.git/HEAD': '' };

test('what is wrong is told with its place, all at once, and nothing is checked', () => {
  const folder = folderWith({
    'meshlint.yaml': 'rulez: {}\nversions: {istio: old}\n',
    'a.yaml': TWICE,
  });
  expect(meshlint(folder, [])).toEqual({
    code: 2,
    stdout: '',
    stderr: `meshlint: meshlint.yaml:1:1: There is no setting "rulez" here, did you mean "rules"?
meshlint: meshlint.yaml:2:19: "old" cannot be a version; one is written like "1.27" or "1.27.3"
`,
  });
  expect(meshlint(folder, ['--no-config', ...READING]).code).toBe(1);
});

test('the nearest one counts, up to the top of the repository and no further', () => {
  const off = 'rules: {duplicate-key: off}\n';
  const folder = folderWith({
    'meshlint.yaml': 'broken: [\n',
    'repository/.git/HEAD': '',
    'repository/meshlint.yaml': off,
    'repository/a/b/a.yaml': TWICE,
    'repository/c/meshlint.json': '{"rules": {"duplicate-key": "error"}}',
    'repository/c/a.yaml': TWICE,
    'alone/a.yaml': TWICE,
  });
  const severities = (path: string, args: readonly string[] = []): string[] =>
    JSON.parse(
      meshlint(join(folder, path), ['-f', 'json', ...args, ...READING]).stdout,
    ).findings.map(({ severity }: { severity: string }) => severity);
  expect(severities('repository/a/b')).toEqual([]);
  expect(severities('repository/c')).toEqual(['error']);
  expect(severities('alone')).toEqual(['warning']);
  expect(severities('alone', ['../repository/c/a.yaml'])).toEqual(['error']);
  expect(severities('repository/c', ['--config', '../meshlint.yaml'])).toEqual([]);
});

const WRONG: readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  message: string,
][] = [
  ['that is not there', {}, ['--config', 'x.yaml'], 'meshlint: x.yaml: no such file'],
  ['that is a folder', { 'x/a.yaml': SERVICE }, ['--config', 'x'], 'meshlint: x: is no file'],
  [
    'beside another one',
    { 'meshlint.yaml': '', 'meshlint.json': '{}' },
    [],
    'only one of them can be the configuration',
  ],
  [
    'that cannot be read',
    { 'meshlint.yaml': BROKEN },
    [],
    'meshlint: meshlint.yaml:4:9: this is not valid YAML',
  ],
];

for (const [name, files, args, message] of WRONG) {
  test(`a configuration ${name} is a wrong use`, () => {
    const { code, stderr } = meshlint(folderWith({ 'a.yaml': SERVICE, ...files }), args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
}

test('flags go before it', () => {
  const folder = folderWith({
    'meshlint.yaml': `rules: {duplicate-key: off}
failOn: never
versions: {istio: 1.20}
overrides: [{paths: ["*.yaml"], rules: {duplicate-key: info}}]
`,
    'a.yaml': TWICE,
  });
  const json = (args: readonly string[]) =>
    JSON.parse(meshlint(folder, ['-f', 'json', ...args]).stdout);
  expect(json([]).targets.istio).toEqual({
    version: '1.20',
    from: 'versions in meshlint.yaml: 1.20',
  });
  expect(json([]).findings.map(({ severity }: { severity: string }) => severity)).toEqual(['info']);
  expect(meshlint(folder, ['--rule', 'duplicate-key=error']).code).toBe(0);
  const args = ['--rule', 'duplicate-key=error', '--fail-on', 'error', '--istio-version', '1.21'];
  expect(json(args).targets.istio.version).toBe('1.21');
  expect(json(args).findings[0].severity).toBe('error');
  expect(meshlint(folder, args).code).toBe(1);
});

test('paths are relative to it, from every folder', () => {
  const folder = folderWith({
    ...GIT,
    'meshlint.yaml': `exclude: [k8s/examples, "**/*.gen.yaml"]
overrides: [{paths: [k8s/legacy], rules: {duplicate-key: off}}]
`,
    'k8s/a.yaml': TWICE,
    'k8s/a.gen.yaml': TWICE,
    'k8s/examples/a.yaml': TWICE,
    'k8s/legacy/a.yaml': TWICE,
  });
  expect(found(folder, READING)).toEqual(['k8s/a.yaml:5 duplicate-key']);
  expect(found(join(folder, 'k8s'), READING)).toEqual(['a.yaml:5 duplicate-key']);
  expect(found(folder, ['k8s/examples/a.yaml', ...READING])).toEqual([
    'k8s/examples/a.yaml:5 duplicate-key',
  ]);
  expect(meshlint(join(folder, 'k8s'), ['show-files']).stdout).toBe('a.yaml\nlegacy/a.yaml\n');
});

test('a baseline and context of the configuration lie beside it', () => {
  const folder = folderWith({
    ...GIT,
    'meshlint.yaml': 'baseline: known.jsonl\ncontext: [cluster]\n',
    'cluster/a.yaml': TWICE,
    'k8s/a.yaml': TWICE,
  });
  const below = join(folder, 'k8s');
  expect(meshlint(below, READING).stderr).toContain(
    'known.jsonl: no such file; --update-baseline=',
  );
  expect(meshlint(below, ['--update-baseline', ...READING]).code).toBe(0);
  expect(found(below, READING)).toEqual([]);
  expect(found(folder, READING)).toEqual([]);
  expect(meshlint(folder, READING).code).toBe(0);
});

const ENTRY = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {istio-injection: enabled}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    image: api
    env: [{name: PAYMENTS_URL, value: "https://api.stripe.com/v1"}]
`;

test('settings of the mesh and known hosts change what rules say', () => {
  const said = (configuration: string): string[] =>
    found(folderWith({ 'meshlint.yaml': configuration, 'a.yaml': ENTRY }), [
      '--only=missing-service-entry',
    ]);
  const closed = 'mesh: {outboundTrafficPolicy: REGISTRY_ONLY}\n';
  expect(said('mesh: {outboundTrafficPolicy: ALLOW_ANY}\n')).toEqual([]);
  expect(said(closed)).toEqual(['a.yaml:14 missing-service-entry']);
  expect(said(`${closed}hosts: ["*.stripe.com"]\n`)).toEqual([]);
  expect(
    said(`${closed}rules: {missing-service-entry: {ignoreHosts: [api.stripe.com]}}\n`),
  ).toEqual([]);
});

test('environments of the configuration go before all others', () => {
  const folder = folderWith({
    'package.json': '{}',
    'meshlint.yaml': 'environments: [{name: production, paths: [overlays/prod, istio]}]\n',
    'base/kustomization.yaml': 'resources: [service.yaml]\n',
    'base/service.yaml': SERVICE,
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    'overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
    'istio/gateway.yaml':
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\n',
  });
  const { environments } = JSON.parse(meshlint(folder, ['-f', 'json']).stdout);
  expect(environments).toMatchObject([
    { name: 'production', from: 'config', files: 2 },
    { name: 'overlays/dev', from: 'kustomization', files: 1 },
  ]);
});

test('show-config prints what was understood', () => {
  const folder = folderWith({
    'meshlint.yaml': 'mesh: {mtls: STRICT}\nrules: {unrouted-host: off}\n',
  });
  const shown = JSON.parse(meshlint(folder, ['show-config']).stdout);
  expect(shown).toMatchObject({
    file: 'meshlint.yaml',
    mesh: { mtlsMode: 'STRICT' },
    severities: { 'unrouted-host': 'off' },
  });
  expect(JSON.parse(meshlint(folderWith({}), ['show-config']).stdout)).toMatchObject({
    file: null,
  });
});
