import { keyText, type MapEntry, type MapNode, targetOf, type YamlNode } from './node.ts';

/** How many entries the merge keys of one document may bring in altogether, so that a few lines cannot fill the memory. */
export const MERGE_LIMIT = 100_000;

/** Below this a comparison of each with each is faster than a set. */
const FEW = 8;

export interface Merged {
  readonly entries: readonly MapEntry[];
  /** How many of them come first and are not the map's own. */
  readonly brought: number;
  /** How many entries were looked at: to be charged against the document's limit. */
  readonly cost: number;
}

/**
 * The entries of a map with its merge keys applied: the map's own keys win, of several merged maps the first.
 * https://yaml.org/type/merge.html; `undefined` where there is no merge key.
 */
export function mergedEntries(own: readonly MapEntry[], limit: number): Merged | undefined {
  if (!own.some(isMerge)) return undefined;
  const kept = own.filter((entry) => !isMerge(entry));
  const taken = new Set(kept.map(keyText));
  const brought: MapEntry[] = [];
  let cost = 0;
  for (const source of own.filter(isMerge).flatMap(({ value }) => sourcesOf(value))) {
    cost += source.entries.length + 1;
    if (cost > limit) break;
    const news = source.entries.filter((entry) => !taken.has(keyText(entry)));
    for (const entry of news) taken.add(keyText(entry));
    brought.push(...news);
  }
  return { entries: [...brought, ...kept], brought: brought.length, cost };
}

function isMerge({ key, value }: MapEntry): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<' || key.style !== 'plain') return false;
  const target = targetOf(value);
  return target.kind === 'map' || (target.kind === 'list' && sourcesOf(value).length > 0);
}

function sourcesOf(value: YamlNode): readonly MapNode[] {
  const target = targetOf(value);
  if (target.kind === 'map') return [target];
  if (target.kind !== 'list') return [];
  return target.items.flatMap((item) => {
    const map = targetOf(item);
    return map.kind === 'map' ? [map] : [];
  });
}

/** The entries whose key is already written further up in the same map. */
export function repeatedEntries(own: readonly MapEntry[]): readonly MapEntry[] {
  return own.length <= FEW ? repeatedAmongFew(own) : repeatedAmongMany(own);
}

function repeatedAmongFew(own: readonly MapEntry[]): readonly MapEntry[] {
  return own.filter((entry, index) => {
    const key = keyText(entry);
    if (key === undefined || key === '<<') return false;
    for (let i = 0; i < index; i++) {
      const other = own[i];
      if (other && keyText(other) === key) return true;
    }
    return false;
  });
}

function repeatedAmongMany(own: readonly MapEntry[]): readonly MapEntry[] {
  const seen = new Set<string>();
  return own.filter((entry) => {
    const key = keyText(entry);
    if (key === undefined || key === '<<') return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
