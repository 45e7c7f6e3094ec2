import { expect, test } from 'vitest';
import { repeatedDestinations, unheededWeights } from '../../../src/mesh/routing/route-shares.ts';
import { meshOf, object, the } from '../mesh-of.ts';

const meshWith = (spec: object) =>
  meshOf(object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', spec));
const to = (weight?: unknown, own: object = {}) => ({
  destination: { host: 'web', ...own },
  ...(weight !== undefined && { weight }),
});

test.each<[string, object, readonly number[]]>([
  ['an only destination', { http: [{ route: [to(10)] }] }, [10]],
  ['with 0', { http: [{ route: [to(0)] }] }, [0]],
  ['with 100', { http: [{ route: [to(100)] }] }, []],
  ['with 1000', { http: [{ route: [to(1000)] }] }, []],
  ['with a negative one', { http: [{ route: [to(-1)] }] }, []],
  ['without', { http: [{ route: [to()] }] }, []],
  ['that is filled in', { http: [{ route: [to('${WEIGHT}')] }] }, []],
  ['two destinations', { http: [{ route: [to(10), to(0)] }] }, []],
  [
    'of each protocol',
    { http: [{ route: [to(1)] }], tls: [{ route: [to(2)] }], tcp: [{ route: [to(3)] }] },
    [1, 2, 3],
  ],
  [
    'of a mirror',
    { http: [{ route: [to()], mirrors: [{ ...to(), percentage: { value: 1 } }] }] },
    [],
  ],
])('unheeded weight: %s', (_, spec, expected) => {
  const found = unheededWeights(the(meshWith(spec), 'VirtualService'));
  expect(found.map(({ weight }) => weight.value)).toEqual(expected);
});

const full = { host: 'web.shop.svc.cluster.local' };
const headers = { headers: { request: { set: { a: 'b' } } } };

test.each<[string, readonly object[], number]>([
  ['the same', [to(50), to(50)], 2],
  ['the same in full', [to(50), to(50, full)], 2],
  ['three', [to(), to(), to()], 3],
  ['the same subset', [to(50, { subset: 'v1' }), to(50, { subset: 'v1' })], 2],
  ['another subset', [to(50, { subset: 'v1' }), to(50, { subset: 'v2' })], 0],
  ['one without subset', [to(50, { subset: 'v1' }), to(50)], 0],
  ['another host', [to(50), to(50, { host: 'api' })], 0],
  ['another port', [to(50, { port: { number: 80 } }), to(50, { port: { number: 81 } })], 0],
  ['other headers', [to(50), { ...to(50), ...headers }], 0],
  ['filled in', [to(50, { subset: '${A}' }), to(50, { subset: '${A}' })], 0],
])('repeated destination: %s', (_, route, expected) => {
  const mesh = meshWith({ http: [{ route }] });
  const found = repeatedDestinations(the(mesh, 'VirtualService'), mesh);
  expect(found.map((group) => group.length)).toEqual(expected === 0 ? [] : [expected]);
});

test('destinations of two routes are not compared', () => {
  const mesh = meshWith({ http: [{ route: [to()] }, { route: [to()] }] });
  expect(repeatedDestinations(the(mesh, 'VirtualService'), mesh)).toEqual([]);
});
