import { expect, test } from 'vitest';
import {
  answerEntranceTo,
  entrancesOf,
  type PathPattern,
  takesPath,
} from '../../../src/mesh/ingress/entrances.ts';
import { servedHosts } from '../../../src/mesh/ingress/served-hosts.ts';
import { firstOf, meshOf } from './mesh-of.ts';

function gateway(host: string, rest = 'protocol: HTTP', role = 'ingressgateway'): string {
  return `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: edge
spec:
  selector:
    istio: ${role}
  servers:
    - port:
        number: 443
        name: web
        ${rest}
      hosts: ["${host}"]
`;
}

function virtualService(host: string, reference = 'edge/public', match = 'prefix: /'): string {
  return `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: shop
spec:
  hosts: ["${host}"]
  gateways: ["${reference}"]
  http:
    - match:
        - uri: {${match}}
      route:
        - destination:
            host: web
`;
}

test.each([
  ['the same host', gateway('a.example.com') + virtualService('a.example.com'), ['a.example.com']],
  [
    'the narrower host',
    gateway('*.example.com') + virtualService('a.example.com'),
    ['a.example.com'],
  ],
  ['the narrower server', gateway('a.example.com') + virtualService('*'), ['a.example.com']],
  ['another host', gateway('b.example.com') + virtualService('a.example.com'), []],
  [
    'a host for this namespace',
    gateway('shop/a.example.com') + virtualService('*'),
    ['a.example.com'],
  ],
  ['a host for another namespace', gateway('./a.example.com') + virtualService('*'), []],
  ['a Gateway that is not here', virtualService('a.example.com'), ['a.example.com']],
  ['the mesh alone', gateway('*') + virtualService('a.example.com', 'mesh'), []],
])('%s', (_name, text, hosts) => {
  expect(entrancesOf(meshOf(text)).map((entrance) => entrance.host)).toEqual(hosts);
});

test.each([
  ['plain text', gateway('a.example.com'), ['none']],
  [
    'TLS ended',
    gateway('a.example.com', 'protocol: HTTPS\n      tls: {mode: SIMPLE, credentialName: x}'),
    ['ends'],
  ],
  ['TLS without settings', gateway('a.example.com', 'protocol: HTTPS'), ['ends']],
  [
    'TLS passed through',
    gateway('a.example.com', 'protocol: TLS\n      tls: {mode: PASSTHROUGH}'),
    ['passes'],
  ],
  [
    'between clusters',
    gateway('*.local', 'protocol: TLS\n      tls: {mode: AUTO_PASSTHROUGH}'),
    [],
  ],
  ['the way out', gateway('api.example.com', 'protocol: HTTP', 'egressgateway'), []],
])('what a server does with TLS: %s', (_name, text, tls) => {
  expect(servedHosts(meshOf(text)).map((one) => one.tls)).toEqual(tls);
});

test.each([
  ['${HOST}', 'a.example.com', 1],
  ['b.example.com', '${HOST}', 1],
  ['b.example.com', 'a.example.com', 0],
  ['b.example.com', 'b.example.com', 1],
  ['*.example.com', 'b.example.com', 1],
  ['b.example.com', undefined, 1],
  ['b.example.com', '', 1],
])('a route for %s takes %s of an Ingress: %s', (routed, host, count) => {
  const { ingress } = meshOf(virtualService(routed));
  expect(ingress.entrancesFor(host)).toHaveLength(count);
});

const PREFIX = (value: string): PathPattern => ({ kind: 'prefix', value });
const EXACT = (value: string): PathPattern => ({ kind: 'exact', value });

test.each([
  ['prefix: /', PREFIX('/shop'), true],
  ['prefix: /shop', PREFIX('/shop'), true],
  ['prefix: /shop/', PREFIX('/shop'), true],
  ['prefix: /shop/cart', PREFIX('/shop'), true],
  ['prefix: /shop', PREFIX('/admin'), false],
  ['exact: /shop', PREFIX('/'), true],
  ['exact: /shop', EXACT('/shop'), true],
  ['exact: /shop', EXACT('/shop/cart'), false],
  ['prefix: /shop', EXACT('/shop/cart'), true],
  ['prefix: /shop/cart', EXACT('/shop'), false],
  ['regex: /s.*', PREFIX('/admin'), true],
])('a route with %s', (match, path, takes) => {
  const mesh = meshOf(virtualService('*', 'edge/public', match));
  expect(takesPath(firstOf(mesh, 'VirtualService'), path)).toBe(takes);
});

test.each([
  ['web', 'shop', true],
  ['web', '', true],
  ['web', 'edge', false],
  ['api', 'shop', false],
])('the route leads to %s in %s: %s', (name, namespace, leads) => {
  const entranceTo = answerEntranceTo(() => entrancesOf(meshOf(virtualService('*'))));
  expect(entranceTo(['other', name], namespace) !== undefined).toBe(leads);
});
