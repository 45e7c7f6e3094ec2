import { statSync } from 'node:fs';
import { textReader } from './read-text.ts';
import { absolute, UsageError } from './scope.ts';

/**
 * The text of a file that the user names. Throws a `UsageError` where there is none, unless the file may be lacking: then
 * `undefined`.
 */
export function readNamed(
  currentDirectory: string,
  path: string,
  mayLack = false,
): string | undefined {
  const target = absolute(currentDirectory, path);
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) {
    if (mayLack) return undefined;
    throw new UsageError(`${path}: no such file`);
  }
  if (!found.isFile()) throw new UsageError(`${path}: is no file`);
  const read = textReader()(target);
  if ('text' in read) return read.text;
  throw new UsageError(`${path}: ${'problem' in read ? read.problem : `it is ${read.skipped}`}`);
}
