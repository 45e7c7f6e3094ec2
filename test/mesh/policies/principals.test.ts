import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { documents, meshOf, namespace, object } from '../mesh-of.ts';

const account = (name: string, inNamespace: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: inNamespace },
  });
const operator = (meshConfig: object): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', { meshConfig });
const bare = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'job', namespace: 'shop' },
  spec: { serviceAccount: 'batch', containers: [{ name: 'job', image: 'example.org/job:1' }] },
});

const files = documents(
  namespace('shop'),
  account('web', 'shop'),
  bare,
  account('api', 'team'),
  account('istiod', 'istio-system'),
  namespace('istio-system'),
);

/** What a field with this value, in a policy of `shop`, is found to be. */
function fault(
  field: string,
  value: string,
  text = files,
  options: Partial<MeshInput> = {},
): string {
  const rules = field.includes('.')
    ? [{ when: [{ key: field, values: [value] }] }]
    : [{ from: [{ source: { [field]: [value] } }] }];
  const policy = object('security.istio.io/v1', 'AuthorizationPolicy', 'x', 'shop', { rules });
  const mesh = meshOf(documents(text, policy), options);
  const [found] = mesh
    .all('AuthorizationPolicy')
    .flatMap((one) =>
      one.rules
        .flatMap(({ callers }) => callers)
        .map((match) => mesh.policies.principalFault(value, match, one)?.is ?? ''),
    );
  return found ?? '';
}

/** A principal, and what is wrong with it; the last where the input is complete and the answer is another. */
const PRINCIPALS: readonly (readonly [string, string, string?])[] = [
  ['cluster.local/ns/shop/sa/web', ''],
  ['cluster.local/ns/shop/sa/batch', ''],
  ['cluster.local/ns/shop/sa/default', ''],
  ['cluster.local/ns/shop/sa/gone', 'unknown-account'],
  ['*/ns/shop/sa/gone', '', 'unmatched'],
  ['cluster.local/ns/team/sa/gone', '', 'unknown-account'],
  ['cluster.local/ns/far/sa/web', '', 'unknown-namespace'],
  ['cluster.local/ns/Shop/sa/web', 'unknown-namespace'],
  ['cluster.local/ns/istio-system/sa/gateway', '', 'unknown-account'],
  ['cluster.local/ns/shop/sa/${NAME}', ''],
  ['spiffe://cluster.local/ns/shop/sa/web', 'prefixed'],
  ['web', 'misshapen'],
  ['ns/shop/sa/web', 'misshapen'],
  ['/ns/shop/sa/web', 'misshapen'],
  ['spire.acme.dev/vm/7', '', 'misshapen'],
  ['other.acme.dev/ns/shop/sa/web', '', 'foreign'],
  ['*', ''],
  ['cluster.local/ns/shop/*', ''],
  ['*/sa/web', ''],
  ['*local/ns/shop/sa/we*', ''],
  ['cluster.local/ns/shop/sa/x*', '', 'unmatched'],
  ['cluster.*/sa/gone', ''],
];

for (const [value, found, complete = found] of PRINCIPALS) {
  test(`${value}: ${found}`, () => {
    expect(fault('principals', value)).toBe(found);
    expect(fault('source.principal', value, files, { complete: true })).toBe(complete);
  });
}

test.each([
  ['web', ''],
  ['gone', 'unknown-account'],
  ['shop/gone', 'unknown-account'],
  ['team/gone', ''],
])('ServiceAccount %s: %s', (value, found) => {
  expect(fault('notServiceAccounts', value)).toBe(found);
});

test.each([
  ['mesh.acme.dev', ''],
  ['old.acme.dev', ''],
  ['partner.acme.dev', ''],
  ['cluster.local', ''],
  ['other.acme.dev', 'foreign'],
])('trust domain %s of a mesh that states its own: %s', (domain, found) => {
  const mesh = operator({
    trustDomain: 'mesh.acme.dev',
    trustDomainAliases: ['old.acme.dev'],
    caCertificates: [{ pem: 'x', trustDomains: ['partner.acme.dev'] }],
  });
  expect(fault('principals', `${domain}/ns/shop/sa/web`, documents(files, mesh))).toBe(found);
});

test('namespaces are no principals', () => {
  expect(fault('namespaces', 'gone')).toBe('');
});

test('what another environment declares is there', () => {
  const declared = declaredIn(() => [readFacts('other.yaml', account('gone', 'shop'))]);
  expect(fault('principals', 'cluster.local/ns/shop/sa/gone', files, { declared })).toBe('');
});

test('nothing is missing where names are filled in', () => {
  const text = documents(files, account('${NAME}', 'shop'));
  expect(fault('principals', 'cluster.local/ns/shop/sa/gone', text)).toBe('');
});
