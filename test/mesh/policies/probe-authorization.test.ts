import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { unauthorizedProbes } from '../../../src/mesh/policies/probe-authorization.ts';
import { deployment, documents, meshOf, namespace, object } from '../mesh-of.ts';

const injected = namespace('shop', { 'istio-injection': 'enabled' });
const OFF = { 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' };
const web = (
  probe: object = { httpGet: { port: 8080 } },
  annotations: Readonly<Record<string, string>> = OFF,
) =>
  deployment({
    namespace: 'shop',
    annotations,
    containers: [{ name: 'web', readinessProbe: probe }],
  });
const policy = (spec: object, inNamespace = 'shop'): string =>
  object('security.istio.io/v1', 'AuthorizationPolicy', 'x', inNamespace, spec);
const from = (source: object) => ({ from: [{ source }] });
const to = (operation: object) => ({ to: [{ operation }] });
const PEERS = { rules: [from({ principals: ['*'] })] };

function refused(files: string, options: Partial<MeshInput> = {}): number {
  return [...unauthorizedProbes(meshOf(documents(injected, files), options))].length;
}

test.each<[string, readonly object[], number]>([
  ['nothing', [], 1],
  ['principals', [from({ principals: ['*'] })], 1],
  ['namespaces', [from({ namespaces: ['shop'] })], 1],
  ['tokens', [from({ requestPrincipals: ['*'] })], 1],
  ['addresses', [from({ ipBlocks: ['10.0.0.0/8'] })], 0],
  ['all but some', [from({ notNamespaces: ['lab'] })], 0],
  ['anything', [{}], 0],
  ['the port', [to({ ports: ['8080'] })], 0],
  ['another port', [to({ ports: ['9090'] })], 1],
  ['the method', [to({ methods: ['GET'] })], 0],
  ['another method', [to({ methods: ['POST'] })], 1],
  ['a path', [to({ paths: ['/x'] })], 0],
  ['a template', [to({ ports: ['${PORT}'] })], 0],
  ['a condition', [{ when: [{ key: 'request.headers[x]', values: ['y'] }] }], 0],
  ['principals, or the port', [from({ principals: ['*'] }), to({ ports: ['8080'] })], 0],
])('what allows %s', (_name, rules, count) => {
  expect(refused(documents(web(), policy({ rules })))).toBe(count);
});

const strict = object('security.istio.io/v1', 'PeerAuthentication', 'x', 'shop', {
  mtls: { mode: 'STRICT' },
});

test.each<[string, string, number]>([
  ['no policy', web(), 0],
  ['DENY', documents(web(), policy({ ...PEERS, action: 'DENY' })), 0],
  ['rewriting', documents(web(undefined, {}), policy(PEERS)), 0],
  ['strict mutual TLS', documents(web(), policy(PEERS), strict), 0],
  ['gRPC', documents(web({ grpc: { port: 8080 } }), policy(PEERS)), 1],
  ['TCP', documents(web({ tcpSocket: { port: 8080 } }), policy(PEERS)), 0],
  ['a command', documents(web({ exec: { command: ['x'] } }), policy(PEERS)), 0],
  ['the whole mesh', documents(web(), policy(PEERS, 'istio-system')), 1],
  [
    'other pods',
    documents(web(), policy({ ...PEERS, selector: { matchLabels: { app: 'api' } } })),
    0,
  ],
  [
    'a policy that may be for the pods',
    documents(
      web(),
      policy(PEERS),
      policy({ rules: [{}], selector: { matchLabels: { app: '${APP}' } } }),
    ),
    0,
  ],
])('%s', (_name, files, count) => {
  expect(refused(files)).toBe(count);
});

test('versions without rewriting', () => {
  const files = documents(web(undefined, {}), policy(PEERS));
  expect(refused(files, { istioVersion: '1.4' })).toBe(1);
});
