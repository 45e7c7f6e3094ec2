import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/config/glob.ts';

const TABLE: readonly [pattern: string, path: string, matches: boolean][] = [
  ['a.yaml', 'a.yaml', true],
  ['a.yaml', 'b/a.yaml', false],
  ['k8s', 'k8s/a/b.yaml', true],
  ['k8s/', 'k8s/a/b.yaml', true],
  ['./k8s', 'k8s/a.yaml', true],
  ['k8s', 'k8s2/a.yaml', false],
  ['k8s/a.yaml', 'k8s', false],
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'a/b.yaml', false],
  ['**/*.yaml', 'a.yaml', true],
  ['**/*.yaml', 'a/b/c.yaml', true],
  ['**', 'a/b', true],
  ['**', '.', true],
  ['a/**', 'a', true],
  ['a/**/d', 'a/b/c/d/e', true],
  ['a/*/d', 'a/b/c/d', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a*b*c', 'axxbyyc', true],
  ['a*b*c', 'axxbyy', false],
  ['*', '../a', true],
  ['a', '../a', false],
  ['a.c', 'abc', false],
];

for (const [pattern, path, matches] of TABLE) {
  test(`${pattern} ${matches ? 'matches' : 'does not match'} ${path}`, () => {
    expect(matchesGlob(pattern, path)).toBe(matches);
  });
}

test('hostile patterns take no time', () => {
  expect(matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(2_000))).toBe(false);
  expect(matchesGlob(`${'**/'.repeat(300)}b`, 'a/'.repeat(300))).toBe(false);
});
