import { expect, test } from 'vitest';
import { doubleTls } from '../../../src/mesh/nginx/double-tls.ts';
import { isSure } from '../../../src/mesh/nginx/passes-to-services.ts';
import { documents, meshOf, object, service } from '../mesh-of.ts';
import { nginxWith } from './nginx-pods.ts';

const INJECTED = { 'sidecar.istio.io/inject': 'true' };

const ORIGINATES = object('networking.istio.io/v1', 'DestinationRule', 'api', 'shop', {
  host: 'api',
  trafficPolicy: { tls: { mode: 'SIMPLE' } },
});

const ROUTES = object('networking.istio.io/v1', 'VirtualService', 'api', 'shop', {
  hosts: ['api'],
  tls: [{ match: [{ sniHosts: ['api'] }], route: [{ destination: { host: 'other' } }] }],
});

/** What nginx wraps twice with `pass` to the port 8200 of a Service `api`: `directive mode`, `?` where it is not sure. */
function doubled(
  pass: string,
  { port = {}, labels = INJECTED, others = [ORIGINATES] }: Situation = {},
): string[] {
  const all = documents(
    nginxWith(`server { listen 80; location / { ${pass}; } }`, { labels }),
    service('api', 'shop', [{ port: 8200, ...port }]),
    ...others,
  );
  return doubleTls(meshOf(all)).map(
    (found) => `${found.directive} ${found.mode.value}${isSure(found) ? '' : '?'}`,
  );
}

interface Situation {
  readonly port?: object;
  readonly labels?: Readonly<Record<string, string>>;
  readonly others?: readonly string[];
}

const TLS = 'proxy_pass https://api:8200';

test.each<[string, string, Situation, readonly string[]]>([
  ['a port that says nothing', TLS, {}, ['proxy_pass SIMPLE']],
  ['a port of TLS', TLS, { port: { name: 'https' } }, ['proxy_pass SIMPLE']],
  ['gRPC', 'grpc_pass grpcs://api:8200', {}, ['grpc_pass SIMPLE']],
  ['a port of HTTP, which refuses TLS anyhow', TLS, { port: { name: 'http' } }, []],
  ['plain HTTP', 'proxy_pass http://api:8200', {}, []],
  ['no rule', TLS, { others: [] }, []],
  ['routes that lead elsewhere', TLS, { others: [ORIGINATES, ROUTES] }, []],
  ['pods without a sidecar', TLS, { labels: { 'sidecar.istio.io/inject': 'false' } }, []],
])('TLS once more: %s', (_, pass, situation, expected) => {
  expect(doubled(pass, situation)).toEqual(expected);
});
