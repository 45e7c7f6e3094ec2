import { expect, test } from 'vitest';
import { unlabelledSubsets } from '../../../src/mesh/routing/subset-pods.ts';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const rule = (host: string, labels: object) =>
  object('networking.istio.io/v1', 'DestinationRule', 'web', 'shop', {
    host,
    subsets: [{ name: 'v1', labels }],
  });
const entry = (spec: object) =>
  object('networking.istio.io/v1', 'ServiceEntry', 'api', 'shop', {
    hosts: ['api.example.com'],
    ...spec,
  });
const pods = (version: string, more: object = {}) =>
  deployment({ namespace: 'shop', labels: { version }, ...more });
const front = service('web', 'shop', []);
const outside = object('networking.istio.io/v1', 'WorkloadEntry', 'vm', 'shop', {
  labels: { app: 'web', version: 'v1' },
});
const v1 = { version: 'v1' };

test.each([
  ['a pod', rule('web', v1), [front, pods('v1')], 'found'],
  ['no pod', rule('web', v1), [front, pods('v2')], 'missing'],
  [
    'a pod of another Service',
    rule('web', v1),
    [front, pods('v2'), pods('v1', { name: 'x' })],
    'missing',
  ],
  ['a WorkloadEntry', rule('web', v1), [front, pods('v2'), outside], 'found'],
  ['no workload at all', rule('web', v1), [front], 'unknown'],
  ['workloads of one name', rule('web', v1), [front, pods('v2'), pods('v3')], 'unknown'],
  ['no selector', rule('web', v1), [object('v1', 'Service', 'web', 'shop', {})], 'unknown'],
  ['no such host', rule('gone', v1), [front, pods('v2')], 'unknown'],
  ['no labels', rule('web', {}), [front, pods('v2')], 'unknown'],
  [
    'labels of nodes',
    rule('web', { 'topology.kubernetes.io/zone': 'a' }),
    [front, pods('v2')],
    'unknown',
  ],
  ['filled in', rule('web', { version: '${V}' }), [front, pods('v2')], 'unknown'],
  ['a wildcard', rule('*.shop.svc.cluster.local', v1), [front, pods('v2')], 'unknown'],
  ['an endpoint', rule('api.example.com', v1), [entry({ endpoints: [{ labels: v1 }] })], 'found'],
  ['endpoints by DNS', rule('api.example.com', v1), [entry({ resolution: 'DNS' })], 'missing'],
  [
    'selected by the entry',
    rule('api.example.com', v1),
    [entry({ workloadSelector: { labels: { app: 'web' } } }), pods('v1')],
    'found',
  ],
])('endpoints: %s', (_name, destinationRule, others, wanted) => {
  const mesh = meshOf(documents(destinationRule, ...others));
  const judged = the(mesh, 'DestinationRule');
  const answers = judged.subsets.map((subset) => mesh.routing.subsetEndpoints(judged, subset));
  expect(answers).toEqual([wanted]);
});

test('complete files that have no pod at all', () => {
  const mesh = meshOf(documents(rule('web', v1), front), { complete: true });
  const judged = the(mesh, 'DestinationRule');
  expect(judged.subsets.map((one) => mesh.routing.subsetEndpoints(judged, one))).toEqual([
    'missing',
  ]);
});

test.each([
  ['v1', true],
  ['v2', false],
])('a route to %s: %s', (subset, wanted) => {
  const route = object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', {
    http: [{ route: [{ destination: { host: 'web', subset } }] }],
  });
  const mesh = meshOf(documents(rule('web', v1), route));
  const judged = the(mesh, 'DestinationRule');
  expect(judged.subsets.map((one) => mesh.routing.isRoutedTo(judged, one))).toEqual([wanted]);
});

const canary = { name: 'canary', labels: v1 };

test.each<[string, readonly object[], readonly string[]]>([
  ['beside one with labels', [canary, { name: 'stable' }], ['stable']],
  ['with an empty map', [canary, { name: 'stable', labels: {} }], ['stable']],
  ['with a policy of its own', [canary, { name: 'stable', trafficPolicy: { tls: {} } }], []],
  ['with labels that are filled in', [canary, { name: 'stable', labels: '${LABELS}' }], []],
  ['alone', [{ name: 'stable' }], []],
  ['beside another', [{ name: 'stable' }, { name: 'other' }], []],
  ['none', [canary], []],
])('without labels: %s', (_, subsets, expected) => {
  const mesh = meshOf(
    object('networking.istio.io/v1', 'DestinationRule', 'web', 'shop', { host: 'web', subsets }),
  );
  const found = unlabelledSubsets(the(mesh, 'DestinationRule'));
  expect(found.map(({ name }) => name.value)).toEqual(expected);
});
