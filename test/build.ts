import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

/** Builds the program once, before the tests that run it. */
export function setup(): void {
  const root = join(import.meta.dirname, '..');
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
}
