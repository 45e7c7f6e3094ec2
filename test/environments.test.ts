import { expect, test } from 'vitest';
import { environmentsOf } from '../src/environments/environments.ts';
import { withTrees } from '../src/environments/kustomize/inputs.ts';
import { readFacts } from '../src/facts/read.ts';

function service(name: string, namespace = ''): string {
  const place = namespace === '' ? '' : `\n  namespace: ${namespace}`;
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}${place}\n`;
}

function readAll(project: Record<string, string>) {
  const files = Object.entries(project).map(([file, text]) => readFacts(file, text));
  return withTrees(files, (file) => project[file]);
}

/** Environments as `name: file file`, for projects given as path and text. */
function split(project: Record<string, string>, clusters: { name: string; path: string }[] = []) {
  const files = readAll(project);
  return environmentsOf(files, { clusters, whole: false }).map(
    ({ name, files: own }) => `${name}: ${own.map(({ file }) => file).join(' ')}`,
  );
}

/** Objects of the first environment as `kind namespace/name`. */
function objects(project: Record<string, string>): string[] {
  const files = readAll(project);
  const [first] = environmentsOf(files, { clusters: [], whole: false });
  return (first?.files ?? []).flatMap((file) =>
    file.resources.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
  );
}

test.each([
  {
    about: 'folders without a clash are one environment',
    project: { 'a/x.yaml': service('x'), 'b/y.yaml': service('y') },
    expected: ['.: a/x.yaml b/y.yaml'],
  },
  {
    about:
      'siblings that declare the same object are variants, and share what clashes with nothing',
    project: {
      'dev/x.yaml': service('x'),
      'prod/x.yaml': service('x'),
      'common/y.yaml': service('y'),
    },
    expected: ['dev: common/y.yaml dev/x.yaml', 'prod: common/y.yaml prod/x.yaml'],
  },
  {
    about: 'folders that hold the same variants are joined by name',
    project: {
      'apps/dev/x.yaml': service('x'),
      'apps/prod/x.yaml': service('x'),
      'istio/dev/z.yaml': service('z'),
      'istio/prod/z.yaml': service('z'),
      'shared/y.yaml': service('y'),
    },
    expected: [
      'apps/dev: apps/dev/x.yaml istio/dev/z.yaml shared/y.yaml',
      'apps/prod: apps/prod/x.yaml istio/prod/z.yaml shared/y.yaml',
    ],
  },
  {
    about: 'in a collection only the files of the folder itself are common',
    project: {
      'a/dev/x.yaml': service('x'),
      'a/prod/x.yaml': service('x'),
      'b/test/z.yaml': service('z'),
      'b/live/z.yaml': service('z'),
      'c/y.yaml': service('y'),
      'w.yaml': service('w'),
    },
    expected: [
      'a/dev: a/dev/x.yaml w.yaml',
      'a/prod: a/prod/x.yaml w.yaml',
      'b/test: b/test/z.yaml w.yaml',
      'b/live: b/live/z.yaml w.yaml',
      'c: c/y.yaml w.yaml',
    ],
  },
  {
    about: 'files of one folder that clash are variants, the others common',
    project: { 'v1.yaml': service('x'), 'v2.yaml': service('x'), 'y.yaml': service('y') },
    expected: ['v1.yaml: v1.yaml y.yaml', 'v2.yaml: v2.yaml y.yaml'],
  },
  {
    about: 'the files of a folder stay together against a folder below it',
    project: { 'x.yaml': service('x'), 'y.yaml': service('y'), 'after/x.yaml': service('x') },
    expected: ['.: x.yaml y.yaml', 'after: after/x.yaml'],
  },
  {
    about: 'the same name in another namespace is no clash',
    project: { 'a/x.yaml': service('x', 'one'), 'b/x.yaml': service('x', 'two') },
    expected: ['.: a/x.yaml b/x.yaml'],
  },
  {
    about: 'a Namespace declared by every part tells no variants apart',
    project: {
      'a/n.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      'b/n.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
    },
    expected: ['.: a/n.yaml b/n.yaml'],
  },
  {
    about: 'a templated name is no identity',
    project: { 'a/x.yaml': service('${NAME}'), 'b/x.yaml': service('${NAME}') },
    expected: ['.: a/x.yaml b/x.yaml'],
  },
  {
    about: 'each kustomization root with what it references; the base alone is none',
    project: {
      'base/kustomization.yaml': 'resources: [x.yaml]\n',
      'base/x.yaml': service('x'),
      'overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
      'overlays/prod/kustomization.yaml': 'resources: [../../base, y.yaml]\n',
      'overlays/prod/y.yaml': service('y'),
    },
    expected: ['overlays/dev: base/x.yaml', 'overlays/prod: base/x.yaml overlays/prod/y.yaml'],
  },
  {
    about: 'what no manifest is belongs to every environment',
    project: {
      'dev/x.yaml': service('x'),
      'prod/x.yaml': service('x'),
      'app/requirements.txt': 'flask==1.0\n',
    },
    expected: ['dev: dev/x.yaml app/requirements.txt', 'prod: prod/x.yaml app/requirements.txt'],
  },
])('$about', ({ project, expected }) => {
  expect(split(project)).toEqual(expected);
});

test('clusters the user names go before the layout', () => {
  const project = { 'west/x.yaml': service('x'), 'east/x.yaml': service('x') };
  expect(split(project, [{ name: 'one', path: 'west' }])).toEqual(['one: west/x.yaml']);
});

test('a kustomization changes namespace and names, and the references it knows', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: old }
spec:
  volumes: [{ name: c, configMap: { name: config } }]
`;
  const project = {
    'kustomization.yaml':
      'resources: [pod.yaml]\nnamespace: shop\nnamePrefix: prod-\nconfigMapGenerator: [{ name: config, files: [app.ini] }]\n',
    'pod.yaml': pod,
  };
  expect(objects(project)).toEqual(['Pod shop/prod-web', 'ConfigMap shop/prod-config']);
  const files = readAll(project);
  const [environment] = environmentsOf(files, { clusters: [], whole: false });
  const [resource] = environment?.files[0]?.resources ?? [];
  expect(resource).toMatchObject({
    written: { name: 'web', namespace: 'old' },
    volumes: [{ sources: [{ kind: 'ConfigMap', name: 'prod-config' }] }],
  });
});

