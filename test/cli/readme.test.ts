import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'vitest';
import { meshlint } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = join(ROOT, 'README.md');
/** The block behind the command that it shows the output of. */
const SHOWN = /(npx meshlint -f concise examples\/gke-shop\n```\n\n```\n)([^`]*)(```)/;

test('the README shows what the program prints; UPDATE=1 draws it', () => {
  const { stdout, code } = meshlint(ROOT, ['-f', 'concise', 'examples/gke-shop']);
  assert.equal(code, 1);
  const readme = readFileSync(README, 'utf8');
  const wanted = readme.replace(SHOWN, (_all, before, _old, after) => before + stdout + after);
  if (process.env.UPDATE === '1') writeFileSync(README, wanted);
  assert.match(readme, SHOWN);
  assert.equal(readFileSync(README, 'utf8'), wanted);
});

test('the repaired example is clean', () => {
  const { stdout, code } = meshlint(ROOT, ['examples/gke-shop/after']);
  assert.deepEqual({ stdout, code }, { stdout: '', code: 0 });
});
