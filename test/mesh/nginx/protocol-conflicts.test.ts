import { expect, test } from 'vitest';
import { readNginxFile } from '../../../src/facts/nginx.ts';
import { configurationsOf } from '../../../src/mesh/nginx/configuration.ts';
import { otherPasses } from '../../../src/mesh/nginx/other-passes.ts';
import { isSure } from '../../../src/mesh/nginx/passes-to-services.ts';
import { protocolConflicts } from '../../../src/mesh/nginx/protocol-conflicts.ts';
import { deployment, documents, meshOf, object, service } from '../mesh-of.ts';
import { nginxConf, nginxPods } from './nginx-pods.ts';

/** `directive protocol host:port…` of each pass of a server. */
function passes(text: string): string[] {
  const path = '/etc/nginx/nginx.conf';
  const facts = readNginxFile(path, `http { server { listen 80; ${text} } }`);
  const configurations = facts ? configurationsOf([{ path, text: facts.text }]) : [];
  return configurations.flatMap(otherPasses).map(({ directive, protocol, targets }) => {
    return [directive, protocol, ...targets.map(({ host, port }) => `${host}:${port}`)].join(' ');
  });
}

test.each<[string, string, readonly string[]]>([
  ['an address', 'location / { fastcgi_pass php:9000; }', ['fastcgi_pass FastCGI php:9000']],
  [
    'what stays in the pod',
    'location / { fastcgi_pass 127.0.0.1:9000; }',
    ['fastcgi_pass FastCGI'],
  ],
  ['a socket', 'location / { uwsgi_pass unix:/run/a.sock; }', ['uwsgi_pass uwsgi']],
  [
    'a name without a port is none of a server',
    'location / { scgi_pass old; }',
    ['scgi_pass SCGI'],
  ],
  ['gRPC in the clear', 'location / { grpc_pass grpc://a:1; }', ['grpc_pass gRPC a:1']],
  ['gRPC without a scheme', 'location / { grpc_pass a:1; }', ['grpc_pass gRPC a:1']],
  ['gRPC with TLS', 'location / { grpc_pass grpcs://a:1; }', ['grpc_pass TLS a:1']],
  ['uwsgi with TLS', 'location / { uwsgi_pass suwsgi://a:1; }', ['uwsgi_pass TLS a:1']],
  [
    'a constant variable, under a condition',
    'set $cache c.shop:11211; location / { if ($arg_a) { memcached_pass $cache; } }',
    ['memcached_pass memcached c.shop:11211'],
  ],
  [
    'a variable that makes it the one or the other',
    'set $to grpc://a:1; if ($arg_a) { set $to grpcs://a:1; } location / { grpc_pass $to; }',
    [],
  ],
  ['HTTP', 'location / { proxy_pass https://a; }', []],
])('other protocols: %s', (_, text, expected) => {
  expect(passes(text)).toEqual(expected);
});

test('an upstream block has its servers', () => {
  const text =
    'upstream php { server a:9000; server b; } server { location / { fastcgi_pass php; } }';
  const facts = readNginxFile('/etc/nginx/conf.d/a.conf', text);
  const placed = facts ? [{ path: '/etc/nginx/conf.d/a.conf', text: facts.text }] : [];
  const targets = configurationsOf(placed)
    .flatMap(otherPasses)
    .flatMap((pass) => pass.targets);
  expect(targets.map(({ host, port }) => `${host}:${port}`)).toEqual(['a:9000', 'b:80']);
});

const INJECT = 'sidecar.istio.io/inject';

type Membership = 'true' | 'false' | 'unknown';

interface Ends {
  readonly sender?: Membership;
  readonly receiver?: Membership;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly migrating?: boolean;
  readonly untied?: boolean;
}

const labelled = (inject: Membership) => (inject === 'unknown' ? {} : { [INJECT]: inject });

