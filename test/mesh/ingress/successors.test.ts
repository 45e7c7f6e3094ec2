import { expect, test } from 'vitest';
import { credentialFault, OWN_GATEWAY } from '../../../src/mesh/ingress/credentials.ts';
import { ingressGatewayPods } from '../../../src/mesh/ingress/gateway-pods.ts';
import { isUsed } from '../../../src/mesh/ingress/secret-users.ts';
import { isTakenOver } from '../../../src/mesh/ingress/taken-over.ts';
import { deployment, documents, object } from '../mesh-of.ts';
import { firstOf, meshOf } from './mesh-of.ts';

const backend = { service: { name: 'web', port: { number: 80 } } };
const INGRESS = object('networking.k8s.io/v1', 'Ingress', 'web', 'shop', {
  tls: [{ hosts: ['a.dev'], secretName: 'tls' }],
  rules: [
    {
      host: 'a.dev',
      http: {
        paths: ['/', '/api'].map((path) => ({ path, pathType: 'Prefix', backend })),
      },
    },
  ],
});

function gateway(server: object, selector: object = { istio: 'ingressgateway' }): string {
  return object('networking.istio.io/v1', 'Gateway', 'edge', 'shop', {
    selector,
    servers: [{ hosts: ['a.dev'], ...server }],
  });
}

const PLAIN = { port: { number: 80, name: 'http', protocol: 'HTTP' } };
const SECURED = {
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', credentialName: 'tls' },
};

function route(prefix: string, gateways = ['edge']): string {
  return object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', {
    hosts: ['a.dev'],
    gateways,
    http: [{ match: [{ uri: { prefix } }], route: [{ destination: { host: 'web' } }] }],
  });
}

test.each([
  ['nothing', [], ['/', '/api']],
  ['a Gateway alone', [gateway(PLAIN)], ['/', '/api']],
  ['a route for a part', [gateway(PLAIN), route('/api')], []],
  ['a route for another part', [gateway(PLAIN), route('/blog')], ['/api']],
  ['a route for all', [gateway(PLAIN), route('/')], []],
])('of the paths, %s leaves unrouted what it does not take', (_what, objects, paths) => {
  const mesh = meshOf(documents(INGRESS, ...objects));
  const unrouted = mesh.ingress.unrouted(firstOf(mesh, 'Ingress'));
  expect(unrouted.flatMap((one) => one.paths.map(({ path }) => path.value))).toEqual(paths);
});

test.each([
  ['nothing', [], ['a.dev']],
  ['a plain Gateway', [gateway(PLAIN)], ['a.dev']],
  ['a Gateway that ends TLS', [gateway(SECURED)], []],
  ['a route by a Gateway elsewhere', [route('/', ['other/edge'])], []],
])('TLS is lost behind %s', (_what, objects, hosts) => {
  const mesh = meshOf(documents(INGRESS, ...objects));
  const lost = mesh.ingress.lostTls(firstOf(mesh, 'Ingress'));
  expect(lost.map(({ secured }) => secured.host)).toEqual(hosts);
});

test.each([
  ['1.0', 'web', OWN_GATEWAY, 'too-old'],
  ['1.5', 'web', OWN_GATEWAY, 'off'],
  ['1.5', 'web', 'shop-ingressgateway', undefined],
  ['1.6', 'web', OWN_GATEWAY, undefined],
  ['1.7', 'istio-web', OWN_GATEWAY, 'reserved-name'],
  ['1.8', 'istio-web', OWN_GATEWAY, undefined],
])('Istio %s reads a Secret called %s for %s: %s', (istioVersion, name, pods, fault) => {
  expect(credentialFault(meshOf('', { istioVersion }), name, pods)).toBe(fault);
});

const service = (name: string, labels: object): string =>
  object('v1', 'Service', name, 'gateways', {
    selector: labels,
    ports: [{ name: 'http2', port: 80 }],
  });

test.each([
  [
    'nothing',
    [],
    { labels: { istio: 'ingressgateway' }, namespace: 'istio-system', assumed: true },
  ],
  [
    'a Service',
    [service('asm-ingressgateway', { app: 'edge', asm: 'ingressgateway' })],
    { labels: { asm: 'ingressgateway' }, namespace: 'gateways', assumed: false },
  ],
  [
    'an egress gateway alone',
    [service('istio-egressgateway', { istio: 'egressgateway' })],
    { labels: { istio: 'ingressgateway' }, namespace: 'istio-system', assumed: true },
  ],
  [
    'a Gateway for other pods',
    [gateway(PLAIN, { istio: 'edge' })],
    { labels: { istio: 'edge' }, assumed: false },
  ],
])('the pods of the gateway, by %s', (_what, objects, pods) => {
  expect(ingressGatewayPods(meshOf(documents(...objects)))).toEqual(pods);
});

const ARMOR = documents(
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: { 'cloud.google.com/backend-config': '{"default": "web"}' },
    },
    spec: { ports: [{ name: 'http', port: 80 }] },
  }),
  object('cloud.google.com/v1', 'BackendConfig', 'web', 'shop', { securityPolicy: { name: 'a' } }),
);

test.each([
  ['with routes and TLS', [gateway(SECURED), route('/')], true],
  ['without TLS', [gateway(PLAIN), route('/')], false],
  ['without a path', [gateway(SECURED), route('/blog')], false],
  ['without Cloud Armor', [gateway(SECURED), route('/'), ARMOR], false],
])('an Ingress is taken over %s: %s', (_how, objects, expected) => {
  const mesh = meshOf(documents(INGRESS, ...objects));
  expect(isTakenOver(mesh, firstOf(mesh, 'Ingress'))).toBe(expected);
});

const SECRET = object('v1', 'Secret', 'tls', 'shop', {});
const reads = { secretKeyRef: { name: 'tls', key: 'a' } };

test.each([
  ['by nothing', [], false],
  ['by an Ingress', [INGRESS], true],
  ['by an Ingress elsewhere', [INGRESS.replace('"shop"', '"blog"')], false],
  [
    'by a volume',
    [
      deployment({
        namespace: 'shop',
        ...{ volumes: [{ name: 'v', secret: { secretName: 'tls' } }] },
      }),
    ],
    true,
  ],
  [
    'by a variable',
    [
      deployment({
        namespace: 'shop',
        containers: [{ name: 'a', env: [{ name: 'A', valueFrom: reads }] }],
      }),
    ],
    true,
  ],
])('a Secret is used %s: %s', (_how, objects, expected) => {
  const mesh = meshOf(documents(SECRET, ...objects));
  expect(isUsed(mesh, firstOf(mesh, 'Secret'))).toBe(expected);
});
