import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { deployment, documents, meshOf, namespace, object, the } from '../mesh-of.ts';

const files = documents(namespace('shop'), namespace('shop-test'), deployment({ namespace: 'a' }));

/** What is written, and the namespaces it means with `--complete`; the last where the answer is another without. */
const CALLED: readonly (readonly [string, string, string?])[] = [
  ['shop', 'shop'],
  ['a', 'a'],
  ['istio-system', 'istio-system'],
  ['default', 'default'],
  ['shop*', 'shop shop-test'],
  ['*test', 'shop-test'],
  ['*op-*', 'shop-test'],
  ['*', 'shop shop-test a istio-system default kube-node-lease kube-public kube-system'],
  ['shpo', 'missing', 'unknown'],
  ['sho', 'missing', 'unknown'],
  ['test*', 'missing', 'unknown'],
  ['*shop-', 'missing', 'unknown'],
  ['*-op-*', 'missing', 'unknown'],
  ['Shop', 'missing'],
  ['shop_test', 'missing'],
  ['cluster.local/ns/shop/sa/web', 'missing'],
  ['shop/sa', 'unknown'],
  ['s*p', 'unknown'],
  ['(shop|gone)', 'unknown'],
  ['${NAME}', 'unknown'],
];

for (const [written, whenComplete, otherwise = whenComplete] of CALLED) {
  test(`${written} is ${whenComplete}`, () => {
    const said = [true, false].map((complete) => {
      const answer = meshOf(files, { complete }).policies.namespacesCalled(written);
      return typeof answer === 'string' ? answer : answer.join(' ');
    });
    expect(said).toEqual([whenComplete, otherwise]);
  });
}

test.each([
  ['no Namespace is among the files', deployment({ namespace: 'a' })],
  ['a name is filled in', documents(namespace('shop'), namespace('${NAME}'))],
])('nothing is missing where %s', (_name, text) => {
  expect(meshOf(text, { complete: true }).policies.namespacesCalled('gone')).toBe('unknown');
});

test('what another environment declares, or has an object in, is there', () => {
  const elsewhere = documents(namespace('far'), deployment({ namespace: 'used' }));
  const declared = declaredIn(() => [readFacts('other.yaml', elsewhere)]);
  const { policies } = meshOf(files, { complete: true, declared });
  expect(policies.namespacesCalled('far')).toEqual(['far']);
  expect(policies.namespacesCalled('used')).toEqual(['used']);
});

test('objects without a namespace lie in the one that the user names', () => {
  const text = documents(namespace('shop'), deployment({}));
  const mesh = meshOf(text, { complete: true, defaultNamespace: 'mine' });
  expect(mesh.policies.namespacesCalled('mine')).toEqual(['mine']);
});

test('what is said of certificates is read, sources before conditions', () => {
  const spec = {
    rules: [
      {
        from: [
          { source: { notNamespaces: ['b'], ipBlocks: ['10.0.0.1'], namespaces: ['a'] } },
          { source: { notPrincipals: ['x', 'y'], trustDomains: ['z'], principals: [] } },
        ],
        when: [
          { key: 'source.namespace', values: ['c'], notValues: ['d'] },
          { key: 'source.ip', values: ['10.0.0.1'] },
        ],
      },
      { from: [{ source: { notServiceAccounts: ['e'] } }] },
    ],
  };
  const text = object('security.istio.io/v1', 'AuthorizationPolicy', 'x', 'shop', spec);
  const callers = the(meshOf(text), 'AuthorizationPolicy').rules.flatMap((rule) => rule.callers);
  const said = callers.map(({ field, negated, values }) =>
    [field.value, negated ? 'not' : '', ...values.map(({ value }) => value)].join(' '),
  );
  expect(said).toEqual([
    'notNamespaces not b',
    'namespaces  a',
    'notPrincipals not x y',
    'trustDomains  z',
    'source.namespace  c',
    'source.namespace not d',
    'notServiceAccounts not e',
  ]);
});
