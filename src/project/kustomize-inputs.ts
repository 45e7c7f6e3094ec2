import { realpathSync } from 'node:fs';
import { type KnownTrees, withTrees } from '../environments/kustomize/inputs.ts';
import type { FileFacts } from '../facts/facts.ts';
import { isIgnoredBelow } from './gitignore.ts';
import { isWithin, withSlashes } from './paths.ts';
import type { ReadText } from './read-text.ts';
import { absolute, type Scope } from './scope.ts';
import { isPassedOver } from './walk.ts';

export interface InputReader {
  readonly currentDirectory: string;
  readonly scope: Scope;
  readonly text: (file: string) => ReadText;
  readonly isExcluded?: ((file: string) => boolean) | undefined;
  /** What an earlier call has read. */
  readonly known?: KnownTrees;
}

/**
 * The facts with what kustomizations are made of as trees. A file that they name and that nothing else reads, such as a list of
 * variables, is read as well, unless git ignores it, the user leaves it out, or it lies outside of what is read.
 */
export function withKustomizeInputs(files: readonly FileFacts[], reader: InputReader): FileFacts[] {
  const names = new Set(files.map(({ file }) => file));
  const text = (file: string): string | undefined => {
    if (!names.has(file) && !mayRead(file, reader)) return undefined;
    const read = reader.text(file);
    return 'text' in read ? read.text : undefined;
  };
  return withTrees(files, text, reader.known);
}

function mayRead(file: string, { currentDirectory, scope, isExcluded }: InputReader): boolean {
  const path = absolute(currentDirectory, file);
  if (isExcluded?.(file)) return false;
  return scope.folders.some(
    (folder) =>
      isWithin(path, folder) &&
      !isPassedOver(folder, path) &&
      !isIgnoredBelow(folder, path) &&
      !leadsOut(path, folder),
  );
}

/** Whether links lead to a file outside of a folder. What is not there leads nowhere. */
function leadsOut(path: string, folder: string): boolean {
  try {
    return !isWithin(withSlashes(realpathSync(path)), withSlashes(realpathSync(folder)));
  } catch {
    return false;
  }
}
