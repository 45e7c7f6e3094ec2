import { expect, test } from 'vitest';
import { matches, mayMatch } from '../../../src/mesh/objects/label-selectors.ts';

const entry = (key: string, value: string) => {
  const at = { file: 'x', start: 0, end: 0 };
  return { key: { value: key, at }, value: { value, at } };
};
const expression = (operator: string, ...values: string[]) => ({
  matchLabels: [],
  expressions: [{ key: 'a', operator, values }],
});

test.each([
  [{ matchLabels: [], expressions: [] }, {}, true],
  [{ matchLabels: [entry('a', 'b')], expressions: [] }, { a: 'b' }, true],
  [{ matchLabels: [entry('a', 'b')], expressions: [] }, { a: 'c' }, false],
  [expression('In', 'b', 'c'), { a: 'c' }, true],
  [expression('In', 'b'), {}, false],
  [expression('NotIn', 'b'), {}, true],
  [expression('NotIn', 'b'), { a: 'b' }, false],
  [expression('Exists'), { a: '' }, true],
  [expression('Exists'), {}, false],
  [expression('DoesNotExist'), {}, true],
  [expression('DoesNotExist'), { a: '' }, false],
  [expression('Is', 'b'), { a: 'b' }, false],
])('%j selects %j: %s', (selector, labels, expected) => {
  expect(matches(selector, labels)).toBe(expected);
});

test.each([
  [{ matchLabels: [], expressions: [] }, 'yes'],
  [{ matchLabels: [entry('a', 'b')], expressions: [] }, 'yes'],
  [{ matchLabels: [entry('a', 'c')], expressions: [] }, 'no'],
  [{ matchLabels: [entry('a', '${A}')], expressions: [] }, 'unknown'],
  [{ matchLabels: [entry('x', 'c')], expressions: [] }, 'unknown'],
  [{ matchLabels: [entry('x', 'c'), entry('a', 'c')], expressions: [] }, 'no'],
  [{ matchLabels: [entry('late', 'c')], expressions: [] }, 'unknown'],
  [expression('NotIn', 'b'), 'no'],
  [expression('Exists'), 'yes'],
  [
    { matchLabels: [], expressions: [{ key: 'x', operator: 'DoesNotExist', values: [] }] },
    'unknown',
  ],
])('%j may select: %s', (selector, expected) => {
  expect(mayMatch(selector, { a: 'b', late: '{{ x }}' })).toBe(expected);
});
