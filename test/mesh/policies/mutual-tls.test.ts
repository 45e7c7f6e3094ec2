import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const pods = deployment({
  namespace: 'shop',
  containers: [{ name: 'web', ports: [{ name: 'web', containerPort: 8080 }] }],
});
const peers = (name: string, namespace: string, spec: object) =>
  object('security.istio.io/v1beta1', 'PeerAuthentication', name, namespace, spec);
const strict = { mtls: { mode: 'STRICT' } };
const permissive = { mtls: { mode: 'PERMISSIVE' } };
const own = { selector: { matchLabels: { app: 'web' } } };
const alpha = (kind: string, name: string, namespace: string, spec: object) =>
  object('authentication.istio.io/v1alpha1', kind, name, namespace, spec);
const mtls = { peers: [{ mtls: {} }] };
const behind = service('web', 'shop', [{ name: 'http', port: 80, targetPort: 'web' }]);
const values = (enabled: boolean) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    values: { global: { mtls: { enabled } } },
  });

const CASES: readonly (readonly [string, string, string, string, string, number?])[] = [
  ['nothing, 1.0', '1.0', '', 'DISABLE', 'default of Istio 1.0'],
  ['nothing, 1.4', '1.4', '', 'PERMISSIVE', 'default of Istio 1.4'],
  ['nothing, 1.20', '1.20', '', 'PERMISSIVE', 'default of Istio 1.20'],
  [
    'the mesh',
    '1.20',
    peers('any', 'istio-system', strict),
    'STRICT',
    'PeerAuthentication istio-system/any',
  ],
  [
    'the namespace over the mesh',
    '1.20',
    documents(peers('a', 'istio-system', strict), peers('b', 'shop', permissive)),
    'PERMISSIVE',
    'PeerAuthentication shop/b',
  ],
  [
    'UNSET leaves it to the level above',
    '1.20',
    documents(peers('a', 'istio-system', strict), peers('b', 'shop', { mtls: { mode: 'UNSET' } })),
    'STRICT',
    'PeerAuthentication istio-system/a',
  ],
  [
    'the workload over the namespace',
    '1.20',
    documents(peers('a', 'shop', permissive), peers('b', 'shop', { ...own, ...strict })),
    'STRICT',
    'PeerAuthentication shop/b',
  ],
  [
    'a port over the workload',
    '1.20',
    peers('b', 'shop', { ...own, ...strict, portLevelMtls: { 8080: { mode: 'DISABLE' } } }),
    'DISABLE',
    'PeerAuthentication shop/b',
  ],
  [
    'a port without a selector does not count',
    '1.20',
    peers('b', 'shop', { ...strict, portLevelMtls: { 8080: { mode: 'DISABLE' } } }),
    'STRICT',
    'PeerAuthentication shop/b',
  ],
  [
    'another port',
    '1.20',
    peers('b', 'shop', { ...own, ...strict, portLevelMtls: { 8081: { mode: 'DISABLE' } } }),
    'STRICT',
    'PeerAuthentication shop/b',
  ],
  [
    'a selector in the root namespace',
    '1.20',
    peers('a', 'istio-system', { ...own, ...strict }),
    'PERMISSIVE',
    'default of Istio 1.20',
  ],
  [
    'a selector of other pods',
    '1.20',
    peers('a', 'shop', { selector: { matchLabels: { app: 'db' } }, ...strict }),
    'PERMISSIVE',
    'default of Istio 1.20',
  ],
  ['another namespace', '1.20', peers('a', 'other', strict), 'PERMISSIVE', 'default of Istio 1.20'],
  [
    'PeerAuthentication before its time',
    '1.4',
    peers('a', 'shop', strict),
    'PERMISSIVE',
    'default of Istio 1.4',
  ],
  ['MeshPolicy', '1.0', alpha('MeshPolicy', 'default', '', mtls), 'STRICT', 'MeshPolicy default'],
  [
    'MeshPolicy of another name',
    '1.0',
    alpha('MeshPolicy', 'all', '', mtls),
    'DISABLE',
    'default of Istio 1.0',
  ],
  [
    'MeshPolicy after its time',
    '1.6',
    alpha('MeshPolicy', 'default', '', mtls),
    'PERMISSIVE',
    'default of Istio 1.6',
  ],
  [
    'Policy of the namespace',
    '1.3',
    alpha('Policy', 'default', 'shop', mtls),
    'STRICT',
    'Policy shop/default',
  ],
  [
    'Policy without peers',
    '1.3',
    documents(alpha('MeshPolicy', 'default', '', mtls), alpha('Policy', 'default', 'shop', {})),
    'DISABLE',
    'Policy shop/default',
  ],
  [
    'Policy of the Service',
    '1.3',
    documents(behind, alpha('Policy', 'x', 'shop', { targets: [{ name: 'web' }], ...mtls })),
    'STRICT',
    'Policy shop/x',
  ],
  [
    'Policy of a port of the Service',
    '1.3',
    documents(
      behind,
      alpha('Policy', 'x', 'shop', {
        targets: [{ name: 'web', ports: [{ number: 80 }] }],
        ...mtls,
      }),
    ),
    'STRICT',
    'Policy shop/x',
  ],
  [
    'Policy of another port of the Service',
    '1.3',
    documents(
      behind,
      alpha('Policy', 'x', 'shop', {
        targets: [{ name: 'web', ports: [{ number: 81 }] }],
        ...mtls,
      }),
    ),
    'PERMISSIVE',
    'default of Istio 1.3',
  ],
  [
    'a port that no Service has, 1.4',
    '1.4',
    documents(behind, alpha('MeshPolicy', 'default', '', mtls)),
    'PERMISSIVE',
    'port 9090 of no Service',
    9090,
  ],
  [
    'PeerAuthentication and Policy, 1.5',
    '1.5',
    documents(peers('a', 'shop', permissive), alpha('Policy', 'default', 'shop', mtls)),
    'PERMISSIVE',
    'PeerAuthentication shop/a',
  ],
  [
    'the chart, 1.3',
    '1.3',
    values(true),
    'STRICT',
    'global.mtls.enabled in IstioOperator istio-system/mesh',
  ],
  ['the chart, 1.6', '1.6', values(true), 'PERMISSIVE', 'default of Istio 1.6'],
];

for (const [name, istioVersion, files, mode, by, port = 8080] of CASES) {
  test(name, () => {
    const mesh = meshOf(documents(pods, files || 'kind: X'), { istioVersion });
    const answer = mesh.mutualTls(the(mesh, 'Workload'), port);
    expect(answer).toMatchObject({ mode, by, stated: !by.startsWith('default') });
  });
}

test('objects without a namespace belong together', () => {
  const mesh = meshOf(documents(deployment({}), peers('a', '', strict)));
  expect(mesh.mutualTls(the(mesh, 'Workload'), 80).mode).toBe('STRICT');
});
