import type { Buffer } from 'node:buffer';
import { STDIN } from './project.ts';
import { decode, textReader } from './read-text.ts';
import { absolute } from './scope.ts';

/**
 * The texts of some files (named as in reports), read once more for their source lines. A file that has vanished
 * meanwhile has none.
 */
export function readSources(
  currentDirectory: string,
  files: Iterable<string>,
  stdin: Buffer | undefined,
): ReadonlyMap<string, string> {
  const readText = textReader();
  const texts = new Map<string, string>();
  for (const file of new Set(files)) {
    const read =
      stdin && file === STDIN ? decode(stdin) : readText(absolute(currentDirectory, file));
    if ('text' in read) texts.set(file, read.text);
  }
  return texts;
}
