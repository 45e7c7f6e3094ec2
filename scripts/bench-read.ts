/** Walks a folder and reads all that the linter would open, and nothing more: what any linter in Node pays at least. */
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import process from 'node:process';
import { isCandidate } from '../src/project/candidates.ts';

const PASSED_OVER = ['.git', 'node_modules', 'testdata'];
const buffer = Buffer.allocUnsafe(1 << 20);
let bytes = 0;
let files = 0;

function read(path: string): void {
  const file = openSync(path, 'r');
  for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer))
    bytes += count;
  closeSync(file);
  files++;
}

/** As deep as the folders are. */
function walk(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!PASSED_OVER.includes(entry.name)) walk(path);
    } else if (entry.isFile() && isCandidate(path)) read(path);
  }
}

walk(process.argv[2] ?? '.');
process.stdout.write(JSON.stringify({ files, bytes }));
