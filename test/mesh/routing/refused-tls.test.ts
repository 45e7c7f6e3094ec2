import { expect, test } from 'vitest';
import { refusedTls } from '../../../src/mesh/routing/refused-tls.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const rule = (name: string, inNamespace: string, host: string, spec: object = {}): string =>
  object('networking.istio.io/v1', 'DestinationRule', name, inNamespace, { host, ...spec });
const peers = (name: string, inNamespace: string, mode: string, spec: object = {}): string =>
  object('security.istio.io/v1', 'PeerAuthentication', name, inNamespace, {
    mtls: { mode },
    ...spec,
  });
const tls = (mode?: string) => ({ trafficPolicy: { tls: { mode } } });
const onPort = (number: number, own: object) => ({
  trafficPolicy: { tls: { mode: 'DISABLE' }, portLevelSettings: [{ port: { number }, ...own }] },
});
const subset = (spec: object) => ({
  subsets: [{ name: 'v1', labels: { app: 'cart' }, ...spec }],
});
const toSubset = object('networking.istio.io/v1', 'VirtualService', 'cart', 'shop', {
  hosts: ['cart'],
  http: [{ route: [{ destination: { host: 'cart', subset: 'v1' } }] }],
});

const FULL = 'cart.shop.svc.cluster.local';
const INJECTED = namespace('shop', { 'istio-injection': 'enabled' });
const CART = service('cart', 'shop', [{ port: 80, targetPort: 8080 }]);
const PODS = deployment({ name: 'cart', namespace: 'shop' });
const STRICT = peers('strict', 'shop', 'STRICT');
const MESH = [INJECTED, CART, PODS, STRICT];
const PLAIN = rule('own', 'shop', 'cart', tls('DISABLE'));

/** Such as `own plain 80`, with a question mark where it is not sure. */
function refused(...objects: readonly string[]): string[] {
  return refusedTls(meshOf(documents(...objects))).map(
    ({ rule: { name }, sent, to, isSure }) =>
      `${name} ${sent} ${'port' in to ? to.port.number.value : to.namespace}${isSure ? '' : '?'}`,
  );
}

test.each<[string, readonly string[], readonly string[]]>([
  ['plain text', [...MESH, PLAIN], ['own plain 80']],
  ['a tls without a mode', [...MESH, rule('own', 'shop', 'cart', tls())], ['own plain 80']],
  ['plain TLS', [...MESH, rule('own', 'shop', 'cart', tls('SIMPLE'))], ['own simple 80']],
  ['TLS with a certificate', [...MESH, rule('own', 'shop', 'cart', tls('MUTUAL'))], []],
  ['mutual TLS', [...MESH, rule('own', 'shop', 'cart', tls('ISTIO_MUTUAL'))], []],
  ['a mode that is filled in', [...MESH, rule('own', 'shop', 'cart', tls('${MODE}'))], []],
  ['no tls', [...MESH, rule('own', 'shop', 'cart')], []],
  ['by a wildcard', [...MESH, rule('own', 'shop', '*.local', tls('DISABLE'))], ['own plain 80']],
  ['from a client', [...MESH, rule('own', 'front', FULL, tls('DISABLE'))], ['own plain 80']],
  [
    'from all clients',
    [...MESH, rule('own', 'istio-system', '*.local', tls('DISABLE'))],
    ['own plain 80'],
  ],
  [
    'from all clients but those of a narrower rule',
    [...MESH, rule('own', 'istio-system', '*.local', tls('DISABLE')), rule('x', 'shop', 'cart')],
    [],
  ],
  ['two rules that are merged', [...MESH, PLAIN, rule('x', 'shop', 'cart')], []],
  ['another host', [...MESH, rule('own', 'front', 'cart', tls('DISABLE'))], []],
  [
    'on another port',
    [...MESH, rule('own', 'shop', 'cart', onPort(80, { tls: { mode: 'ISTIO_MUTUAL' } }))],
    [],
  ],
  ['settings of the port without tls', [...MESH, rule('own', 'shop', 'cart', onPort(80, {}))], []],
  [
    'a subset that says otherwise',
    [
      ...MESH,
      toSubset,
      rule('own', 'shop', 'cart', { ...tls('DISABLE'), ...subset(tls('ISTIO_MUTUAL')) }),
    ],
    [],
  ],
  [
    'a subset that says nothing',
    [...MESH, toSubset, rule('own', 'shop', 'cart', { ...tls('DISABLE'), ...subset({}) })],
    ['own plain 80'],
  ],
  [
    'a subset that nobody calls',
    [...MESH, rule('own', 'shop', 'cart', { ...tls('DISABLE'), ...subset(tls('ISTIO_MUTUAL')) })],
    ['own plain 80'],
  ],
  ['no pods', [INJECTED, CART, STRICT, PLAIN], []],
  [
    'pods that may be labelled by hand',
    [namespace('shop'), CART, PODS, STRICT, PLAIN],
    ['own plain 80?'],
  ],
  [
    'pods outside the mesh',
    [namespace('shop', { 'istio-injection': 'disabled' }), CART, PODS, STRICT, PLAIN],
    [],
  ],
  [
    'a port past the sidecar',
    [
      INJECTED,
      CART,
      STRICT,
      PLAIN,
      deployment({
        name: 'cart',
        namespace: 'shop',
        annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' },
      }),
    ],
    [],
  ],
  [
    'pods that do not all want the same',
    [
      ...MESH,
      PLAIN,
      deployment({ name: 'new', namespace: 'shop', labels: { app: 'cart' } }),
      peers('new', 'shop', 'PERMISSIVE', { selector: { matchLabels: { track: 'new' } } }),
      deployment({ name: 'old', namespace: 'shop', labels: { app: 'cart', track: 'new' } }),
    ],
    [],
  ],
  ['pods that take both', [INJECTED, CART, PODS, PLAIN], []],
  [
    'mutual TLS where it is off',
    [
      INJECTED,
      CART,
      PODS,
      peers('off', 'shop', 'DISABLE'),
      rule('own', 'shop', 'cart', tls('ISTIO_MUTUAL')),
    ],
    ['own mutual 80'],
  ],
  [
    'plain TLS where mutual TLS is off',
    [
      INJECTED,
      CART,
      PODS,
      peers('off', 'shop', 'DISABLE'),
      rule('own', 'shop', 'cart', tls('SIMPLE')),
    ],
    [],
  ],
])('refused: %s', (_, objects, expected) => {
  expect(refused(...objects)).toEqual(expected);
});

