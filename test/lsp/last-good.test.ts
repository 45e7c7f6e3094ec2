import assert from 'node:assert/strict';
import { test } from 'vitest';
import type { Diagnostic } from '../../src/finding.ts';
import { followed, follower } from '../../src/lsp/last-good.ts';

const BEFORE = 'kind: Service\nname: web\n';

const TEXTS: readonly [what: string, after: string, place: string, found: string | undefined][] = [
  ['before the change', 'kind: Service\nname: [web\n', 'Service', 'Service'],
  ['behind it', 'kind: [Service\nname: web\n', 'web', 'web'],
  ['behind what has gone', 'name: web\n', 'web', 'web'],
  ['in it', 'kind: Serv\nname: web\n', 'Service', undefined],
  ['in a text that is empty now', '', 'web', undefined],
  ['in one that is the same', BEFORE, 'web', 'web'],
];

function placeOf(word: string, text: string) {
  const start = text.indexOf(word);
  return { file: 'a.yaml', start, end: start + word.length };
}

for (const [what, after, place, found] of TEXTS) {
  test(`a place ${what}`, () => {
    const now = follower(BEFORE, after)(placeOf(place, BEFORE));
    assert.equal(now && after.slice(now.start, now.end), found);
  });
}

function finding(rule: string, word: string): Diagnostic {
  const at = placeOf(word, BEFORE);
  const related = [{ at: placeOf('kind', BEFORE), message: 'there' }];
  const fix = { title: 'Write it', safe: true, edits: [{ at, text: 'x' }] };
  return {
    rule,
    at,
    related,
    fix,
    message: 'wrong',
    severity: 'error',
    environments: [],
    codes: [],
  };
}

test('findings move with the text, without fixes; what is said of the text now stays', () => {
  const after = 'name: web\n';
  const follow = new Map([['a.yaml', follower(BEFORE, after)]]);
  const [moved, now, ...others] = followed(
    [finding('unrouted-host', 'web'), finding('unreadable-file', 'Service')],
    follow,
  );
  assert.deepEqual(others, []);
  assert.deepEqual(moved?.at, placeOf('web', after));
  assert.deepEqual([moved?.related, moved?.fix], [[], undefined]);
  assert.deepEqual(now, finding('unreadable-file', 'Service'));
});
