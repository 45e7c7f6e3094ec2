import { expect, test } from 'vitest';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const injected = namespace('shop', { 'istio-injection': 'enabled' });
const http = { name: 'http', port: 80, targetPort: 8080 };
const tcp = { name: 'tcp-x', port: 7000 };
const udp = { name: 'udp-x', port: 53, protocol: 'UDP' };
const app = (name: string, ...ports: readonly object[]): string =>
  documents(deployment({ name, namespace: 'shop' }), service(name, 'shop', ports));
const policy = (rules: readonly object[], spec: object = {}, inNamespace = 'shop'): string =>
  object('security.istio.io/v1', 'AuthorizationPolicy', 'x', inNamespace, { ...spec, rules });
const to = (...operations: readonly object[]) => ({
  to: operations.map((operation) => ({ operation })),
});
const forWeb = { selector: { matchLabels: { app: 'web' } } };

/** What is left out: the workload, its port, and a `!` where everything is refused. */
function leftOut(...files: readonly string[]): string {
  const mesh = meshOf(documents(injected, ...files));
  return mesh
    .all('AuthorizationPolicy')
    .flatMap(mesh.policies.leftOutRules)
    .map(
      ({ workload, port, closed }) =>
        `${workload.name}${port ? `:${port}` : ''}${closed ? '!' : ''}`,
    )
    .join(' ');
}

const GET = to({ methods: ['GET'] });
const TOKEN = { from: [{ source: { requestPrincipals: ['*'] } }] };
const PEER = { from: [{ source: { principals: ['a'] } }] };

test.each<[string, readonly string[], string]>([
  ['a method', [app('web', tcp), policy([GET])], 'web!'],
  ['a token', [app('web', tcp), policy([TOKEN])], 'web!'],
  [
    'a header',
    [app('web', tcp), policy([{ when: [{ key: 'request.headers[x]', values: ['y'] }] }])],
    'web!',
  ],
  [
    'a method, or a port',
    [app('web', tcp), policy([to({ methods: ['GET'] }, { ports: ['7000'] })])],
    'web!',
  ],
  ['nothing of HTTP', [app('web', tcp), policy([PEER])], ''],
  ['DENY', [app('web', tcp), policy([GET], { action: 'DENY' })], ''],
  ['a port of HTTP', [app('web', http), policy([GET])], ''],
  ['a port that is guessed', [app('web', { name: 'x', port: 7000 }), policy([GET])], ''],
  ['a port of HTTPS', [app('web', { name: 'https', port: 443 }), policy([GET])], 'web!'],
  ['a port of UDP beside', [app('web', tcp, udp), policy([GET])], 'web!'],
  ['a port of UDP alone', [app('web', udp), policy([GET])], ''],
  ['no Service', [deployment({ namespace: 'shop' }), policy([GET])], ''],
  ['both kinds of ports', [app('web', http, tcp), policy([GET])], ''],
  [
    'both, and one is named',
    [app('web', http, tcp), policy([to({ methods: ['GET'] }, { ports: ['7000'] })])],
    'web:7000!',
  ],
  [
    'both, and the other is named',
    [app('web', http, tcp), policy([to({ methods: ['GET'], ports: ['8080'] })])],
    '',
  ],
  ['another rule', [app('web', tcp), policy([GET, PEER])], 'web'],
  ['another policy', [app('web', tcp), policy([GET]), policy([PEER])], 'web'],
  [
    'a policy for the mesh',
    [app('web', tcp), policy([GET]), policy([{}], {}, 'istio-system')],
    'web',
  ],
  [
    'a policy for others',
    [
      app('web', tcp),
      app('api', http),
      policy([GET], forWeb),
      policy([PEER], { selector: { matchLabels: { app: 'api' } } }),
    ],
    'web!',
  ],
  ['workloads of both kinds', [app('api', http), app('web', tcp), policy([GET])], 'web!'],
  [
    'workloads of both kinds, and another rule',
    [app('api', http), app('web', tcp), policy([GET, PEER])],
    '',
  ],
  [
    'no sidecar',
    [
      deployment({ namespace: 'shop', labels: { 'sidecar.istio.io/inject': 'false' } }),
      service('web', 'shop', [tcp]),
      policy([GET]),
    ],
    '',
  ],
])('%s', (_name, files, expected) => {
  expect(leftOut(...files)).toBe(expected);
});
