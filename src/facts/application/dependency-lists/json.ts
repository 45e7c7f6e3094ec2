import { readJsonPairs } from '../json-strings.ts';
import type { Named } from './named.ts';

/** package.json: `dependencies` and `optionalDependencies`. */
export function readPackageJson(text: string): Iterable<Named> {
  return entriesOf(text, ['dependencies', 'optionalDependencies']);
}

/** composer.json: `require`; `php` and its extensions are no packages. */
export function* readComposerJson(text: string): Generator<Named> {
  for (const named of entriesOf(text, ['require'])) if (named.name.includes('/')) yield named;
}

function* entriesOf(text: string, keys: readonly string[]): Generator<Named> {
  for (const pair of readJsonPairs(text)) {
    if (pair.depth !== 2 || !keys.includes(pair.parent)) continue;
    const { start, end } = pair.key;
    yield { name: text.slice(start, end), start, end, version: text.slice(pair.start, pair.end) };
  }
}
