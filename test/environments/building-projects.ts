import { DEPLOYMENT, GATEWAY, INGRESS, SERVICE } from './objects.ts';
import type { KustomizeProject } from './projects.ts';

export const BUILDING: readonly KustomizeProject[] = [
  {
    about: 'a target chooses by pattern, label and annotation',
    project: {
      'kustomization.yaml': `resources: [a.yaml, b.yaml]
patches:
  - target: { kind: Service|Deployment, name: w.*, labelSelector: "app in (web, api),!tier" }
    patch: '[{"op": "add", "path": "/metadata/labels/one", "value": "yes"}]'
  - target: { kind: Deployment, labelSelector: app=web }
    patch: '[{"op": "add", "path": "/metadata/labels/two", "value": "yes"}]'
  - target: { kind: Service, name: eb }
    patch: '[{"op": "add", "path": "/metadata/labels/three", "value": "yes"}]'
`,
      'a.yaml': SERVICE,
      'b.yaml': DEPLOYMENT,
    },
    expected: { 'Service web': { metadata: { labels: { app: 'web', one: 'yes' } } } },
  },
  {
    about: 'namespace, prefix, suffix and the references to names',
    project: {
      'kustomization.yaml': `resources: [a.yaml, b.yaml, i.yaml, n.yaml]
namespace: shop
namePrefix: x-
nameSuffix: -y
configMapGenerator: [{ name: settings, literals: [A=1] }]
secretGenerator: [{ name: key, literals: [tls.key=x], type: kubernetes.io/tls }]
generatorOptions: { disableNameSuffixHash: true }
`,
      'a.yaml': SERVICE,
      'b.yaml': DEPLOYMENT,
      'i.yaml': INGRESS,
      'n.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: old }\n',
    },
    expected: {
      'Namespace shop': {},
      'Service x-web-y': { metadata: { namespace: 'shop' } },
      'ConfigMap x-settings-y': { metadata: { namespace: 'shop' }, data: { A: '1' } },
      'Deployment x-web-y': {
        spec: {
          template: {
            spec: {
              containers: [{ envFrom: [{ configMapRef: { name: 'x-settings-y' } }] }, {}],
              volumes: [
                { secret: { secretName: 'x-key-y' } },
                { projected: { sources: [{ configMap: { name: 'x-settings-y' } }] } },
              ],
            },
          },
        },
      },
      'Ingress x-web-y': {
        spec: {
          tls: [{ secretName: 'x-key-y' }],
          rules: [{ http: { paths: [{ backend: { service: { name: 'x-web-y' } } }] } }],
        },
      },
    },
  },
  {
    about: 'labels go as far as they are told, annotations to pods as well',
    project: {
      'kustomization.yaml': `resources: [a.yaml, b.yaml]
commonLabels: { all: "1" }
commonAnnotations: { note: here }
labels:
  - pairs: { only: "2" }
  - { pairs: { pods: "3" }, includeTemplates: true }
  - { pairs: { chosen: "4" }, includeSelectors: true }
`,
      'a.yaml': SERVICE,
      'b.yaml': DEPLOYMENT,
    },
    expected: {
      'Service web': { spec: { selector: { app: 'web', all: '1', chosen: '4' } } },
      'Deployment web': {
        spec: {
          template: { metadata: { labels: { app: 'web', all: '1', pods: '3', chosen: '4' } } },
        },
      },
    },
  },
  {
    about: 'images get new names, tags and digests',
    project: {
      'kustomization.yaml': `resources: [b.yaml]
images:
  - { name: nginx, newName: mirror/nginx, newTag: "1.29" }
  - { name: log, newTag: v2 }
  - { name: "registry:5000/init", digest: "sha256:abc" }
`,
      'b.yaml': DEPLOYMENT,
    },
    expected: {
      'Deployment web': {
        spec: {
          template: {
            spec: {
              initContainers: [{ image: 'registry:5000/init@sha256:abc' }],
              containers: [{ image: 'mirror/nginx:1.29' }, { image: 'log:v2' }],
            },
          },
        },
      },
    },
  },
  {
    about:
      'an overlay patches by the name of the base, before and after its prefix, and merges into its ConfigMap',
    project: {
      'base/kustomization.yaml': `resources: [a.yaml]
namePrefix: base-
configMapGenerator: [{ name: settings, literals: [A=1, B=2] }]
generatorOptions: { disableNameSuffixHash: true }
`,
      'base/a.yaml': SERVICE,
      'overlay/kustomization.yaml': `resources: [../base]
namePrefix: over-
configMapGenerator: [{ name: settings, behavior: merge, literals: [B=3], envs: [more.env] }]
generatorOptions: { disableNameSuffixHash: true }
patches:
  - patch: |-
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { type: NodePort }
  - patch: |-
      apiVersion: v1
      kind: Service
      metadata: { name: base-web }
      spec: { externalName: x }
`,
      'overlay/more.env': '# a comment\n\nC=4\n',
    },
    expected: {
      'Service over-base-web': { spec: { type: 'NodePort', externalName: 'x' } },
      'ConfigMap over-base-settings': { data: { A: '1', B: '3', C: '4' } },
    },
  },
  {
    about: 'the account of pods is renamed with the ServiceAccount',
    project: {
      'kustomization.yaml': 'resources: [account.yaml, pods.yaml]\nnamePrefix: x-\n',
      'account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: shop }\n',
      'pods.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { serviceAccountName: shop, containers: [{ name: web, image: web }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: other }
spec:
  selector: { matchLabels: { app: other } }
  template:
    metadata: { labels: { app: other } }
    spec: { serviceAccountName: elsewhere, containers: [{ name: web, image: web }] }
`,
    },
    expected: {
      'ServiceAccount x-shop': {},
      'Deployment x-web': { spec: { template: { spec: { serviceAccountName: 'x-shop' } } } },
      'Deployment x-other': { spec: { template: { spec: { serviceAccountName: 'elsewhere' } } } },
    },
  },
  {
    about: 'a component changes what its user has',
    project: {
      'parts/mesh/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [gateway.yaml]
patches:
  - target: { kind: Service }
    patch: |-
      - { op: replace, path: /spec/type, value: ClusterIP }
`,
      'parts/mesh/gateway.yaml': GATEWAY,
      'overlay/kustomization.yaml':
        'resources: [a.yaml]\ncomponents: [../parts/mesh]\nnamespace: shop\n',
      'overlay/a.yaml': SERVICE,
    },
    expected: {
      'Service web': { metadata: { namespace: 'shop' }, spec: { type: 'ClusterIP' } },
      'Gateway edge': { metadata: { namespace: 'shop' } },
    },
  },
  {
    about:
      'a number that takes the place of a text is text, and a text in place of a number is a number',
    project: {
      'kustomization.yaml': `resources: [a.yaml]
replacements:
  - source: { kind: Job, name: train, fieldPath: spec.completions }
    targets:
      - select: { kind: Job }
        fieldPaths: [spec.template.spec.containers.0.args.0, spec.parallelism]
  - source: { kind: Job, name: train, fieldPath: metadata.labels.limit }
    targets:
      - select: { kind: Job }
        fieldPaths: [spec.backoffLimit]
`,
      'a.yaml': `apiVersion: batch/v1
kind: Job
metadata: { name: train, labels: { limit: "3" } }
spec:
  completions: 32
  parallelism: 1
  backoffLimit: 1
  template: { spec: { containers: [{ name: a, args: [later] }], restartPolicy: Never } }
`,
    },
    expected: {
      'Job train': {
        spec: {
          parallelism: 32,
          backoffLimit: 3,
          template: { spec: { containers: [{ args: ['32'] }] } },
        },
      },
    },
  },
  {
    about: 'replacements copy whole values, parts of them, and into keys with dots',
    project: {
      'kustomization.yaml': `resources: [gateway.yaml, a.yaml, b.yaml]
configMapGenerator: [{ name: params, literals: [host=shop.example.com, tag=1.29] }]
generatorOptions: { disableNameSuffixHash: true }
replacements:
  - source: { kind: ConfigMap, name: params, fieldPath: data.host }
    targets:
      - select: { kind: Gateway }
        fieldPaths: [spec.servers.0.hosts.0]
      - select: { kind: Service }
        reject: [{ name: other }]
        fieldPaths: ["metadata.labels.[example.com/host]"]
        options: { create: true }
  - path: more.yaml
`,
      'more.yaml': `source: { kind: ConfigMap, name: params, fieldPath: data.tag }
targets:
  - select: { kind: Deployment, name: web }
    fieldPaths: ["spec.template.spec.containers.[name=web].image"]
    options: { delimiter: ":", index: 1 }
`,
      'gateway.yaml': GATEWAY,
      'a.yaml': SERVICE,
      'b.yaml': DEPLOYMENT,
    },
    expected: {
      'Gateway edge': { spec: { servers: [{ hosts: ['shop.example.com'] }] } },
      'Service web': { metadata: { labels: { 'example.com/host': 'shop.example.com' } } },
      'Deployment web': {
        spec: { template: { spec: { containers: [{ image: 'nginx:1.29' }, {}] } } },
      },
    },
  },
];
