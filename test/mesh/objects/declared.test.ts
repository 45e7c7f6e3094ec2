import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { documents, meshOf, object, service } from '../mesh-of.ts';

const rule = (host: string, subset: string) =>
  object('networking.istio.io/v1', 'DestinationRule', 'rule', 'shop', {
    host,
    subsets: [{ name: subset }],
  });
const grant = (inNamespace: string, kind: string, namespace: string) =>
  object('gateway.networking.k8s.io/v1', 'ReferenceGrant', 'grant', inNamespace, {
    from: [{ group: 'gateway.networking.k8s.io', kind, namespace }],
    to: [{ group: '', kind: 'Service' }],
  });
const text = documents(
  service('web', 'shop', []),
  service('lone', '', []),
  object('ray.io/v1', 'RayService', 'llm', 'models', {}),
  object('flagger.app/v1beta1', 'Canary', 'pay', 'shop', {}),
  grant('data', 'HTTPRoute', 'shop'),
  grant('open', 'HTTPRoute', '${TEAM}'),
  rule('short', 'v1'),
  rule('full.data.svc.cluster.local', 'v2'),
  rule('api.example.com', 'v3'),
);
const declared = declaredIn(() => [readFacts('all.yaml', text)]);

test.each([
  ['web', 'shop', true],
  ['web', 'data', false],
  ['web', '', true],
  ['lone', 'data', true],
  ['gone', 'shop', false],
  ['llm-serve-svc', 'models', true],
  ['llm-head-svc', 'models', true],
  ['llm-head-svc', 'shop', false],
  ['llm', 'models', false],
  ['pay-primary', 'shop', true],
  ['pay', 'shop', true],
])('Service %s in %s: %s', (name, namespace, wanted) => {
  expect(declared.has('Service', { name, namespace })).toBe(wanted);
});

test.each([
  ['v1', 'short', 'shop', true],
  ['v1', 'short', 'data', false],
  ['v2', 'full', 'data', true],
  ['v2', 'full', 'shop', false],
  ['v3', 'api', '', true],
  ['v2', 'short', 'shop', false],
])('subset %s of %s in %s: %s', (subset, name, namespace, wanted) => {
  expect(declared.hasSubset(subset, { name, namespace })).toBe(wanted);
});

test.each([
  ['HTTPRoute', 'shop', 'Service', 'data', true],
  ['HTTPRoute', 'shop', 'Service', 'open', true],
  ['HTTPRoute', 'shop', 'Service', 'edge', false],
  ['HTTPRoute', 'edge', 'Service', 'data', false],
  ['GRPCRoute', 'shop', 'Service', 'data', false],
  ['HTTPRoute', 'shop', 'Secret', 'data', false],
])('grant for %s of %s to refer to a %s of %s: %s', (kind, from, of, to, wanted) => {
  const name = { value: 'web', at: { file: 'all.yaml', start: 0, end: 0 } };
  const reference = { group: '', kind: of, name, namespace: to };
  expect(declared.hasGrant(reference, { kind, from, to })).toBe(wanted);
});

test('variants are objects of one name in different places', () => {
  const web = service('web', 'shop', [{ port: 80 }]);
  const read = (file: string) => readFacts(file, documents(web, service('lone', '', [])));
  const [resource] = read('a.yaml').resources;
  const twice = (...files: readonly string[]) =>
    resource && declaredIn(() => files.map(read)).hasVariants(resource);
  expect(twice('a.yaml')).toBe(false);
  expect(twice('a.yaml', 'a.yaml')).toBe(false);
  expect(twice('a.yaml', 'b.yaml')).toBe(true);
});

test('what another environment declares is not missing', () => {
  const elsewhere = declaredIn(() => [readFacts('prod.yaml', service('webb', 'shop', []))]);
  const host = { value: 'webb', at: { file: 'all.yaml', start: 0, end: 0 } };
  expect(meshOf(text).routing.host(host, 'shop')).toBe('missing');
  expect(meshOf(text, { declared: elsewhere }).routing.host(host, 'shop')).toBe('unknown');
});

test('the signature changes with the names alone', () => {
  const signature = (file: string) => declaredIn(() => [readFacts('a.yaml', file)]).signature();
  expect(signature(service('web', 'shop', [{ port: 80 }]))).toBe(
    signature(service('web', 'shop', [])),
  );
  expect(signature(service('web', 'shop', []))).not.toBe(signature(service('webb', 'shop', [])));
});
