import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { folderWith, found, meshlint, SERVICE } from './run.ts';

const hasHelm = spawnSync('helm', ['version']).status === 0;
const skipped = hasHelm ? '' : ' (skipped: no helm)';

const CHART = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': 'hosts: [api.paywell.io]\nlabels: {}\nmesh: true\n',
  'shop/values-test.yaml': 'hosts:\n  - test.paywell.io\n',
  'shop/templates/_helpers.tpl': '{{ define "shop.name" }}\nshop\n{{ end }}\n',
  'shop/templates/deployment.yaml': `{{- /* the
application */ -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . | trim }}
  namespace: {{ .Release.Namespace }}
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata:
      annotations:
        checksum: {{ include (print $.Template.BasePath "/config.yaml") . | sha256sum }}
      labels:
        app: shop
        {{- if .Values.mesh }}
        sidecar.istio.io/inject: "true"
        {{- end }}
    spec:
      containers:
        - name: shop
          image: shop
          env:
            - name: TRACKING_URL
              value: https://collect.trackwell.io/v1
            {{- range .Values.hosts }}
            - name: PAYMENT_URL
              value: "https://{{ . }}/v1"
            {{- end }}
`,
  'shop/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: config }
data:
  a: {{ .Values.labels | toYaml | quote }}
`,
};

const ONLY = ['--only', 'missing-service-entry,not-rendered', '--no-config'];

test.skipIf(!hasHelm)(`a chart is judged with each of its values${skipped}`, () => {
  const folder = folderWith(CHART);
  const { stdout } = meshlint(folder, ['-f', 'json', ...ONLY]);
  const { environments, findings } = JSON.parse(stdout);
  expect(environments).toEqual([
    { name: 'shop', from: 'chart', files: 3, rendered: true },
    { name: 'shop (values-test.yaml)', from: 'chart', files: 3, rendered: true },
  ]);
  type Found = { file: string; start: { line: number }; message: string; environments: string[] };
  expect(
    findings.map(({ file, start, message, environments: where }: Found) => [
      `${file}:${start.line}`,
      /calls (\S+)/.exec(message)?.[1],
      where.length,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['shop/templates/deployment.yaml:25', 'collect.trackwell.io:443', 2],
      ['shop/templates/deployment.yaml:28', 'api.paywell.io:443', 1],
      ['shop/templates/deployment.yaml:28', 'test.paywell.io:443', 1],
    ]),
  );
  expect(findings).toHaveLength(3);
  expect(found(folder, [...ONLY, '--no-render'])).toEqual([]);
});

test.skipIf(!hasHelm)(
  `a chart that is not whole is left alone, a broken one told of${skipped}`,
  () => {
    const folder = folderWith({
      ...CHART,
      'shop/Chart.yaml': `${CHART['shop/Chart.yaml']}dependencies:\n  - { name: redis, version: 1.0.0, repository: "https://charts.example.com" }\n`,
      'other/Chart.yaml': 'apiVersion: v2\nname: other\nversion: 1.0.0\n',
      'other/templates/a.yaml': 'a: {{ fail "set a\\u001b value" }}\n',
    });
    const { stdout, code } = meshlint(folder, ['-f', 'concise', ...ONLY]);
    expect(stdout).toContain(
      'shop/Chart.yaml:4:1: info[not-rendered] not in charts/, so Helm cannot render this: "redis"\n',
    );
    expect(stdout).toMatch(
      /^other\/Chart\.yaml:2:1: info\[not-rendered\] Helm cannot render this: .*set a/m,
    );
    expect(stdout).not.toContain('\u001b');
    expect(code).toBe(0);
  },
);

test.skipIf(!hasHelm)(
  `a release of Argo CD has its values, its name and its namespace${skipped}`,
  () => {
    const folder = folderWith({
      ...CHART,
      'argocd/shop.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  source: { path: shop, helm: { releaseName: front, valueFiles: [values-test.yaml] } }
  destination: { namespace: front }
`,
    });
    const { environments, findings } = JSON.parse(meshlint(folder, ['-f', 'json', ...ONLY]).stdout);
    const names = environments.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['shop (argocd/shop.yaml)', 'shop']);
    const messages = findings.map(({ message }: { message: string }) => message).join('\n');
    expect(messages).toContain('Deployment front/shop calls test.paywell.io:443');
  },
);

test('what is piped in says which template made it', () => {
  const object = (name: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  name: twice\n`;
  const input = `---\n# Source: shop/templates/a.yaml\n${object('a')}---\n# Source: shop/templates/b.yaml\n${object('b')}---\n${object('c')}`;
  const { stdout } = meshlint(folderWith({}), ['-f', 'json', '-', '--only', 'duplicate-key'], {
    input,
  });
  const { findings } = JSON.parse(stdout);
  type Related = { message: string; start: { line: number } };
  const told = findings.map(({ related }: { related: readonly Related[] }) =>
    related.map(({ message, start }) => `${start.line}: ${message}`),
  );
  expect(told).toEqual([
    ['2: made by shop/templates/a.yaml'],
    ['9: made by shop/templates/b.yaml'],
    [],
  ]);
});

/** Two hosts that only the chart may have, and one that it surely has not. */
const ROUTES = ['shop-web', 'shop-webb', 'bakery']
  .map(
    (host) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${host}, namespace: shop }
spec:
  hosts: [${host}]
  http: [{ route: [{ destination: { host: ${host} } }] }]
`,
  )
  .join('');

const WITH_ROUTES = {
  ...CHART,
  'shop/templates/web.yaml': SERVICE.replace('name: shop', 'name: {{ .Chart.Name }}-web'),
  'routes.yaml': `${SERVICE}${ROUTES}`,
};

const HOSTS = ['--only', 'unknown-host', '--no-config', '-f', 'concise'];

test('a chart that is not rendered may have the Services whose names hold its own', () => {
  const { stdout } = meshlint(folderWith(WITH_ROUTES), [...HOSTS, '--no-render']);
  expect(stdout).toContain('routes to "bakery"');
  expect(stdout).not.toContain('shop-web');
});

test.skipIf(!hasHelm)(`one that is rendered has those that it makes alone${skipped}`, () => {
  const { stdout } = meshlint(folderWith(WITH_ROUTES), HOSTS);
  expect(stdout).toContain('routes to "bakery"');
  expect(stdout).toContain('routes to "shop-webb"');
  expect(stdout).not.toContain('routes to "shop-web"');
});

test.skipIf(!hasHelm)(`templates that are rendered are not skipped${skipped}`, () => {
  const folder = folderWith(CHART);
  expect(meshlint(folder, HOSTS).stderr).not.toContain('skipped');
  expect(meshlint(folder, [...HOSTS, '--no-render']).stderr).toContain(
    'skipped: 3 Helm templates (judged where helm is installed)\n  shop (3 Helm templates)\n',
  );
});
