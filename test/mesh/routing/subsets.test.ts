import { expect, test } from 'vitest';
import { documents, meshOf, object, service } from '../mesh-of.ts';

const rule = (name: string, inNamespace: string, host: string, ...subsets: readonly string[]) =>
  object('networking.istio.io/v1', 'DestinationRule', name, inNamespace, {
    host,
    subsets: subsets.map((subset) => ({ name: subset })),
  });
const files = documents(
  rule('short', 'shop', 'web', 'v1'),
  rule('full', 'ops', 'web.shop.svc.cluster.local', 'v2'),
  rule('wide', 'ops', '*.data.svc.cluster.local', 'v3'),
  rule('outside', 'ops', 'api.example.com', 'v4'),
  rule('unplaced', '', 'lone', 'v5'),
  rule('filled', 'shop', 'open', '${SUBSET}'),
);
const at = { file: 'all.yaml', start: 0, end: 0 };

test.each([
  ['web', 'v1', 'shop', 'short'],
  ['web', 'v2', 'shop', 'full'],
  ['web.shop.svc.cluster.local', 'v1', 'data', 'short'],
  ['mongo.data.svc.cluster.local', 'v3', 'shop', 'wide'],
  ['api.example.com', 'v4', 'shop', 'outside'],
  ['lone', 'v5', 'anywhere', 'unplaced'],
  ['open', 'v9', 'shop', 'filled'],
  ['web', 'v3', 'shop', 'missing'],
  ['web', 'v1', 'ops', 'missing'],
  ['web', 'v1', 'elsewhere', 'unknown'],
  ['web', '${SUBSET}', 'shop', 'unknown'],
  ['web', '', 'shop', undefined],
])('subset of %s called %s, from %s: %s', (host, subset, from, wanted) => {
  const destination = { host: { value: host, at }, subset: { value: subset, at } };
  const found = meshOf(files).routing.subsetOf(destination, from);
  expect(typeof found === 'object' ? found.name : found).toBe(wanted);
});

test('an application without any DestinationRule has no subset', () => {
  const { routing } = meshOf(service('web', 'shop', []));
  const destination = { host: { value: 'web', at }, subset: { value: 'v1', at } };
  expect(routing.subsetOf(destination, 'shop')).toBe('missing');
});
