import { DEPLOYMENT, GATEWAY, SERVICE } from './objects.ts';
import type { KustomizeProject } from './projects.ts';

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

export const PATCHING: readonly KustomizeProject[] = [
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
];
