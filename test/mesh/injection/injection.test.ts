import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { deployment, documents, meshOf, namespace, object, service, the } from '../mesh-of.ts';

const INJECT = 'sidecar.istio.io/inject';
const pods = (rest: Parameters<typeof deployment>[0] = {}) =>
  deployment({ namespace: 'shop', ...rest });
const injector = (values: object) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    values: { sidecarInjectorWebhook: values },
  });

const CASES: readonly (readonly [
  string,
  string,
  'sidecar' | 'ambient' | 'no' | 'unknown',
  string?,
])[] = [
  [
    'a labelled namespace',
    documents(namespace('shop', { 'istio-injection': 'enabled' }), pods()),
    'sidecar',
  ],
  [
    'a namespace with another word',
    documents(namespace('shop', { 'istio-injection': 'true' }), pods()),
    'no',
  ],
  [
    'a revision',
    documents(namespace('shop', { 'istio.io/rev': 'asm-managed' }), pods()),
    'sidecar',
  ],
  [
    'a revision beside a refusal',
    documents(namespace('shop', { 'istio.io/rev': 'x', 'istio-injection': 'disabled' }), pods()),
    'no',
  ],
  ['an unlabelled namespace', documents(namespace('shop'), pods()), 'no'],
  ['a namespace that is not there', pods(), 'unknown'],
  ['no namespace at all', deployment({}), 'unknown'],
  [
    'a templated label',
    documents(namespace('shop', { 'istio-injection': '${X}' }), pods()),
    'unknown',
  ],
  [
    'two declarations of a namespace',
    documents(namespace('shop'), namespace('shop', { 'istio-injection': 'enabled' }), pods()),
    'sidecar',
  ],
  [
    'an ambient namespace',
    documents(namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), pods()),
    'ambient',
  ],
  [
    'a pod that leaves ambient mode',
    documents(
      namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }),
      pods({ labels: { 'istio.io/dataplane-mode': 'none' } }),
    ),
    'no',
  ],
  [
    'an ambient pod',
    documents(namespace('shop'), pods({ labels: { 'istio.io/dataplane-mode': 'ambient' } })),
    'ambient',
  ],
  ['a pod label', documents(namespace('shop'), pods({ labels: { [INJECT]: 'true' } })), 'sidecar'],
  [
    'a pod label up to 1.9',
    documents(namespace('shop'), pods({ labels: { [INJECT]: 'true' } })),
    'no',
    '1.9',
  ],
  [
    'a pod label in a namespace that refuses',
    documents(
      namespace('shop', { 'istio-injection': 'disabled' }),
      pods({ labels: { [INJECT]: 'true' } }),
    ),
    'no',
  ],
  [
    'a pod revision',
    documents(namespace('shop'), pods({ labels: { 'istio.io/rev': 'x' } })),
    'sidecar',
  ],
  [
    'an annotation alone',
    documents(namespace('shop'), pods({ annotations: { [INJECT]: 'true' } })),
    'no',
  ],
  [
    'a label that refuses',
    documents(
      namespace('shop', { 'istio-injection': 'enabled' }),
      pods({ labels: { [INJECT]: 'false' } }),
    ),
    'no',
  ],
  [
    'an annotation that refuses',
    documents(
      namespace('shop', { 'istio-injection': 'enabled' }),
      pods({ annotations: { [INJECT]: 'false' } }),
    ),
    'no',
  ],
  [
    'a label goes before the annotation',
    documents(
      namespace('shop', { 'istio-injection': 'enabled' }),
      pods({ labels: { [INJECT]: 'true' }, annotations: { [INJECT]: 'false' } }),
    ),
    'sidecar',
  ],
  [
    'a word that does not count',
    documents(
      namespace('shop', { 'istio-injection': 'enabled' }),
      pods({ labels: { [INJECT]: 'nope' } }),
    ),
    'sidecar',
  ],
  [
    'hostNetwork',
    documents(namespace('shop', { 'istio-injection': 'enabled' }), pods({ hostNetwork: true })),
    'no',
  ],
  [
    'a system namespace',
    documents(
      namespace('kube-system', { 'istio-injection': 'enabled' }),
      pods({ namespace: 'kube-system' }),
    ),
    'no',
  ],
  ['a namespace of the platform', pods({ namespace: 'istio-system' }), 'no'],
  [
    'a proxy that is written out',
    documents(namespace('shop'), pods({ containers: [{ name: 'istio-proxy' }] })),
    'sidecar',
  ],
  [
    'a native sidecar',
    documents(
      namespace('shop'),
      pods({ initContainers: [{ name: 'istio-proxy', restartPolicy: 'Always' }] }),
    ),
    'sidecar',
  ],
  [
    'injection by default',
    documents(namespace('shop'), pods(), injector({ enableNamespacesByDefault: true })),
    'sidecar',
  ],
];

