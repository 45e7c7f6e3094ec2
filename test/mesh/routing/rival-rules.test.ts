import { expect, test } from 'vitest';
import { documents, meshOf, object } from '../mesh-of.ts';

const rule = (name: string, inNamespace: string, host: string, spec: object = {}): string =>
  object('networking.istio.io/v1', 'DestinationRule', name, inNamespace, { host, ...spec });
const policy = (maxConnections: number | string) => ({
  trafficPolicy: { connectionPool: { tcp: { maxConnections } } },
});
const subsets = (...names: readonly string[]) => ({
  subsets: names.map((name) => ({ name, labels: { version: name } })),
});
const selecting = (app: string) => ({ workloadSelector: { matchLabels: { app } } });

const FULL = 'web.shop.svc.cluster.local';
const SHOWN = { exportTo: ['.'], ...policy(1) };

/** Such as `a with b: trafficPolicy, v1 (same)`. */
function rivalsOf(version: string, objects: readonly string[]): string[] {
  const given = { istioVersion: version };
  return meshOf(documents(...objects), given)
    .routing.rivalRules()
    .map(({ rule: { name }, others, disputed }) => {
      const what = disputed.map(
        ({ subset, differs }) => `${subset ?? 'trafficPolicy'}${differs ? '' : ' (same)'}`,
      );
      return `${name} with ${others.map((other) => other.name)}: ${what.join(', ') || 'apart'}`;
    });
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'two policies',
    [rule('a', 'shop', 'web', policy(1)), rule('b', 'shop', FULL, policy(2))],
    ['a with b: trafficPolicy', 'b with a: trafficPolicy'],
  ],
  [
    'policies that say the same, in another order',
    [
      rule('a', 'shop', 'web', { trafficPolicy: { x: 1, y: 2 } }),
      rule('b', 'shop', 'web', { trafficPolicy: { y: 2, x: 1 } }),
    ],
    ['a with b: trafficPolicy (same)', 'b with a: trafficPolicy (same)'],
  ],
  [
    'what a template fills in',
    [rule('a', 'shop', 'web', policy('${MAX}')), rule('b', 'shop', 'web', policy(2))],
    ['a with b: trafficPolicy (same)', 'b with a: trafficPolicy (same)'],
  ],
  [
    'a policy and subsets',
    [rule('a', 'shop', 'web', policy(1)), rule('b', 'shop', 'web', subsets('v1'))],
    [],
  ],
  [
    'other subsets',
    [rule('a', 'shop', 'web', subsets('v1')), rule('b', 'shop', 'web', subsets('v2'))],
    [],
  ],
  [
    'a subset of other labels',
    [
      rule('a', 'shop', 'web', subsets('v1', 'v2')),
      rule('b', 'shop', 'web', { subsets: [{ name: 'v2', labels: { version: 'v3' } }] }),
    ],
    ['a with b: v2', 'b with a: v2'],
  ],
  [
    'three, of which one adds only',
    [
      rule('a', 'shop', 'web', policy(1)),
      rule('b', 'shop', 'web', policy(2)),
      rule('c', 'shop', 'web', subsets('v1')),
    ],
    ['a with b: trafficPolicy', 'b with a: trafficPolicy'],
  ],
  [
    'declared again',
    [rule('a', 'shop', 'web', policy(1)), rule('a', 'shop', 'web', policy(2))],
    [],
  ],
  [
    'of two namespaces',
    [rule('a', 'shop', FULL, policy(1)), rule('b', 'front', FULL, policy(2))],
    [],
  ],
  ['of two hosts', [rule('a', 'shop', 'web', policy(1)), rule('b', 'shop', 'api', policy(2))], []],
  [
    'a wildcard beside a host it holds',
    [rule('a', 'shop', '*.local', policy(1)), rule('b', 'shop', 'web', policy(2))],
    [],
  ],
  [
    'filled in',
    [rule('a', 'shop', '${HOST}', policy(1)), rule('b', 'shop', '${HOST}', policy(2))],
    [],
  ],
  [
    'for some clients and for all',
    [
      rule('a', 'shop', 'web', { ...policy(1), ...selecting('x') }),
      rule('b', 'shop', 'web', policy(2)),
    ],
    [],
  ],
  [
    'for the same clients',
    [
      rule('a', 'shop', 'web', { ...policy(1), ...selecting('x') }),
      rule('b', 'shop', 'web', { ...policy(2), ...selecting('x'), exportTo: ['*'] }),
    ],
    ['a with b: trafficPolicy', 'b with a: trafficPolicy'],
  ],
])('rivals: %s', (_, objects, expected) => {
  expect(rivalsOf('1.24', objects)).toEqual(expected);
});

test.each<[string, object, string, string]>([
  ['shown to more namespaces', { exportTo: ['*'] }, '1.23', 'trafficPolicy'],
  ['shown to more namespaces', { exportTo: ['*'] }, '1.24', 'apart'],
  ['shown to one more namespace', { exportTo: ['.', 'front'] }, '1.24', 'apart'],
  ['shown to other namespaces', { exportTo: ['front'] }, '1.23', 'none'],
  ['shown to other namespaces', { exportTo: ['front'] }, '1.24', 'none'],
  ['shown to the same, in other words', { exportTo: ['shop'] }, '1.24', 'trafficPolicy'],
  [
    'shown to more namespaces, that says nothing',
    { exportTo: ['*'], trafficPolicy: undefined },
    '1.24',
    'none',
  ],
])('rivals: %s by %j, Istio %s', (_, shown, version, expected) => {
  const objects = [
    rule('a', 'shop', 'web', SHOWN),
    rule('b', 'shop', 'web', { ...policy(2), ...shown }),
  ];
  const [found = 'with : none'] = rivalsOf(version, objects);
  expect(found.split(': ')[1]).toBe(expected);
});

test.each<[string, object, readonly string[], number]>([
  ['imports the host', { exportTo: ['.'] }, ['./*', 'data/*'], 2],
  ['leaves out the host', { exportTo: ['.'] }, ['./*'], 0],
  ['leaves out the host, and others see the rules', {}, ['./*'], 2],
])('rivals: the Sidecar %s', (_, shown, hosts, expected) => {
  const sidecar = object('networking.istio.io/v1', 'Sidecar', 'default', 'shop', {
    egress: [{ hosts }],
  });
  const host = 'db.data.svc.cluster.local';
  const rules = [policy(1), policy(2)].map((own, index) =>
    rule(`${index}`, 'shop', host, { ...own, ...shown }),
  );
  expect(rivalsOf('1.24', [sidecar, ...rules])).toHaveLength(expected);
});
