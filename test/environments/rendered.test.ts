import assert from 'node:assert/strict';
import { test } from 'vitest';
import { withTrees } from '../../src/environments/kustomize/inputs.ts';
import { valueAt } from '../../src/environments/kustomize/json-patch.ts';
import { renderedObjects } from '../../src/environments/kustomize/kustomize.ts';
import { readFacts } from '../../src/facts/read.ts';
import { readTrees } from '../../src/facts/read-trees.ts';
import { textIn, textOf, viewOf } from '../../src/parse/yaml/tree.ts';
import { DEPLOYMENT, SERVICE } from './objects.ts';

type Project = Readonly<Record<string, string>>;

interface Case {
  readonly about: string;
  readonly project: Project;
  /** What kustomize would print for the only root. */
  readonly rendered: string;
  readonly kind: string;
  readonly path: string;
  readonly value: string;
  /** The file, and the words at the place. */
  readonly at: string;
}

const PLAIN: Project = {
  'kustomization.yaml':
    'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: [a.yaml]\nnamespace: shop\n',
  'a.yaml': SERVICE,
};

/** As kustomize prints it: sorted keys, in its own style. */
const PRINTED = `apiVersion: v1
kind: Service
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: a.yaml
  labels:
    app: web
  name: web
  namespace: shop
spec:
  ports:
  - name: http
    port: 80
  - name: admin
    port: 81
  selector:
    app: web
  type: LoadBalancer
`;

const NGINX = 'server {\n  location / { proxy_pass http://api; }\n}\n';

const CASES: readonly Case[] = [
  {
    about: 'a field that nothing changed',
    project: PLAIN,
    rendered: PRINTED,
    kind: 'Service',
    path: 'spec/type',
    value: 'LoadBalancer',
    at: 'a.yaml: LoadBalancer',
  },
  {
    about: 'a namespace that the kustomization sets',
    project: PLAIN,
    rendered: PRINTED,
    kind: 'Service',
    path: 'metadata/namespace',
    value: 'shop',
    at: 'kustomization.yaml: shop',
  },
  {
    about: 'an item of a list whose order has changed',
    project: PLAIN,
    rendered: PRINTED.replace(
      '  - name: http\n    port: 80\n  - name: admin\n    port: 81\n',
      '  - name: admin\n    port: 81\n  - name: http\n    port: 80\n',
    ),
    kind: 'Service',
    path: 'spec/ports/1/port',
    value: '80',
    at: 'a.yaml: 80',
  },
  {
    about: 'a value that only the renderer knows stands where the sources have another one',
    project: PLAIN,
    rendered: PRINTED.replace('type: LoadBalancer', 'type: NodePort'),
    kind: 'Service',
    path: 'spec/type',
    value: 'NodePort',
    at: 'a.yaml: LoadBalancer',
  },
  {
    about: 'a field of which the sources know nothing is shown at the name of the object',
    project: PLAIN,
    rendered: `${PRINTED}  externalTrafficPolicy: Local\n`,
    kind: 'Service',
    path: 'spec/externalTrafficPolicy',
    value: 'Local',
    at: 'a.yaml: web',
  },
  {
    about: 'an object that a transformer has renamed is known by its origin',
    project: PLAIN,
    rendered: PRINTED.replace('  name: web\n', '  name: prod-web\n'),
    kind: 'Service',
    path: 'metadata/name',
    value: 'prod-web',
    at: 'a.yaml: web',
  },
  {
    about: 'an object that comes from nowhere is shown where the kustomization begins',
    project: PLAIN,
    rendered: 'apiVersion: v1\nkind: Secret\nmetadata: { name: made }\n',
    kind: 'Secret',
    path: 'metadata/name',
    value: 'made',
    at: 'kustomization.yaml: kind',
  },
  {
    about: 'names of what generators make, and references to them, have no hash',
    project: {
      'kustomization.yaml':
        'resources: [d.yaml]\nconfigMapGenerator: [{ name: settings, literals: [A=1] }]\n',
      'd.yaml': DEPLOYMENT,
    },
    rendered: `apiVersion: v1
kind: ConfigMap
metadata: { name: settings-abcdefgh12 }
data: { A: "1" }
---
${DEPLOYMENT.replaceAll('name: settings', 'name: settings-abcdefgh12')}`,
    kind: 'Deployment',
    path: 'spec/template/spec/containers/0/envFrom/0/configMapRef/name',
    value: 'settings',
    at: 'd.yaml: settings',
  },
  {
    about: 'a generated text is the file it comes from',
    project: {
      'kustomization.yaml': 'configMapGenerator: [{ name: web, files: [web.conf] }]\n',
      'web.conf': NGINX,
    },
    rendered: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web-abcdefgh12 }\ndata:\n  web.conf: ${JSON.stringify(NGINX)}\n`,
    kind: 'ConfigMap',
    path: 'data/web.conf',
    value: NGINX,
    at: `web.conf: ${NGINX}`,
  },
];

for (const { about, project, rendered, kind, path, value, at } of CASES) {
  test(about, () => {
    const files = Object.entries(project).map(([file, text]) => readFacts(file, text));
    const trees = readTrees('rendered.yaml', rendered).documents;
    const objects = renderedObjects(
      withTrees(files, (file) => project[file]),
      '',
      trees,
    );
    const object = objects.find(({ tree }) => textIn(tree, 'kind') === kind);
    const field = object && valueAt(object.tree, path.split('/'));
    assert.ok(field);
    const place = viewOf(field).at;
    assert.equal(textOf(field), value);
    const words = (project[place.file] ?? '').slice(place.start, place.end);
    assert.equal(`${place.file}: ${words}`, at);
    assert.equal(textIn(object.tree, 'metadata', 'annotations'), undefined);
  });
}