test('patch files are no objects, and cycles of bases end', () => {
  const project = {
    'a/kustomization.yaml': 'resources: [../b]\npatchesStrategicMerge: [patch.yaml]\n',
    'a/patch.yaml': service('x'),
    'b/kustomization.yaml': 'resources: [../a, y.yaml]\n',
    'b/y.yaml': service('y'),
    'c/kustomization.yaml': 'resources: [../a]\n',
  };
  expect(objects(project)).toEqual(['Service /y']);
});

test('a patch sets and takes away labels and annotations', () => {
  const namespace = (labels: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: ${labels}\n`;
  const project = {
    'kustomization.yaml': 'resources: [namespace.yaml]\npatches: [{ path: patch.yaml }]\n',
    'namespace.yaml': namespace('{ istio-injection: enabled, team: a }'),
    'patch.yaml': namespace('{ istio-injection: null, istio.io/rev: stable }'),
  };
  const files = readAll(project);
  const [environment] = environmentsOf(files, { clusters: [], whole: false });
  const [resource] = environment?.files[0]?.resources ?? [];
  expect(resource?.labels.map(({ key, value }) => `${key.value}=${value.value}`)).toEqual([
    'team=a',
    'istio.io/rev=stable',
  ]);
});

test('only Chart.yaml makes a folder a chart; the files beside it tell of its dependencies', () => {
  const project = {
    'charts/mesh/Chart.yaml': 'name: mesh\nversion: 0.1.0\n',
    'charts/mesh/requirements.yaml': 'dependencies:\n  - name: istio\n    version: 1.5.8\n',
    'charts/mesh/Chart.lock': 'dependencies:\n  - name: istio\n    version: 1.5.8\n',
    'charts/mesh/values.yaml': 'global:\n  mtls:\n    enabled: true\n',
    'roles/requirements.yaml': '- src: some.role\n',
    'roles/x.yaml': service('x'),
  };
  const [chart, ...others] = split(project);
  expect(chart).toMatch(/^charts\/mesh: .*charts\/mesh\/values.yaml/);
  expect(others).toHaveLength(1);
});

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\n';
const RULES =
  'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: default, namespace: shop }\n';

test.each([
  {
    about: 'what Istio is told of a namespace is put to the pods that are there',
    project: {
      'k8s/dev/kustomization.yaml': 'resources: [pod.yaml]\n',
      'k8s/dev/pod.yaml': POD,
      'k8s/prod/kustomization.yaml': 'resources: [pod.yaml]\n',
      'k8s/prod/pod.yaml': POD,
      'istio/rules.yaml': RULES,
    },
    expected: [
      'k8s/dev: k8s/dev/pod.yaml istio/rules.yaml',
      'k8s/prod: k8s/prod/pod.yaml istio/rules.yaml',
    ],
  },
  {
    about: 'of several the one of the same name',
    project: {
      'k8s/dev/kustomization.yaml': 'resources: [pod.yaml]\n',
      'k8s/dev/pod.yaml': POD,
      'istio/dev/kustomization.yaml': 'resources: [rules.yaml]\n',
      'istio/dev/rules.yaml': RULES,
      'istio/prod/kustomization.yaml': 'resources: [rules.yaml]\n',
      'istio/prod/rules.yaml': RULES,
    },
    expected: [
      'istio/prod: istio/prod/rules.yaml',
      'k8s/dev: k8s/dev/pod.yaml istio/dev/rules.yaml',
    ],
  },
  {
    about: 'not where both declare the same object, or the namespace is every cluster’s',
    project: {
      'k8s/kustomization.yaml': 'resources: [pod.yaml, rules.yaml]\n',
      'k8s/pod.yaml': POD,
      'k8s/rules.yaml': RULES,
      'istio/rules.yaml': RULES,
      'other/kustomization.yaml': 'resources: [pod.yaml]\n',
      'other/pod.yaml': POD.replace('shop', 'default'),
    },
    expected: ['k8s: k8s/pod.yaml k8s/rules.yaml', 'other: other/pod.yaml', '.: istio/rules.yaml'],
  },
])('$about', ({ project, expected }) => {
  expect(split(project).sort()).toEqual(expected.toSorted());
});

test('a word that kustomize makes is marked as made, one that a file writes is not', () => {
  const project = {
    'kustomization.yaml':
      'resources: [pod.yaml]\nnamespace: shop\nnamePrefix: x-\ncommonLabels: { tier: front }\nimages: [{ name: web, newTag: v2 }]\n',
    'pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: web }] }\n',
  };
  const [environment] = environmentsOf(readAll(project), { clusters: [], whole: false });
  const [pod] = environment?.files[0]?.resources ?? [];
  expect(pod?.at.made).toBe(true);
  expect(pod?.labels[0]?.value.at.made).toBe(undefined);
  expect(pod?.type === 'Workload' && pod.containers[0]?.image?.at.made).toBe(true);
  expect(pod?.type === 'Workload' && pod.containers[0]?.name).toBe('web');
});
