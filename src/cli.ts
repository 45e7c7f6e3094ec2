#!/usr/bin/env node
import { join } from 'node:path';
import process from 'node:process';

// A reader that closes the pipe early, such as `head`, has seen all that it wanted.
process.stdout.on('error', (error: Error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

import('./cli/main.ts').then(async ({ main }) => {
  process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, '..'));
});
