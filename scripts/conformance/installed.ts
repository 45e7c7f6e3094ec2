import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Installs an npm package into a folder of its own, which is gone afterwards: for tools that are too large to be
 * development dependencies. Its install scripts do not run.
 */
export function installed<Result>(name: string, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-tool-'));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', '--prefix', folder, ...quiet, name], { stdio: 'inherit' });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
