import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { absolute, UsageError } from './scope.ts';
import { troubleOf } from './trouble.ts';

/** Whether something lies there. */
export function exists(currentDirectory: string, path: string): boolean {
  return statSync(absolute(currentDirectory, path), { throwIfNoEntry: false }) !== undefined;
}

/** Writes a file that is not there yet; `false`: something is there, and stays as it is. */
export function writeNew(currentDirectory: string, path: string, content: string): boolean {
  const target = absolute(currentDirectory, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new UsageError(`${path}: cannot be written: ${troubleOf(error)}`);
  }
}
