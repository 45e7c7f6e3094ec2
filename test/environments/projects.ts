/** A project, and what its root makes of it: fields of objects by kind and name; `undefined` for what must not be there. */
export interface KustomizeProject {
  readonly about: string;
  readonly project: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, object | undefined>>;
}

export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels: { app: web }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports:
    - { name: http, port: 80 }
    - { name: admin, port: 81 }
`;

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: init, image: registry:5000/init }
      containers:
        - name: web
          image: nginx:1.25
          env:
            - { name: A, value: a }
            - { name: B, value: b }
          envFrom: [{ configMapRef: { name: settings } }]
        - name: log
          image: log@sha256:0000
      volumes:
        - { name: s, secret: { secretName: key } }
        - name: p
          projected: { sources: [{ configMap: { name: settings } }] }
`;

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { hosts: [a.example.com], port: { number: 80, name: http, protocol: HTTP } }
`;

function withPatch(patch: string, object = DEPLOYMENT): Record<string, string> {
  return {
    'kustomization.yaml': 'resources: [object.yaml]\npatches: [{ path: patch.yaml }]\n',
    'object.yaml': object,
    'patch.yaml': patch,
  };
}

function withOperations(operations: string, object = SERVICE, kind = 'Service') {
  return {
    'kustomization.yaml': `resources: [object.yaml]\npatches: [{ path: patch.yaml, target: { kind: ${kind} } }]\n`,
    'object.yaml': object,
    'patch.yaml': operations,
  };
}

const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  tls: [{ secretName: key }]
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`;

export const PROJECTS: readonly KustomizeProject[] = [
  {
    about: 'containers and variables are merged by name, the patch first',
    project: withPatch(`${PATCH}spec:
  template:
    spec:
      containers:
        - name: side
          image: side
        - name: web
          env:
            - { name: C, value: c }
            - { name: B, value: changed }
          envFrom: [{ configMapRef: { name: other } }]
`),
    expected: {
      'Deployment web': {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'side', image: 'side' },
                {
                  name: 'web',
                  image: 'nginx:1.25',
                  env: [
                    { name: 'C', value: 'c' },
                    { name: 'B', value: 'changed' },
                    { name: 'A', value: 'a' },
                  ],
                  envFrom: [{ configMapRef: { name: 'other' } }],
                },
                { name: 'log' },
              ],
            },
          },
        },
      },
    },
  },
  {
    about:
      'a patch takes away with null and with $patch: delete, and puts whole values with replace',
    project: withPatch(`${PATCH}spec:
  selector: null
  template:
    metadata:
      labels: { $patch: replace, tier: front }
    spec:
      containers:
        - { $patch: delete, name: log }
        - name: web
          env: [{ $patch: delete, name: A }]
`),
    expected: {
      'Deployment web': {
        spec: {
          template: {
            metadata: { labels: { tier: 'front' } },
            spec: { containers: [{ name: 'web', env: [{ name: 'B', value: 'b' }] }] },
          },
        },
      },
    },
  },
  {
    about: 'ports of a Service are merged by number',
    project: withPatch(
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: null, ports: [{ port: 81, name: other }] }\n',
      SERVICE,
    ),
    expected: {
      'Service web': { spec: { ports: [{ port: 81, name: 'other' }, { port: 80 }] } },
    },
  },
  {
    about: "lists of Istio's kinds are replaced",
    project: withPatch(
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: edge }\nspec: { servers: [{ hosts: [b.example.com] }] }\n',
      GATEWAY,
    ),
    expected: { 'Gateway edge': { spec: { servers: [{ hosts: ['b.example.com'] }] } } },
  },
  {
    about: 'a patch takes away a whole object',
    project: {
      'kustomization.yaml':
        'resources: [a.yaml, b.yaml]\npatchesStrategicMerge:\n  - |-\n    apiVersion: v1\n    kind: Service\n    metadata: { name: web }\n    $patch: delete\n',
      'a.yaml': SERVICE,
      'b.yaml': DEPLOYMENT,
    },
    expected: { 'Service web': undefined, 'Deployment web': { kind: 'Deployment' } },
  },
  {
    about: 'operations add, replace, remove, copy and move',
    project: withOperations(`- { op: replace, path: /spec/type, value: ClusterIP }
- { op: remove, path: /spec/ports/1 }
- { op: add, path: /spec/ports/-, value: { name: last, port: 90 } }
- { op: add, path: /spec/ports/0, value: { name: first, port: 70 } }
- { op: add, path: /metadata/annotations, value: {} }
- { op: add, path: /metadata/annotations/networking.gke.io~1v1, value: "yes" }
- { op: copy, from: /metadata/labels/app, path: /metadata/labels/copy }
- { op: move, from: /spec/selector/app, path: /spec/selector/tier }
- { op: test, path: /spec/type, value: ClusterIP }
`),
    expected: {
      'Service web': {
        metadata: {
          labels: { app: 'web', copy: 'web' },
          annotations: { 'networking.gke.io/v1': 'yes' },
        },
        spec: {
          type: 'ClusterIP',
          selector: { tier: 'web' },
          ports: [{ port: 70 }, { port: 80 }, { port: 90 }],
        },
      },
    },
  },
  {
    about: "operations change Istio's kinds, by patchesJson6902 too",
    project: {
      'kustomization.yaml': `resources: [object.yaml]
patchesJson6902:
  - target: { group: networking.istio.io, version: v1, kind: Gateway, name: edge }
    patch: |-
      - op: replace
        path: /spec/servers/0/hosts/0
        value: shop.example.com
`,
      'object.yaml': GATEWAY,
    },
    expected: { 'Gateway edge': { spec: { servers: [{ hosts: ['shop.example.com'] }] } } },
  },
  {
    about: 'operations as JSON',
    project: withOperations(
      '[{"op": "add", "path": "/spec/loadBalancerIP", "value": "1.2.3.4"}]\n',
    ),
    expected: { 'Service web': { spec: { loadBalancerIP: '1.2.3.4' } } },
  },
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
