import { expect, test } from 'vitest';
import {
  atLeast,
  before,
  compareVersions,
  parseVersion,
} from '../../../src/mesh/versions/version.ts';

const NEWEST = Number.POSITIVE_INFINITY;

test.each([
  ['1.20.3', [1, 20, 3]],
  ['v1.27.3-gke.100', [1, 27, 3]],
  ['1.14.6-asm.3', [1, 14, 6]],
  ['release-1.0-20180810-09-15', [1, 0, NEWEST]],
  ['^1.20.x', [1, 20, NEWEST]],
  ['1.5', [1, 5, NEWEST]],
  ['latest', undefined],
  ['master', undefined],
  ['', undefined],
])('%s is read as %j', (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

test.each([
  ['1.6.0', '1.6', true],
  ['1.6', '1.6', true],
  ['1.5', '1.5.2', true],
  ['1.5.1', '1.5.2', false],
  ['1.5.10', '1.6', false],
  ['1.10', '1.9', true],
  ['1.9', '1.10', false],
  [undefined, '1.99', true],
])('Istio %s is at least %s: %s', (version, wanted, answer) => {
  const target = { version, from: 'test' };
  expect([atLeast(target, wanted), before(target, wanted)]).toEqual([answer, !answer]);
});

test('versions are ordered by number, and what cannot be read is the newest', () => {
  expect(['1.10.1', 'latest', '1.9.9', '1.10'].sort(compareVersions)).toEqual([
    '1.9.9',
    '1.10.1',
    '1.10',
    'latest',
  ]);
});
