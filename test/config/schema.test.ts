import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { generatedFiles } from '../../scripts/config-schema.ts';

for (const [path, content] of generatedFiles()) {
  test(`${path} is up to date`, () => {
    const written = readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
    assert.ok(written === content, 'run `npm run docs`');
  });
}
