import { expect, test } from 'vitest';
import { readListen } from '../../../src/mesh/nginx/listen.ts';
import { loopbackListeners } from '../../../src/mesh/nginx/loopback-listeners.ts';
import { documents, meshOf, object, service } from '../mesh-of.ts';
import { nginxWith } from './nginx-pods.ts';

test.each<[string, ReturnType<typeof readListen>]>([
  ['8080', { port: 8080, loopback: false }],
  ['*:8080', { port: 8080, loopback: false }],
  ['0.0.0.0:8080', { port: 8080, loopback: false }],
  ['[::]:8080', { port: 8080, loopback: false }],
  ['10.0.0.1', { port: 80, loopback: false }],
  ['web.shop', { port: 80, loopback: false }],
  ['127.0.0.1:8080', { port: 8080, loopback: true }],
  ['127.0.0.2', { port: 80, loopback: true }],
  ['localhost:8080', { port: 8080, loopback: true }],
  ['localhost', { port: 80, loopback: true }],
  ['[::1]:8080', { port: 8080, loopback: true }],
  ['[::1]', { port: 80, loopback: true }],
  ['unix:/run/nginx.sock', 'socket'],
  ['127.0.0.1:${PORT}', 'unknown'],
  ['127.0.0.1:8080-8090', 'unknown'],
])('listen %s', (address, expected) => {
  expect(readListen(address)).toEqual(expected);
});

interface Situation {
  readonly istioVersion?: string;
  readonly inject?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly targetPort?: number | string;
  readonly others?: readonly string[];
}

/** The addresses that nginx keeps for its pod, though the Service `web` leads there: to port 8080, if no other is given. */
function kept(text: string, situation: Situation = {}): string[] {
  const { istioVersion = '1.28', inject = 'true', targetPort = 8080, others = [] } = situation;
  const all = documents(
    nginxWith(text, {
      labels: { 'sidecar.istio.io/inject': inject },
      ...(situation.annotations && { annotations: situation.annotations }),
      containers: [{ name: 'app', ports: [{ name: 'web', containerPort: 8080 }] }],
    }),
    service('web', 'shop', [
      { port: 9090, targetPort: 9090 },
      { port: 80, targetPort },
    ]),
    ...others,
  );
  const mesh = meshOf(all, { istioVersion });
  return mesh.nginxSenders
    .flatMap((sender) => loopbackListeners(sender, mesh))
    .map(({ address, port }) => `${address.value} < ${port.number.value}`);
}

const LOOPBACK = 'server { listen 127.0.0.1:8080; }';
const FOUND = ['127.0.0.1:8080 < 80'];

test.each<[string, string, readonly string[]]>([
  ['loopback', LOOPBACK, FOUND],
  ['all addresses', 'server { listen 8080; }', []],
  ['both, in one server', 'server { listen 127.0.0.1:8080; listen 8080; }', []],
  ['both, in two', `${LOOPBACK} server { listen [::]:8080; server_name a; }`, []],
  [
    'loopback in two families',
    'server { listen 127.0.0.1:8080; listen [::1]:8080; }',
    [...FOUND, '[::1]:8080 < 80'],
  ],
  ['another port', 'server { listen 127.0.0.1:8081; }', []],
  ['a server beside that names no port', `${LOOPBACK} server { server_name a; }`, FOUND],
  ['a socket beside', 'server { listen 127.0.0.1:8080; listen unix:/a.sock; }', FOUND],
  ['a port that a template fills in', `${LOOPBACK} server { listen \${PORT}; }`, []],
  [
    'a stream that takes it',
    `events {} stream { server { listen 8080; proxy_pass a:1; } } http { ${LOOPBACK} }`,
    [],
  ],
  [
    'a stream on loopback',
    'events {} stream { server { listen 127.0.0.1:8080; proxy_pass a:1; } }',
    FOUND,
  ],
  ['UDP', 'events {} stream { server { listen 127.0.0.1:8080 udp; proxy_pass a:1; } }', []],
  ['servers that are not known', `include servers.conf; ${LOOPBACK}`, []],
  [
    'a server of which not all is known',
    'server { listen 127.0.0.1:8080; include listen.conf; }',
    [],
  ],
])('nginx listens on %s', (_, text, expected) => {
  expect(kept(text)).toEqual(expected);
});

const sidecar = (ingress: readonly object[], app: string): string =>
  object('networking.istio.io/v1', 'Sidecar', 'web', 'shop', {
    workloadSelector: { labels: { app } },
    ...(ingress.length > 0 && { ingress }),
  });
const INGRESS = [
  { port: { number: 8080, protocol: 'HTTP', name: 'http' }, defaultEndpoint: '127.0.0.1:8080' },
];

test.each<[string, Situation, readonly string[]]>([
  ['up to Istio 1.9', { istioVersion: '1.9' }, []],
  ['since Istio 1.10', { istioVersion: '1.10' }, FOUND],
  ['without a sidecar', { inject: 'false' }, []],
  [
    'past the sidecar',
    { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' } },
    [],
  ],
  ['by the name of a port', { targetPort: 'web' }, FOUND],
  ['by the name of no port', { targetPort: 'http' }, []],
  ['of which a Sidecar says where it connects to', { others: [sidecar(INGRESS, 'web')] }, []],
  ['of which a Sidecar says nothing', { others: [sidecar([], 'web')] }, FOUND],
  ['beside a Sidecar for others', { others: [sidecar(INGRESS, 'api')] }, FOUND],
])('a Service leads to pods %s', (_, situation, expected) => {
  expect(kept(LOOPBACK, situation)).toEqual(expected);
});
