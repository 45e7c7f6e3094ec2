import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'vitest';
import { meshlint } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A page, the command whose output it shows in the block behind it, and the code that the command ends with. */
const SHOWN: readonly [page: string, args: readonly string[], code: number][] = [
  ['README.md', ['-f', 'concise', 'examples/gke-shop'], 1],
  [
    'docs/graph.md',
    ['graph', '--focus', 'api.stripe.com', '--min-severity', 'error', 'examples/gke-shop/before'],
    0,
  ],
];

for (const [page, args, code] of SHOWN) {
  test(`${page} shows what the program prints; UPDATE=1 draws it`, () => {
    const outcome = meshlint(ROOT, args);
    assert.equal(outcome.code, code);
    const path = join(ROOT, page);
    const text = readFileSync(path, 'utf8');
    const start = `npx meshlint ${args.join(' ')}\n${'```'}\n\n${'```'}\n`;
    const from = text.indexOf(start) + start.length;
    assert.ok(from >= start.length, `${page} does not name the command`);
    const wanted = text.slice(0, from) + outcome.stdout + text.slice(text.indexOf('```', from));
    if (process.env.UPDATE === '1') writeFileSync(path, wanted);
    assert.equal(readFileSync(path, 'utf8'), wanted);
  });
}

test('the repaired example is clean', () => {
  const { stdout, code } = meshlint(ROOT, ['examples/gke-shop/after']);
  assert.deepEqual({ stdout, code }, { stdout: '', code: 0 });
});
