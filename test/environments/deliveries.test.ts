import { expect, test } from 'vitest';
import { deliveredBy } from '../../src/environments/deliveries.ts';
import { environmentsOf } from '../../src/environments/environments.ts';
import { withTrees } from '../../src/environments/kustomize/inputs.ts';
import { readFacts } from '../../src/facts/read.ts';

type Project = Readonly<Record<string, string>>;

function facts(project: Project) {
  const files = Object.entries(project).map(([file, text]) => readFacts(file, text));
  return withTrees(files, (file) => project[file]);
}

function argo(source: string, namespace = 'shop'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web, namespace: argocd }
spec:
  source: ${source}
  destination: { namespace: ${namespace} }
`;
}

function flux(path: string, namespace: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: web }
spec: { path: ${path}, targetNamespace: ${namespace} }
`;
}

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: front }
spec:
  releaseName: web
  chart: { spec: { chart: ./charts/web, valuesFiles: [./charts/web/values-prod.yaml] } }
`;

const HELMFILE = `releases:
  - { name: web, namespace: shop, chart: ../charts/web, values: [prod.yaml] }
  - { name: redis, chart: bitnami/redis }
`;

test.each([
  ['a folder', { 'a.yaml': argo('{ path: k8s/web }') }, ['k8s/web shop web:-']],
  [
    'a chart with values, also from elsewhere',
    {
      'a.yaml': argo(
        '{ path: charts/web, helm: { releaseName: w, valueFiles: [p.yaml, ../q.yaml] } }',
      ),
    },
    ['charts/web shop w:charts/web/p.yaml,charts/q.yaml'],
  ],
  ['a chart of Flux', { 'a.yaml': RELEASE }, ['charts/web front web:charts/web/values-prod.yaml']],
  [
    'releases of a helmfile',
    { 'deploy/helmfile.yaml': HELMFILE },
    ['charts/web shop web:deploy/prod.yaml'],
  ],
  ['the project as a whole', { 'a.yaml': argo('{ path: . }') }, []],
  [
    'values of another repository',
    { 'a.yaml': argo('{ path: c, helm: { valueFiles: [https://x/y] } }') },
    [],
  ],
  [
    'names that a program could take for flags',
    { 'a.yaml': argo('{ path: c, helm: { releaseName: "--post-renderer=x" } }', '"-n"') },
    ['c - web:-'],
  ],
  [
    'an Application of another kind',
    { 'a.yaml': argo('{ path: c }').replace('argoproj.io', 'app.k8s.io') },
    [],
  ],
] as const)('what is applied: %s', (_about, project, expected) => {
  const told = deliveredBy(facts(project)).map(({ folder, values, delivery }) => {
    const { namespace = '-', release = 'web' } = delivery;
    return `${folder} ${namespace} ${release}:${values.join() || '-'}`;
  });
  expect(told).toEqual(expected);
});

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n';
const NAMED = 'apiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: other }\n';

test.each([
  [
    'objects of a kustomization without a namespace get that of the Application',
    {
      'a.yaml': argo('{ path: overlay }'),
      'overlay/kustomization.yaml': 'resources: [p.yaml, q.yaml]\n',
      'overlay/p.yaml': POD,
      'overlay/q.yaml': NAMED,
    },
    ['other/api', 'shop/web'],
  ],
  [
    'targetNamespace of Flux goes before',
    {
      'a.yaml': flux('./overlay', 'front'),
      'overlay/kustomization.yaml': 'resources: [q.yaml]\n',
      'overlay/q.yaml': NAMED,
    },
    ['front/api'],
  ],
  [
    'plain files of the folder, and not those below',
    {
      'a.yaml': argo('{ path: k8s }'),
      'k8s/p.yaml': POD,
      'k8s/below/q.yaml': POD.replace('web', 'low'),
    },
    ['/low', 'shop/web'],
  ],
  [
    'plain files below, where it says so',
    { 'a.yaml': argo('{ path: k8s, directory: { recurse: true } }'), 'k8s/below/p.yaml': POD },
    ['shop/web'],
  ],
  [
    'two that differ say nothing',
    {
      'a.yaml': argo('{ path: k8s }'),
      'b.yaml': argo('{ path: k8s }', 'front'),
      'k8s/p.yaml': POD,
    },
    ['/web'],
  ],
] as const)('%s', (_about, project, expected) => {
  const environments = environmentsOf(facts(project), { clusters: [], whole: false });
  const names = environments.flatMap(({ files }) =>
    files.flatMap(({ resources }) =>
      resources.map(({ namespace, name }) => `${namespace}/${name}`),
    ),
  );
  expect(names.sort()).toEqual(expected);
});
