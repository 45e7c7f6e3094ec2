import type { YamlValue } from '../finding.ts';
import type { MapEntry, MapNode } from '../parse/yaml/node.ts';
import type { Change } from './add.ts';
import { columnOf, isFlow, outside } from './lines.ts';
import { styleOf } from './style.ts';
import type { Tree } from './tree.ts';
import { entryLines, flowEntry } from './write.ts';

/** Another key and value in the place of an entry with a scalar on the key's line; nothing for any other. */
export function replaceEntry(
  tree: Tree,
  { parent, entry }: { readonly parent: MapNode; readonly entry: MapEntry },
  key: string,
  value: YamlValue,
): Change | undefined {
  const { text } = tree;
  const start = outside(entry.key).start;
  const end = Math.max(outside(entry.key).end, outside(entry.value).end);
  if (entry.value.kind !== 'scalar' || text.slice(start, end).includes('\n')) return undefined;
  if (isFlow(text, parent)) {
    return { start, end, text: flowEntry(key, value, text[start] === '"') };
  }
  const column = columnOf(text, start);
  if (column === undefined) return undefined;
  const lines = entryLines(key, value, styleOf(tree));
  return { start, end, text: lines.join(`\n${' '.repeat(column)}`) };
}
