import { expect, test } from 'vitest';
import { faultyPatches } from '../../../src/mesh/proxies/envoy-patches.ts';
import { documents, meshOf, object } from '../mesh-of.ts';

interface Patch {
  readonly name?: string;
  readonly proxyVersion?: string;
  readonly priority?: number;
  readonly sought?: string;
}

function envoyFilter(
  applyTo: string,
  operation: string | undefined,
  { name, proxyVersion, priority, sought }: Patch = {},
): string {
  const listener = sought && { filterChain: { filter: { name: sought } } };
  const proxy = proxyVersion && { proxyVersion };
  const patch = { operation, value: name && { name } };
  return object('networking.istio.io/v1alpha3', 'EnvoyFilter', 'x', 'shop', {
    priority,
    configPatches: [{ applyTo, match: { listener, proxy }, patch }],
  });
}

const versioned = envoyFilter('HTTP_FILTER', 'ADD', { name: 'lua', proxyVersion: '^1\\.2' });

test.each([
  ['an addition', envoyFilter('HTTP_FILTER', 'ADD'), []],
  ['an ignored addition', envoyFilter('ROUTE_CONFIGURATION', 'ADD'), ['no-effect']],
  ['an ignored removal', envoyFilter('ROUTE_CONFIGURATION', 'REMOVE'), ['no-effect']],
  ['routes', envoyFilter('HTTP_ROUTE', 'REMOVE'), ['undocumented']],
  ['a replacement', envoyFilter('HTTP_FILTER', 'REPLACE', { priority: 1 }), []],
  ['an ignored replacement', envoyFilter('CLUSTER', 'REPLACE', { priority: 1 }), ['no-effect']],
  ['a relative one', envoyFilter('HTTP_FILTER', 'INSERT_BEFORE'), ['relative']],
  ['with a priority', envoyFilter('HTTP_FILTER', 'INSERT_BEFORE', { priority: -1 }), []],
  ['the first', envoyFilter('HTTP_FILTER', 'INSERT_FIRST'), []],
  ['no operation', envoyFilter('HTTP_FILTER', undefined), []],
  [
    'after one for a version',
    documents(versioned, envoyFilter('HTTP_FILTER', 'INSERT_AFTER', { name: 'lua' })),
    ['relative-to-version'],
  ],
  [
    'looking for one for a version',
    documents(versioned, envoyFilter('HTTP_FILTER', 'REMOVE', { sought: 'lua' })),
    ['relative-to-version'],
  ],
  [
    'after another one',
    documents(versioned, envoyFilter('HTTP_FILTER', 'INSERT_AFTER', { name: 'wasm' })),
    ['relative'],
  ],
])('%s', (_name, files, expected) => {
  const faults = faultyPatches(meshOf(files).all('EnvoyFilter')).map(({ fault }) => fault);
  expect(faults).toEqual(expected);
});
