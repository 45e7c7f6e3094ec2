import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The paths of a rule's cases: what is called `bad-…` or `good-…`, in its folder or in folders by topic below it. */
export function casesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.includes('.fixed.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && !isCase(entry.name) ? casesOf(path) : [path];
  });
}

/** Whether a file or folder is named like a case. */
export function isCase(path: string): boolean {
  return /^(?:bad|good)-[a-z0-9-]+/.test(basename(path));
}
