import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, the } from '../mesh-of.ts';

const from = { from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] };
const to = { to: [{ operation: { methods: ['POST'], paths: ['/orders'] } }] };
const source = (fields: object) => ({ from: [{ source: fields }] });
const operation = (fields: object) => ({ to: [{ operation: fields }] });
const when = [{ key: 'request.headers[x]', values: ['y'] }];

const RULES: readonly (readonly [string, readonly object[], number])[] = [
  ['from, to', [from, to], 1],
  ['to, from', [to, from], 1],
  ['twice', [from, to, to, from], 2],
  ['one rule', [{ ...from, ...to }], 0],
  ['one half', [from], 0],
  ['the same half twice', [from, from], 0],
  ['another rule', [from, to, from], 0],
  ['another rule that is whole', [from, to, from, { ...from, ...to }], 0],
  ['a condition', [from, { ...to, when }], 0],
  ['a condition alone', [from, { when }], 0],
  ['rules without anything', [{}, {}], 0],
  ['no rules', [], 0],
  ['namespaces', [source({ namespaces: ['a'] }), to], 1],
  ['service accounts', [source({ serviceAccounts: ['a'] }), to], 1],
  ['addresses', [source({ ipBlocks: ['10.0.0.0/8'] }), to], 0],
  ['tokens', [source({ requestPrincipals: ['*'] }), to], 0],
  ['any client', [source({ principals: ['*'] }), to], 0],
  ['no source', [source({}), to], 0],
  ['hosts', [from, operation({ hosts: ['orders.example.com'] })], 1],
  ['ports', [from, operation({ ports: ['8080'] })], 1],
  ['methods', [from, operation({ methods: ['GET'] })], 1],
  ['what CORS asks', [from, operation({ methods: ['OPTIONS'] })], 0],
  ['health', [from, operation({ paths: ['/orders', '/healthz'] })], 0],
  ['the root', [from, operation({ paths: ['/'] })], 0],
  ['all but', [from, operation({ notPaths: ['/admin'] })], 0],
  ['any path', [from, operation({ paths: ['*'] })], 0],
  ['a template', [from, operation({ paths: ['${PATH}'] })], 0],
  ['the agent', [from, operation({ ports: ['15020'] })], 0],
  ['a port for metrics', [from, operation({ ports: ['9102'] })], 0],
  ['a port that is scraped', [from, operation({ ports: ['9103'] })], 0],
];

const pods = deployment({
  namespace: 'shop',
  annotations: { 'prometheus.io/port': '9103' },
  containers: [
    {
      name: 'web',
      ports: [
        { name: 'http-metrics', containerPort: 9102 },
        { name: 'http', containerPort: 8080 },
      ],
    },
  ],
});

function splitRules(spec: object) {
  const policy = object('security.istio.io/v1', 'AuthorizationPolicy', 'x', 'shop', spec);
  const mesh = meshOf(documents(policy, pods));
  return mesh.policies.splitRules(the(mesh, 'AuthorizationPolicy'));
}

test.each(RULES)('%s', (_name, rules, count) => {
  expect(splitRules({ rules })).toHaveLength(count);
});

test.each([
  ['ALLOW', 1],
  ['DENY', 0],
  ['CUSTOM', 0],
  ['AUDIT', 0],
  ['${ACTION}', 0],
])('action %s', (action, count) => {
  expect(splitRules({ action, rules: [from, to] })).toHaveLength(count);
});
