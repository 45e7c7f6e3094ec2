import assert from 'node:assert/strict';
import { test } from 'vitest';
import { MILLISECOND, nanoseconds } from '../../src/validation/duration.ts';
import {
  isFullName,
  isLabel,
  isPartialWildcard,
  isRange,
  isWildcardDomain,
  labelKeyProblem,
  labelValueProblem,
  overlaps,
} from '../../src/validation/istio/names.ts';
import { expressionProblem } from '../../src/validation/istio/regular-expression.ts';

function table(
  name: string,
  holds: (text: string) => boolean,
  { yes, no }: { readonly yes: readonly string[]; readonly no: readonly string[] },
): void {
  for (const text of yes) test(`${name}: "${text}"`, () => assert.equal(holds(text), true));
  for (const text of no) test(`no ${name}: "${text}"`, () => assert.equal(holds(text), false));
}

table('label', isLabel, {
  yes: ['a', 'A-1', 'a'.repeat(63)],
  no: ['', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64)],
});
table('full name', isFullName, {
  yes: ['web', 'web.example.com', 'web.example.com.', '1.com', 'GATEWAY_IP'],
  no: ['', '.', 'a..b', '10.0.0.1', '*.example.com', 'a_b.com', `${'a.'.repeat(128)}com`],
});
table('wildcard domain', isWildcardDomain, {
  yes: ['*', '*.example.com', '*x.example.com', '*-x.example.com', 'web'],
  no: ['a*.example.com', 'a.*.com', '**.com', '*.10'],
});
table('partial wildcard', isPartialWildcard, {
  yes: ['*x.com', 'a*'],
  no: ['*', '*.com', 'a.com'],
});
table('range', isRange, {
  yes: ['10.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32'],
  no: ['', '10.0.0', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'a/8', '1.2.3.256'],
});
table('key of a label', (key) => labelKeyProblem(key) === undefined, {
  yes: ['app', 'example.com/app', 'a_b.c-d'],
  no: ['', 'a/b/c', '/app', 'a b', '-a', 'a/', 'x'.repeat(64)],
});
table('value of a label', (value) => labelValueProblem(value) === undefined, {
  yes: ['', 'v1', 'a_b'],
  no: ['a b', '-a', 'x'.repeat(64)],
});
table('regular expression of RE2', (text) => expressionProblem(text) === undefined, {
  yes: ['a.*', '(?i)a', '(?P<name>a)', '[[:alpha:]]+', '\\pL', '\\\\1', 'a'.repeat(1024)],
  no: ['', '(', '[a', '(?=a)', '(?<!a)b', '(a)\\1', 'a'.repeat(1025), 'a**'],
});
table('duration of at least 1ms', (text) => (nanoseconds(text) ?? 0) >= MILLISECOND, {
  yes: ['1ms', '1.5s', '2h45m', '+1s', '1000us', '.5s', '1µs1s'],
  no: ['', '0', '0s', '1', '1 s', 's', '-1s', '999us', '1d', '1s2', 'infinity'],
});

const OVERLAPS: readonly (readonly [one: string, other: string, overlap: boolean])[] = [
  ['web', 'WEB', true],
  ['*', 'web', true],
  ['*.example.com', 'web.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', '*.web.example.com', true],
  ['*.example.com', '*.example.org', false],
  ['a.example.com', 'b.example.com', false],
];

for (const [one, other, overlap] of OVERLAPS)
  test(`${one} and ${other} ${overlap ? 'overlap' : 'do not overlap'}`, () => {
    assert.equal(overlaps(one, other), overlap);
    assert.equal(overlaps(other, one), overlap);
  });
