import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const injected = namespace('shop', { 'istio-injection': 'enabled' });
const port = { name: 'http', port: 80, targetPort: 8080 };
const app = (name: string): string =>
  documents(deployment({ name, namespace: 'shop' }), service(name, 'shop', [port]));
const forApp = (name: string) => ({ selector: { matchLabels: { app: name } } });

const peer = (mode: string, spec: object = {}, inNamespace = 'shop'): string =>
  object('security.istio.io/v1', 'PeerAuthentication', `peer-${mode}`, inNamespace, {
    ...spec,
    mtls: { mode },
  });
const OFF = peer('DISABLE');
const rule = (host: string, mode: string, inNamespace = 'shop', spec: object = {}): string =>
  object('networking.istio.io/v1', 'DestinationRule', `rule-${mode}`, inNamespace, {
    host,
    trafficPolicy: { tls: { mode } },
    ...spec,
  });
const NO_AUTO = object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
  meshConfig: { enableAutoMtls: false },
});

const policy = (rules: readonly object[], spec: object = {}, inNamespace = 'shop'): string =>
  object('security.istio.io/v1', 'AuthorizationPolicy', 'x', inNamespace, { ...spec, rules });
const from = (source: object) => ({ from: [{ source }] });
const PRINCIPAL = from({ principals: ['cluster.local/ns/shop/sa/web'] });
const ADDRESS = from({ ipBlocks: ['10.0.0.0/8'] });
const atPorts = (...ports: readonly string[]) => ({ to: [{ operation: { ports } }] });

/** Who shows no certificate: the field, the side that decides, the workload, its port, and a `!` where everything is refused. */
function unknown(files: readonly string[], options: Partial<MeshInput> = {}): string {
  const mesh = meshOf(documents(injected, ...files), options);
  return mesh
    .all('AuthorizationPolicy')
    .flatMap(mesh.policies.unknownCallers)
    .map(
      ({ match, because, workload, port: number, closed }) =>
        `${match.field.value} ${because.side} ${workload?.name ?? '*'}${number ? `:${number}` : ''}${closed ? '!' : ''}`,
    )
    .join(', ');
}

test.each<[string, readonly string[], string]>([
  ['mutual TLS is off', [app('web'), OFF, policy([PRINCIPAL])], 'principals server web!'],
  ['it is permissive', [app('web'), peer('PERMISSIVE'), policy([PRINCIPAL])], ''],
  ['nothing is said', [app('web'), policy([PRINCIPAL])], ''],
  [
    'off in the mesh',
    [app('web'), peer('DISABLE', {}, 'istio-system'), policy([PRINCIPAL])],
    'principals server web!',
  ],
  [
    'off in the mesh, not here',
    [app('web'), peer('DISABLE', {}, 'istio-system'), peer('STRICT'), policy([PRINCIPAL])],
    '',
  ],
  ['an address', [app('web'), OFF, policy([ADDRESS])], ''],
  ['another rule', [app('web'), OFF, policy([PRINCIPAL, ADDRESS])], 'principals server web'],
  [
    'a source without a certificate beside',
    [app('web'), OFF, policy([{ from: [...PRINCIPAL.from, ...ADDRESS.from] }])],
    'principals server web',
  ],
  [
    'what nothing matches beside what all match',
    [app('web'), OFF, policy([from({ notPrincipals: ['a'], namespaces: ['b'] })])],
    'namespaces server web!',
  ],
  [
    'a negation',
    [app('web'), OFF, policy([from({ notPrincipals: ['a'] })], { action: 'DENY' })],
    'notPrincipals server web',
  ],
  [
    'a condition',
    [app('web'), OFF, policy([{ when: [{ key: 'source.principal', values: ['a'] }] }])],
    'source.principal server web!',
  ],
  [
    'a server name',
    [app('web'), OFF, policy([{ when: [{ key: 'connection.sni', values: ['a'] }] }])],
    '',
  ],
  [
    'one workload of two, and nothing else is allowed',
    [app('web'), app('db'), peer('DISABLE', forApp('db')), policy([PRINCIPAL])],
    'principals server db!',
  ],
  [
    'one workload of two, which has a rule of its own',
    [
      app('web'),
      app('db'),
      peer('DISABLE', forApp('db')),
      policy([PRINCIPAL]),
      policy([ADDRESS], forApp('db')),
    ],
    '',
  ],
  [
    'one workload of two that somebody is denied',
    [
      app('web'),
      app('db'),
      peer('DISABLE', forApp('db')),
      policy([PRINCIPAL], { action: 'DENY' }),
      policy([ADDRESS], forApp('db')),
    ],
    'principals server db',
  ],
  [
    'a port of its own that the rule names',
    [
      app('web'),
      peer('STRICT', { ...forApp('web'), portLevelMtls: { 9090: { mode: 'DISABLE' } } }),
      policy([{ ...PRINCIPAL, ...atPorts('8080', '9090') }]),
    ],
    'principals server web:9090',
  ],
  [
    'a port of its own that the rule does not name',
    [
      app('web'),
      peer('STRICT', { ...forApp('web'), portLevelMtls: { 9090: { mode: 'DISABLE' } } }),
      policy([PRINCIPAL, { ...PRINCIPAL, ...atPorts('8080') }]),
    ],
    '',
  ],
  [
    'a port that is filled in',
    [app('web'), OFF, policy([{ ...PRINCIPAL, ...atPorts('${PORT}') }])],
    '',
  ],
  [
    'no sidecar',
    [
      deployment({ namespace: 'shop', labels: { 'sidecar.istio.io/inject': 'false' } }),
      OFF,
      policy([PRINCIPAL]),
    ],
    '',
  ],
])('%s', (_name, files, expected) => {
  expect(unknown(files)).toBe(expected);
});