/** What is wrong with `pass` to a Service `api` with one port of these fields: `directive outcome`, `?` where it is not sure. */
function conflicts(pass: string, port: object, ends: Ends = { sender: 'true' }): string[] {
  const { sender = 'false', receiver = 'false', annotations = {}, migrating = false } = ends;
  const all = documents(
    nginxConf(`server { listen 80; location / { ${pass}; } }`),
    ...(ends.untied ? [] : [nginxPods({ labels: labelled(sender), annotations })]),
    deployment({ name: 'api', namespace: 'shop', labels: labelled(receiver) }),
    service('api', 'shop', [{ port: 8443, ...port }]),
    object('networking.istio.io/v1', 'Gateway', 'public', 'shop', { servers: [] }),
  );
  return protocolConflicts(meshOf(all, { migrating, istioVersion: '1.28' })).map(
    (conflict) => `${conflict.directive} ${conflict.outcome}${isSure(conflict) ? '' : '?'}`,
  );
}

const TLS = 'proxy_pass https://api:8443';
const FASTCGI = 'fastcgi_pass api:8443';
const GRPC = 'grpc_pass grpc://api:8443';

test.each<[string, object, readonly string[]]>([
  [TLS, { name: 'http-web' }, ['proxy_pass refused']],
  [TLS, { name: 'grpc' }, ['proxy_pass refused']],
  [TLS, { name: 'tcp', appProtocol: 'kubernetes.io/h2c' }, ['proxy_pass refused']],
  [TLS, { name: 'http', appProtocol: 'https' }, []],
  [TLS, { name: 'tls' }, []],
  [TLS, { name: 'web' }, []],
  [TLS, {}, []],
  ['proxy_pass https://api.shop.svc:8444', { name: 'http' }, []],
  ['proxy_pass http://api:8443', { name: 'https' }, []],
  [FASTCGI, { name: 'http' }, ['fastcgi_pass refused']],
  [FASTCGI, { name: 'http2' }, ['fastcgi_pass refused']],
  [FASTCGI, { name: 'tcp-fpm' }, []],
  [FASTCGI, { name: 'fpm' }, []],
  [GRPC, { name: 'http' }, ['grpc_pass downgraded']],
  [GRPC, { name: 'http2' }, []],
  [GRPC, { name: 'grpc-web' }, []],
  [GRPC, { name: 'tcp' }, []],
  ['grpc_pass grpcs://api:8443', { name: 'grpc' }, ['grpc_pass refused']],
])('%s to a port with %o', (pass, port, expected) => {
  expect(conflicts(pass, port)).toEqual(expected);
});

const EXCLUDED = { 'traffic.sidecar.istio.io/excludeOutboundPorts': '8443' };

test.each<[string, Ends, readonly string[]]>([
  ['of nobody', {}, []],
  ['of the server', { receiver: 'true' }, ['fastcgi_pass refused']],
  ['past which the port goes', { sender: 'true', annotations: EXCLUDED }, []],
  [
    'past which the port goes to that of the server',
    { sender: 'true', receiver: 'true', annotations: EXCLUDED },
    ['fastcgi_pass refused'],
  ],
  ['that nothing tells of', { sender: 'unknown' }, ['fastcgi_pass refused?']],
  [
    'that nothing tells of before that of the server',
    { sender: 'unknown', receiver: 'true' },
    ['fastcgi_pass refused'],
  ],
  ['of the server that nothing tells of', { receiver: 'unknown' }, ['fastcgi_pass refused?']],
  ['of unknown pods', { untied: true }, []],
  ['of unknown pods that come in', { untied: true, migrating: true }, ['fastcgi_pass refused?']],
  [
    'of the server, from unknown pods',
    { untied: true, receiver: 'true' },
    ['fastcgi_pass refused?'],
  ],
])('a sidecar %s', (_, ends, expected) => {
  expect(conflicts(FASTCGI, { name: 'http' }, ends)).toEqual(expected);
});

test('a text that several pods use is spoken of once, for those that are sure to be in the mesh', () => {
  const twice = documents(
    nginxConf('server { listen 80; location / { fastcgi_pass api:80; } }'),
    nginxPods({ name: 'web-0' }),
    nginxPods({ name: 'web-1', labels: { [INJECT]: 'true' } }),
    service('api', 'shop', [{ port: 80, name: 'http' }]),
    object('networking.istio.io/v1', 'Gateway', 'public', 'shop', { servers: [] }),
  );
  const found = protocolConflicts(meshOf(twice));
  expect(found.map((conflict) => [conflict.sender.workload?.name, isSure(conflict)])).toEqual([
    ['web-1', true],
  ]);
});