const operator = (enableAutoMtls: boolean): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    meshConfig: { enableAutoMtls },
  });

test.each<[string, readonly string[], readonly string[]]>([
  ['no tls', [rule('own', 'shop', 'cart')], ['own plain 80']],
  [
    'settings of the port without tls',
    [rule('own', 'shop', 'cart', onPort(80, {}))],
    ['own plain 80'],
  ],
  ['mutual TLS', [rule('own', 'shop', 'cart', tls('ISTIO_MUTUAL'))], []],
  ['no rule', [], []],
])('refused without auto mutual TLS: %s', (_, rules, expected) => {
  expect(refused(operator(false), ...MESH, ...rules)).toEqual(expected);
  const [first = ''] = rules;
  expect(refused(operator(true), ...MESH, first)).toEqual([]);
});

test('a rule is told once for each policy that it meets', () => {
  const others = ['a', 'b'].flatMap((name) => [
    service(name, 'shop', [{ port: 80 }, { port: 81 }]),
    deployment({ name, namespace: 'shop' }),
  ]);
  const own = peers('own', 'shop', 'STRICT', { selector: { matchLabels: { app: 'b' } } });
  const wide = rule('wide', 'shop', '*.shop.svc.cluster.local', tls('DISABLE'));
  expect(refused(...MESH, ...others, own, wide)).toEqual(['wide plain 80', 'wide plain 80']);
});

test('of several ports the first that is sure is told', () => {
  const near = [
    service('a', 'front', [{ port: 80 }]),
    deployment({ name: 'a', namespace: 'front' }),
  ];
  const front = [namespace('front'), peers('x', 'front', 'UNSET'), ...near];
  const wide = rule('wide', 'istio-system', '*.local', tls('DISABLE'));
  const strict = peers('strict', 'istio-system', 'STRICT');
  expect(refused(...front, strict, wide)).toEqual(['wide plain 80?']);
  expect(refused(...front, INJECTED, CART, PODS, strict, wide)).toEqual(['wide plain 80']);
});

const ALL = '*.shop.svc.cluster.local';
const EVERY_SERVICE = rule('all', 'shop', ALL, tls('DISABLE'));
const SOME = { selector: { matchLabels: { app: 'cart' } } };

test.each<[string, readonly string[], readonly string[]]>([
  ['plain text', [STRICT, EVERY_SERVICE], ['all plain shop?']],
  ['that Services are known of', [CART, STRICT, EVERY_SERVICE], []],
  [
    'a policy of the mesh',
    [peers('x', 'istio-system', 'STRICT'), EVERY_SERVICE],
    ['all plain shop?'],
  ],
  [
    'mutual TLS where it is off',
    [peers('x', 'shop', 'DISABLE'), rule('all', 'shop', ALL, tls('ISTIO_MUTUAL'))],
    ['all mutual shop?'],
  ],
  ['some pods take both', [STRICT, peers('x', 'shop', 'PERMISSIVE', SOME), EVERY_SERVICE], []],
  ['no policy', [EVERY_SERVICE], []],
  ['a port of its own', [STRICT, rule('all', 'shop', ALL, onPort(80, {}))], []],
  [
    'of another namespace',
    [STRICT, rule('all', 'shop', '*.data.svc.cluster.local', tls('DISABLE'))],
    [],
  ],
  ['of all namespaces', [STRICT, rule('all', 'shop', '*.local', tls('DISABLE'))], []],
  [
    'an ambient mesh',
    [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), STRICT, EVERY_SERVICE],
    [],
  ],
])('refused by a namespace: %s', (_, objects, expected) => {
  expect(refused(...objects)).toEqual(expected);
});
