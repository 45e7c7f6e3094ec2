import type { Project } from './project.ts';

/**
 * The texts of some files (named as in reports), read once more for their source lines. A file that has vanished
 * meanwhile has none.
 */
export function readSources(
  files: Iterable<string>,
  { text }: Pick<Project, 'text'>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of new Set(files)) {
    const read = text(file);
    if ('text' in read) texts.set(file, read.text);
  }
  return texts;
}
