import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, the } from '../mesh-of.ts';

const pods = deployment({ namespace: 'shop' });
const sidecar = (name: string, namespace: string, spec: object) =>
  object('networking.istio.io/v1alpha3', 'Sidecar', name, namespace, spec);
const closed = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
const open = { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } };
const own = { workloadSelector: { labels: { app: 'web' } } };
const mesh = (mode: string) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    meshConfig: { outboundTrafficPolicy: { mode } },
  });

const chartValue = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
  values: { global: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } },
});

const CASES: readonly (readonly [string, string, string, string, string])[] = [
  ['nothing, 1.0', '1.0', '', 'closed', 'default of Istio 1.0'],
  ['nothing, 1.1', '1.1', '', 'unstated', 'default of Istio 1.1'],
  [
    'the mesh',
    '1.20',
    mesh('REGISTRY_ONLY'),
    'closed',
    'REGISTRY_ONLY in IstioOperator istio-system/mesh',
  ],
  [
    'the mesh, open',
    '1.20',
    mesh('ALLOW_ANY'),
    'open',
    'ALLOW_ANY in IstioOperator istio-system/mesh',
  ],
  [
    'the mesh, open by DNS',
    '1.31',
    mesh('ALLOW_ANY_DYNAMIC_DNS'),
    'open',
    'ALLOW_ANY_DYNAMIC_DNS in IstioOperator istio-system/mesh',
  ],
  ['a template', '1.20', mesh('${MODE}'), 'unstated', 'default of Istio 1.20'],
  [
    'the namespace',
    '1.20',
    sidecar('default', 'shop', closed),
    'closed',
    'REGISTRY_ONLY in Sidecar shop/default',
  ],
  [
    'the namespace over the mesh',
    '1.20',
    documents(sidecar('a', 'shop', open), mesh('REGISTRY_ONLY')),
    'open',
    'ALLOW_ANY in Sidecar shop/a',
  ],
  [
    'the pods over the namespace',
    '1.20',
    documents(sidecar('a', 'shop', open), sidecar('b', 'shop', { ...own, ...closed })),
    'closed',
    'REGISTRY_ONLY in Sidecar shop/b',
  ],
  [
    'only one Sidecar counts',
    '1.20',
    documents(sidecar('a', 'shop', closed), sidecar('b', 'shop', own)),
    'unstated',
    'default of Istio 1.20',
  ],
  [
    'the root namespace',
    '1.20',
    sidecar('a', 'istio-system', closed),
    'closed',
    'REGISTRY_ONLY in Sidecar istio-system/a',
  ],
  [
    'a value of the charts',
    '1.7',
    chartValue,
    'closed',
    'REGISTRY_ONLY in IstioOperator istio-system/mesh',
  ],
  [
    'a value that charts do not read any more',
    '1.8',
    chartValue,
    'unstated',
    'default of Istio 1.8',
  ],
  [
    'a Sidecar without a mode',
    '1.20',
    sidecar('a', 'shop', { outboundTrafficPolicy: {} }),
    'closed',
    'outboundTrafficPolicy without a mode in Sidecar shop/a',
  ],
  [
    'a Sidecar before its time',
    '1.2',
    sidecar('a', 'shop', closed),
    'unstated',
    'default of Istio 1.2',
  ],
  [
    'a Sidecar of another namespace',
    '1.20',
    sidecar('a', 'other', closed),
    'unstated',
    'default of Istio 1.20',
  ],
];

test.each(CASES)('%s', (_name, istioVersion, files, mode, by) => {
  const built = meshOf(documents(pods, files || 'kind: X'), { istioVersion });
  expect(built.outbound(the(built, 'Workload'))).toMatchObject({ mode, by });
});

test('a namespace has what all its pods have', () => {
  const built = meshOf(
    documents(sidecar('a', 'shop', { ...own, ...closed }), sidecar('b', 'shop', open)),
  );
  expect(built.outbound({ namespace: 'shop' }).mode).toBe('open');
});
