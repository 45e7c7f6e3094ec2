import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withTrees } from '../../src/environments/kustomize/inputs.ts';
import { valueAt } from '../../src/environments/kustomize/json-patch.ts';
import { composeAll } from '../../src/environments/kustomize/kustomize.ts';
import { readFacts } from '../../src/facts/read.ts';
import { readTrees } from '../../src/facts/read-trees.ts';
import { type Tree, textIn, viewOf } from '../../src/parse/yaml/tree.ts';
import { DEPLOYMENT, SERVICE } from './objects.ts';
import { PROJECTS } from './projects.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const skipped = hasKubectl ? '' : ' (skipped: no kubectl)';
const folder = mkdtempSync(join(tmpdir(), 'meshlint-kustomize-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The objects of the project's only root. */
function compose(project: Readonly<Record<string, string>>): Tree[] {
  const files = Object.entries(project).map(([file, text]) => readFacts(file, text));
  const [root] = composeAll(withTrees(files, (file) => project[file]));
  return (root?.objects ?? []).map(({ tree }) => tree);
}

/** By kind and name, since kustomize has an order of its own. */
function plain(trees: readonly Tree[]): Map<string, unknown> {
  return new Map(
    trees.map((tree) => {
      const view = viewOf(tree);
      const name = view.get('metadata').get('name').text()?.value;
      return [`${view.get('kind').text()?.value} ${name}`, view.plain()];
    }),
  );
}

/** Values of Secrets are nobody's business: they are not encoded as kustomize would. */
function withoutSecrets(objects: Map<string, unknown>): unknown[] {
  return [...objects].filter(([name]) => !name.startsWith('Secret ')).sort();
}

for (const [index, { about, project, expected }] of PROJECTS.entries()) {
  test(`${about}`, () => {
    const made = plain(compose(project));
    for (const [name, fields] of Object.entries(expected)) {
      if (fields === undefined) expect(made.has(name)).toBe(false);
      else expect(made.get(name)).toMatchObject(fields);
    }
  });

  test.skipIf(!hasKubectl)(`kustomize itself: ${about}${skipped}`, () => {
    const path = join(folder, `${index}`);
    for (const [file, text] of Object.entries(project)) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    }
    const root = 'kustomization.yaml' in project ? path : join(path, 'overlay');
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', root], {
      encoding: 'utf8',
    });
    expect(`${status} ${stderr}`).toMatch(/^0/);
    const rendered = plain(readTrees('rendered.yaml', stdout).documents);
    const composed = plain(compose(project));
    expect([...rendered.keys()].sort()).toEqual([...composed.keys()].sort());
    expect(withoutSecrets(rendered)).toEqual(withoutSecrets(composed));
  });
}

/** The text at the place of a field, and its file; an item of a list is named by its index. */
function writtenAt(
  project: Readonly<Record<string, string>>,
  kind: string,
  path: readonly string[],
): string {
  const tree = compose(project).find((each) => textIn(each, 'kind') === kind);
  const field = tree && valueAt(tree, path);
  if (!field) return 'nowhere';
  const { at } = viewOf(field);
  return `${at.file}: ${(project[at.file] ?? '').slice(at.start, at.end)}`;
}

const PLACES: readonly {
  readonly about: string;
  readonly project: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly path: readonly string[];
  readonly at: string;
}[] = [
  {
    about: 'what nothing changes is where the object writes it',
    project: { 'kustomization.yaml': 'resources: [a.yaml]\nnamespace: shop\n', 'a.yaml': SERVICE },
    kind: 'Service',
    path: ['spec', 'type'],
    at: 'a.yaml: LoadBalancer',
  },
  {
    about: 'a namespace is where the kustomization says it',
    project: { 'kustomization.yaml': 'resources: [a.yaml]\nnamespace: shop\n', 'a.yaml': SERVICE },
    kind: 'Service',
    path: ['metadata', 'namespace'],
    at: 'kustomization.yaml: shop',
  },
  {
    about: 'a name with a prefix is where the object has its name',
    project: { 'kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: x-\n', 'a.yaml': SERVICE },
    kind: 'Service',
    path: ['metadata', 'name'],
    at: 'a.yaml: web',
  },
  {
    about: 'a value that an inline patch sets is in the patch',
    project: {
      'kustomization.yaml': `resources: [a.yaml]
patches:
  - patch: |-
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        type: ClusterIP
`,
      'a.yaml': SERVICE,
    },
    kind: 'Service',
    path: ['spec', 'type'],
    at: 'kustomization.yaml: ClusterIP',
  },
  {
    about: 'a value of an operation is in the file of operations',
    project: {
      'kustomization.yaml':
        'resources: [a.yaml]\npatches: [{ path: p.yaml, target: { kind: Service } }]\n',
      'a.yaml': SERVICE,
      'p.yaml': '- op: replace\n  path: /spec/type\n  value: NodePort\n',
    },
    kind: 'Service',
    path: ['spec', 'type'],
    at: 'p.yaml: NodePort',
  },
  {
    about: 'a text of operations on one line is shown as a whole',
    project: {
      'kustomization.yaml': `resources: [a.yaml]
patches:
  - target: { kind: Service }
    patch: '[{"op": "replace", "path": "/spec/type", "value": "NodePort"}]'
`,
      'a.yaml': SERVICE,
    },
    kind: 'Service',
    path: ['spec', 'type'],
    at: 'kustomization.yaml: [{"op": "replace", "path": "/spec/type", "value": "NodePort"}]',
  },
  {
    about: 'a line of a file of variables is in that file',
    project: {
      'kustomization.yaml': 'configMapGenerator: [{ name: c, envs: [vars.env] }]\n',
      'vars.env': '# hosts\nHOST=api.example.com\n',
    },
    kind: 'ConfigMap',
    path: ['data', 'HOST'],
    at: 'vars.env: api.example.com',
  },
  {
    about: 'an image with a new tag is where the tag is',
    project: {
      'kustomization.yaml': 'resources: [d.yaml]\nimages: [{ name: nginx, newTag: "1.27" }]\n',
      'd.yaml': DEPLOYMENT,
    },
    kind: 'Deployment',
    path: ['spec', 'template', 'spec', 'containers', '0', 'image'],
    at: 'kustomization.yaml: 1.27',
  },
  {
    about: 'what a patch does not say stays where the object writes it',
    project: {
      'kustomization.yaml': 'resources: [d.yaml]\npatches: [{ path: p.yaml }]\n',
      'd.yaml': DEPLOYMENT,
      'p.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web, env: [{ name: B, value: x }] }] } } }
`,
    },
    kind: 'Deployment',
    path: ['spec', 'template', 'spec', 'containers', '0', 'env', '1', 'value'],
    at: 'd.yaml: a',
  },
];

test.each(PLACES)('place: $about', ({ project, kind, path, at }) => {
  expect(writtenAt(project, kind, path)).toBe(at);
});

test('nginx text of a generated ConfigMap has its exact place in the file it comes from', () => {
  const nginx = 'server {\r\n  location / { proxy_pass http://api; }\r\n}\r\n';
  const project = {
    'kustomization.yaml': 'configMapGenerator: [{ name: c, files: [default.conf=web.conf] }]\n',
    'web.conf': nginx,
  };
  const [tree] = compose(project);
  assert.ok(tree);
  const embedded = viewOf(tree).get('data').get('default.conf').embedded();
  expect(embedded?.text).toBe(nginx);
  expect(embedded?.offset(nginx.indexOf('proxy_pass'))).toBe(nginx.indexOf('proxy_pass'));
});
