import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { documents, meshOf, object, service } from '../mesh-of.ts';

const api = (kind: string, name: string, inNamespace: string, spec: object) =>
  object('gateway.networking.k8s.io/v1', kind, name, inNamespace, spec);
const GROUP = 'gateway.networking.k8s.io';
const toServices = { group: '', kind: 'Service' };
const grant = (
  inNamespace: string,
  { group = GROUP, kind = 'HTTPRoute', namespace = 'shop' },
  ...to: readonly object[]
) => api('ReferenceGrant', 'grant', inNamespace, { from: [{ group, kind, namespace }], to });
const route = (backend: object, inNamespace = 'shop') =>
  api('HTTPRoute', 'web', inNamespace, { rules: [{ backendRefs: [backend] }] });
const reviews = { name: 'reviews', namespace: 'data' };

function answer(text: string, options: Parameters<typeof meshOf>[1] = {}): string | undefined {
  const { all, routing } = meshOf(text, options);
  const [found] = all('KubernetesRoute');
  const [reference] = found?.backends ?? [];
  const allowed = found && reference && routing.grant(reference, found);
  return typeof allowed === 'object' ? allowed.name : allowed;
}

test.each([
  ['all Services', grant('data', {}, toServices), 'grant'],
  ['this Service', grant('data', {}, { ...toServices, name: 'reviews' }), 'grant'],
  ['a second kind', grant('data', {}, { group: '', kind: 'Secret' }, toServices), 'grant'],
  ['a namespace that is not written', grant('', {}, toServices), 'grant'],
  ['a namespace that is filled in', grant('data', { namespace: '${TEAM}' }, toServices), 'grant'],
  ['another Service', grant('data', {}, { ...toServices, name: 'web' }), 'missing'],
  ['another kind', grant('data', {}, { group: '', kind: 'Secret' }), 'missing'],
  ['another kind of route', grant('data', { kind: 'GRPCRoute' }, toServices), 'missing'],
  ['another group', grant('data', { group: '' }, toServices), 'missing'],
  ['another namespace', grant('data', { namespace: 'edge' }, toServices), 'missing'],
  ["the route's own namespace", grant('shop', {}, toServices), 'missing'],
])('granted for %s: %s', (_name, text, wanted) => {
  expect(answer(documents(service('reviews', 'data', []), text, route(reviews)))).toBe(wanted);
});

test.each([
  ['no namespace', { name: 'reviews' }, 'shop', 'own namespace'],
  ['the same namespace', { name: 'reviews', namespace: 'shop' }, 'shop', 'own namespace'],
  ['a route of no namespace', reviews, '', 'unknown'],
  ['a namespace of which nothing is here', { name: 'a', namespace: 'b' }, 'shop', 'unknown'],
  ['a namespace that is filled in', { name: 'a', namespace: '${B}' }, 'shop', 'unknown'],
  ['a namespace with that Service', reviews, 'shop', 'missing'],
])('without a grant, %s: %s', (_name, backend, from, wanted) => {
  expect(answer(documents(service('reviews', 'data', []), route(backend, from)))).toBe(wanted);
});

test('what another environment of the project has is not missing', () => {
  const declared = declaredIn(() => [readFacts('grants.yaml', grant('data', {}, toServices))]);
  const text = documents(service('reviews', 'data', []), route(reviews));
  expect(answer(text, { declared })).toBe('unknown');
});