test.each<[string, readonly string[], string]>([
  ['plain text', [rule('web', 'DISABLE')], 'principals clients web!'],
  ['to all Services', [rule('*.local', 'DISABLE', 'istio-system')], 'principals clients web!'],
  ['mutual TLS', [rule('web', 'ISTIO_MUTUAL')], ''],
  ['TLS of their own', [rule('web', 'SIMPLE')], ''],
  [
    'mutual TLS in the mesh, plain text here',
    [rule('*.local', 'ISTIO_MUTUAL', 'istio-system'), rule('web', 'DISABLE')],
    'principals clients web!',
  ],
  [
    'plain text in the mesh, mutual TLS here',
    [rule('*.local', 'DISABLE', 'istio-system'), rule('web', 'ISTIO_MUTUAL')],
    '',
  ],
  [
    'other things in another namespace',
    [rule('web', 'DISABLE'), rule('web.shop.svc.cluster.local', 'ISTIO_MUTUAL', 'guests')],
    '',
  ],
  [
    'plain text, some of them',
    [rule('web', 'DISABLE', 'shop', { workloadSelector: { matchLabels: { app: 'a' } } })],
    '',
  ],
  ['plain text, those of its namespace', [rule('web', 'DISABLE', 'shop', { exportTo: ['.'] })], ''],
  [
    'plain text, by a tls without a mode',
    [rule('web', '', 'shop', { trafficPolicy: { tls: {} } })],
    'principals clients web!',
  ],
  [
    'plain text, to subsets too',
    [rule('web', 'DISABLE', 'shop', { subsets: [{ name: 'v2', labels: { version: 'v2' } }] })],
    'principals clients web!',
  ],
  [
    'nothing of TLS, where auto mutual TLS is off',
    [NO_AUTO, rule('web', '', 'shop', { trafficPolicy: {} })],
    'principals mesh web!',
  ],
  ['nothing of TLS', [rule('web', '', 'shop', { trafficPolicy: {} })], ''],
  [
    'plain text, but for subsets',
    [
      rule('web', 'DISABLE', 'shop', {
        subsets: [{ name: 'v2', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }],
      }),
    ],
    '',
  ],
  [
    'plain text to another port',
    [
      rule('web', 'ISTIO_MUTUAL', 'shop', {
        trafficPolicy: { portLevelSettings: [{ port: { number: 81 }, tls: { mode: 'DISABLE' } }] },
      }),
    ],
    '',
  ],
  ['plain text, and are refused', [rule('web', 'DISABLE'), peer('STRICT')], ''],
  ['nothing, where auto mutual TLS is off and rules lie elsewhere', [NO_AUTO], ''],
  [
    'nothing, where auto mutual TLS is off',
    [NO_AUTO, rule('web.other.svc.cluster.local', 'ISTIO_MUTUAL', 'istio-system')],
    'principals mesh web!',
  ],
])('callers are told: %s', (_name, files, expected) => {
  expect(unknown([app('web'), policy([PRINCIPAL]), ...files])).toBe(expected);
});

const forWeb = policy([PRINCIPAL], forApp('web'));

test.each<[string, readonly string[], string]>([
  ['off in the namespace', [OFF, forWeb], 'principals server *'],
  ['off for these labels', [peer('DISABLE', forApp('web')), forWeb], 'principals server *'],
  ['off for others', [peer('DISABLE', forApp('db')), forWeb], ''],
  [
    'perhaps on for some',
    [OFF, peer('STRICT', { selector: { matchLabels: { version: 'v2' } } }), forWeb],
    '',
  ],
  ['on for others', [OFF, peer('STRICT', forApp('db')), forWeb], 'principals server *'],
  [
    'ports of their own',
    [peer('DISABLE', { ...forApp('web'), portLevelMtls: { 9090: { mode: 'STRICT' } } }), forWeb],
    '',
  ],
  [
    'plain text to all',
    [rule('*.local', 'DISABLE', 'istio-system'), forWeb],
    'principals clients *',
  ],
  [
    'plain text to a Service that selects them',
    [service('web', 'shop', [port]), rule('web', 'DISABLE'), forWeb],
    'principals clients *',
  ],
  ['plain text to a Service that may not', [rule('web', 'DISABLE'), forWeb], ''],
  [
    'a gateway',
    [OFF, policy([PRINCIPAL], { selector: { matchLabels: { istio: 'ingressgateway' } } })],
    '',
  ],
  [
    'the whole mesh',
    [peer('DISABLE', {}, 'istio-system'), policy([PRINCIPAL], {}, 'istio-system')],
    '',
  ],
  [
    'a waypoint',
    [OFF, policy([PRINCIPAL], { targetRefs: [{ kind: 'Service', name: 'web', group: '' }] })],
    '',
  ],
])('no workload is among the files: %s', (_name, files, expected) => {
  expect(unknown(files)).toBe(expected);
});

test('PeerAuthentication counts since Istio 1.5', () => {
  expect(unknown([OFF, forWeb], { istioVersion: '1.4' })).toBe('');
});
