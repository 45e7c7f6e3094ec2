import { expect, test } from 'vitest';
import { serviceStage } from '../../src/graph/services.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh/mesh-of.ts';
import { notes, ways } from './drawn.ts';

const pods = deployment({
  namespace: 'shop',
  containers: [{ name: 'web', ports: [{ name: 'web', containerPort: 8080 }] }],
});
const shop = namespace('shop', { 'istio-injection': 'enabled' });
const strict = object('security.istio.io/v1', 'PeerAuthentication', 'default', 'shop', {
  mtls: { mode: 'STRICT' },
});
const TO_PODS = 'Service shop/web > Deployment shop/web';
const PERMISSIVE = 'mutual TLS PERMISSIVE (default of Istio)';

test.each([
  [
    'a number',
    [{ name: 'http', port: 80, targetPort: 8080 }],
    [`${TO_PODS}: port 80 to 8080, http, ${PERMISSIVE}`],
  ],
  [
    'a name',
    [{ name: 'grpc', port: 80, targetPort: 'web' }],
    [`${TO_PODS}: port 80 to 8080, grpc, ${PERMISSIVE}`],
  ],
  [
    'a name that no container has',
    [{ name: 'http', port: 80, targetPort: 'api' }],
    [`${TO_PODS}: port 80 to api, http, ${PERMISSIVE}, no container has a port of this name`],
  ],
  ['the same port', [{ port: 80 }], [`${TO_PODS}: port 80, sniffed, ${PERMISSIVE}`]],
  ["the proxy's own", [{ name: 'http', port: 15020 }], [`${TO_PODS}: port 15020, http`]],
  ['none', [], [TO_PODS]],
])('a port that leads to %s', (_name, ports, wanted) => {
  const mesh = meshOf(documents(shop, pods, service('web', 'shop', ports)));
  expect(ways(serviceStage(mesh))).toEqual(wanted);
});

test('what pods demand, and what is outside of the mesh', () => {
  const web = service('web', 'shop', [{ name: 'http', port: 80 }]);
  expect(ways(serviceStage(meshOf(documents(shop, pods, web, strict))))).toEqual([
    `${TO_PODS}: port 80, http, mutual TLS STRICT (PeerAuthentication shop/default)`,
  ]);
  const outside = namespace('shop', { 'istio-injection': 'disabled' });
  expect(ways(serviceStage(meshOf(documents(outside, pods, web))))).toEqual([
    `${TO_PODS}: port 80, http`,
  ]);
});

const of = (spec: object) => object('v1', 'Service', 'web', 'shop', spec);

test.each([
  [
    'an alias',
    { type: 'ExternalName', externalName: 'bank.example.org' },
    ['Service shop/web > host bank.example.org: stands for'],
  ],
  [
    'no selector',
    { ports: [{ port: 80 }] },
    ['Service shop/web > pods of Service shop/web: no selector: its endpoints are made elsewhere'],
  ],
  [
    'labels that nothing has',
    { selector: { app: 'gone' } },
    ['Service shop/web > pods of Service shop/web: app=gone'],
  ],
  [
    'a load balancer',
    { type: 'LoadBalancer', selector: { app: 'gone' }, ports: [{ port: 80 }, { port: 443 }] },
    [
      'outside > Service shop/web: port 80, LoadBalancer',
      'outside > Service shop/web: port 443, LoadBalancer',
      'Service shop/web > pods of Service shop/web: app=gone',
    ],
  ],
])('a Service with %s', (_name, spec, wanted) => {
  expect(ways(serviceStage(meshOf(of(spec))))).toEqual(wanted);
});

test.each([
  ['the pods may be elsewhere', false, 'unknown'],
  ['the input is complete', true, 'missing'],
])('pods that are not seen, where %s', (_name, complete, absent) => {
  const mesh = meshOf(of({ selector: { app: 'gone' } }), { complete });
  expect(notes(serviceStage(mesh))).toEqual({ 'pods of Service shop/web': absent });
});

test.each([
  [
    'a sidecar',
    { 'istio-injection': 'enabled' },
    'sidecar: namespace shop has the label istio-injection=enabled',
  ],
  [
    'none',
    { 'istio-injection': 'disabled' },
    'no sidecar: namespace shop has the label istio-injection=disabled',
  ],
])('a workload with %s', (_name, labels, note) => {
  const mesh = meshOf(documents(namespace('shop', labels), pods));
  expect(notes(serviceStage(mesh))).toEqual({ 'Deployment shop/web': note });
});

test('a workload that is about to come into the mesh', () => {
  const mesh = meshOf(documents(namespace('shop'), pods), { migrating: true });
  expect(notes(serviceStage(mesh))['Deployment shop/web']).toMatch(/judged as if it had one$/);
});
