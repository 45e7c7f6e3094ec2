import process from 'node:process';
import { version } from './version.ts';

/** Serves an editor until it leaves; then the process ends by itself. */
export async function serveEditor(packageFolder: string): Promise<void> {
  const { serve } = await import('../lsp/server.ts');
  serve({ input: process.stdin, output: process.stdout, packageFolder, version });
}