for (const [name, files, inMesh, istioVersion] of CASES) {
  test(name, () => {
    const mesh = meshOf(files, istioVersion === undefined ? {} : { istioVersion });
    const answer = mesh.injection(the(mesh, 'Workload'));
    expect(answer.inMesh).toBe(inMesh);
    expect(answer.because).not.toBe('');
  });
}

test('what decided has a place', () => {
  const mesh = meshOf(documents(namespace('shop', { 'istio-injection': 'enabled' }), pods()));
  expect(mesh.namespaceInjection('shop')).toMatchObject({
    because: 'namespace shop has the label istio-injection=enabled',
    at: { file: 'all.yaml' },
  });
});

test('--namespace stands for a namespace that is not written', () => {
  const files = documents(namespace('shop', { 'istio-injection': 'enabled' }), deployment({}));
  const mesh = meshOf(files, { defaultNamespace: 'shop' });
  expect(mesh.injection(the(mesh, 'Workload')).inMesh).toBe('sidecar');
});

const route = object('networking.istio.io/v1', 'VirtualService', 'web', 'doors', {
  hosts: ['web.example.org'],
  http: [{ route: [{ destination: { host: 'web.shop.svc.cluster.local' } }] }],
});
const peers = (inNamespace: string, spec: object = {}) =>
  object('security.istio.io/v1', 'PeerAuthentication', 'default', inNamespace, spec);
const behind = service('web', 'shop', [{ port: 80 }]);

const JUDGED: readonly (readonly [
  string,
  string,
  'yes' | 'no' | 'unknown',
  Partial<MeshInput>?,
])[] = [
  ['injected pods', documents(namespace('shop', { 'istio-injection': 'enabled' }), pods()), 'yes'],
  [
    'ambient pods',
    documents(namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), pods()),
    'yes',
  ],
  ['nothing speaks of a mesh', pods(), 'no'],
  ['a mesh is somewhere in the project', pods(), 'unknown', { projectHasMesh: true }],
  ['a mesh, but nothing for these pods', documents(pods(), peers('other')), 'unknown'],
  ['pods that are routed to', documents(pods(), behind, route), 'yes'],
  ['pods of a namespace with a policy', documents(pods(), peers('shop')), 'yes'],
  [
    'pods that a policy selects',
    documents(pods(), peers('shop', { selector: { matchLabels: { app: 'web' } } })),
    'yes',
  ],
  [
    'pods that a policy does not select',
    documents(pods(), peers('shop', { selector: { matchLabels: { app: 'db' } } })),
    'unknown',
  ],
  [
    'pods with an annotation for sidecars',
    pods({ annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '1' } }),
    'yes',
  ],
  [
    'routed to, but the namespace has no label',
    documents(namespace('shop'), pods(), behind, route),
    'unknown',
  ],
  ['no label and no sign', documents(namespace('shop'), pods(), peers('other')), 'no'],
  [
    'a policy for the mesh beside pods without a namespace',
    documents(deployment({}), peers('istio-system')),
    'yes',
  ],
  ['migrating', documents(namespace('shop'), pods()), 'yes', { migrating: true }],
  [
    'migrating, opted out',
    documents(namespace('shop'), pods({ labels: { [INJECT]: 'false' } })),
    'no',
    { migrating: true },
  ],
  [
    'migrating, namespace opted out',
    documents(namespace('shop', { 'istio-injection': 'disabled' }), pods()),
    'no',
    { migrating: true },
  ],
  ['migrating, hostNetwork', pods({ hostNetwork: true }), 'no', { migrating: true }],
  ['migrating, of the platform', pods({ namespace: 'kube-system' }), 'no', { migrating: true }],
  [
    'migrating, a gateway',
    pods({ labels: { istio: 'ingressgateway' } }),
    'no',
    { migrating: true },
  ],
  [
    'a component of Istio 1.0',
    pods({ namespace: 'istio-system', containers: [{ name: 'istio-proxy' }] }),
    'no',
  ],
];

for (const [name, files, answer, options] of JUDGED) {
  test(`judged: ${name}`, () => {
    const mesh = meshOf(files, options);
    expect(mesh.judged(the(mesh, 'Workload'))).toBe(answer);
  });
}

test.each([
  ['a Service alone', behind, false],
  ['an Istio object', route, true],
  ['a label', namespace('shop', { 'istio-injection': 'disabled' }), true],
  ['a pod annotation', pods({ annotations: { 'sidecar.istio.io/inject': 'false' } }), true],
  ['a label of others', namespace('shop', { 'notistio.io/rev': 'x' }), false],
])('the environment speaks of Istio: %s', (_name, files, answer) => {
  expect(meshOf(files).hasMesh).toBe(answer);
});
