import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from './scope.ts';
import { troubleOf } from './trouble.ts';

/** Writes one report to a file. Throws a `UsageError` where that cannot be. */
export function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path}: cannot be written: ${troubleOf(error)}`);
  }
}

/** The text of a file that the package itself brings along, where it does. */
export function packagedText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
