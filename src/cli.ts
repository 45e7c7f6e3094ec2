#!/usr/bin/env node
import module from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

// Node 22.8 and newer keep compiled code between runs; older ones do not have the function.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
  module.enableCompileCache();
}

// A reader that closes the pipe early, such as `head`, has seen all that it wanted.
process.stdout.on('error', (error: Error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

import('./cli/main.ts').then(async ({ main }) => {
  process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, '..'));
});
