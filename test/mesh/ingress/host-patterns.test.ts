import { expect, test } from 'vitest';
import {
  gatewayHost,
  hostCovers,
  hostsOverlap,
  mayBeSameNamespace,
} from '../../../src/mesh/ingress/host-patterns.ts';

test.each([
  ['*', 'app.example.com', true],
  ['*', '*', true],
  ['*.example.com', 'app.example.com', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', '*.app.example.com', true],
  ['*.app.example.com', '*.example.com', false],
  ['app.example.com', 'APP.example.com', true],
  ['app.example.com', '*.example.com', false],
  ['app.example.com', 'api.example.com', false],
  ['*.example.com', '.example.com', false],
])('%s covers %s: %s', (pattern, host, covers) => {
  expect(hostCovers(pattern, host)).toBe(covers);
});

test.each([
  ['*.example.com', 'app.example.com', true],
  ['app.example.com', '*.example.com', true],
  ['*.app.example.com', '*.example.com', true],
  ['*.example.com', '*.example.org', false],
])('%s and %s overlap: %s', (left, right, overlap) => {
  expect(hostsOverlap(left, right)).toBe(overlap);
});

test.each([
  ['app.example.com', { host: 'app.example.com' }],
  ['shop/app.example.com', { host: 'app.example.com', namespace: 'shop' }],
  ['./*', { host: '*', namespace: 'edge' }],
  ['*/app.example.com', { host: 'app.example.com' }],
])('a Gateway in edge that writes %s', (written, expected) => {
  expect(gatewayHost(written, 'edge')).toEqual(expected);
});

test('a namespace that is not written may be any', () => {
  expect(mayBeSameNamespace('', 'shop')).toBe(true);
  expect(mayBeSameNamespace('shop', 'shop')).toBe(true);
  expect(mayBeSameNamespace('shop', 'edge')).toBe(false);
});
