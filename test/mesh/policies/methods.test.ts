import { expect, test } from 'vitest';
import { meshOf, object, the } from '../mesh-of.ts';

test.each([
  ['GET', ''],
  ['PROPFIND', ''],
  ['PURGE', ''],
  ['*', ''],
  ['GE*', ''],
  ['*ET', ''],
  ['${METHOD}', ''],
  ['get', 'misspelt GET'],
  ['Post', 'misspelt POST'],
  [' PUT', 'misspelt PUT'],
  ['del*', 'misspelt DEL*'],
  ['GTE', 'unknown'],
  ['ERASE*', 'unknown'],
  ['*ERASE', 'unknown'],
  ['*ET*', 'unknown'],
  ['G*T', 'unknown'],
  ['/shop.Orders/List', 'grpc-name'],
  ['shop.v1.Orders/List', 'grpc-name'],
])('%s: %s', (written, expected) => {
  const fault = meshOf('').policies.methodFault(written);
  const said = fault?.is === 'misspelt' ? `misspelt ${fault.method}` : (fault?.is ?? '');
  expect(said).toBe(expected);
});

test('all methods of a rule are read', () => {
  const operation = (fields: object) => ({ operation: fields });
  const text = object('security.istio.io/v1', 'AuthorizationPolicy', 'x', 'shop', {
    rules: [
      { to: [operation({ notMethods: ['B'], methods: ['A'] }), operation({ methods: ['C'] })] },
    ],
  });
  const { rules } = the(meshOf(text), 'AuthorizationPolicy');
  expect(rules.map(({ methods }) => methods.map(({ value }) => value))).toEqual([['A', 'B', 'C']]);
});
