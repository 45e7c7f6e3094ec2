import assert from 'node:assert/strict';
import { test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { emptyResults } from '../../src/lsp/results.ts';

function says(message: string): Diagnostic[] {
  const place = { line: 0, character: 0 };
  return [{ message, range: { start: place, end: place } }];
}

test('only what differs is told, and what is gone', () => {
  const results = emptyResults();
  assert.deepEqual(
    results.replace(
      'a',
      new Map([
        ['x', says('1')],
        ['y', says('1')],
      ]),
    ),
    ['x', 'y'],
  );
  const { id } = results.of('x');
  assert.deepEqual(
    results.replace(
      'a',
      new Map([
        ['x', says('1')],
        ['y', says('2')],
      ]),
    ),
    ['y'],
  );
  assert.equal(results.of('x').id, id);
  assert.deepEqual(results.replace('a', new Map([['y', says('2')]])), ['x']);
  assert.deepEqual(results.of('x').items, []);
  assert.notEqual(results.of('x').id, id);
});

test('an address that comes to another owner is not taken away by the first', () => {
  const results = emptyResults();
  results.replace('a', new Map([['x', says('1')]]));
  assert.deepEqual(results.replace('b', new Map([['x', says('1')]])), []);
  assert.deepEqual(results.replace('a', new Map()), []);
  assert.deepEqual([...results.all().keys()], ['x']);
});
