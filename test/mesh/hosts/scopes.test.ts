import { expect, test } from 'vitest';
import { scopesOf, seenTogether } from '../../../src/mesh/hosts/scopes.ts';

const at = { file: 'a.yaml', start: 0, end: 0 };

test.each([
  [[], ['*']],
  [['*'], ['*']],
  [['.', '*'], ['*']],
  [['.'], ['shop']],
  [
    ['.', 'data'],
    ['shop', 'data'],
  ],
])('exportTo %j of shop is %j', (exportTo, wanted) => {
  const written = exportTo.map((value) => ({ value, at }));
  expect(scopesOf(written, 'shop')).toEqual(wanted);
});

test.each([
  ['all', ['*'], 'all shop both data'],
  ['shop', ['shop'], 'all shop both'],
  ['both', ['shop', 'data'], 'all shop both data'],
  ['data', ['data'], 'all both data'],
])('%s is seen together with', (name, scopes, wanted) => {
  const members = [
    { name: 'all', scopes: ['*'] },
    { name: 'shop', scopes: ['shop'] },
    { name: 'both', scopes: ['shop', 'data'] },
    { name: 'data', scopes: ['data'] },
  ];
  const [self] = members.filter((member) => member.name === name);
  expect(self?.scopes).toEqual(scopes);
  const seen = self ? seenTogether(members)(self) : [];
  expect(seen.map((member) => member.name).sort()).toEqual(wanted.split(' ').sort());
});
