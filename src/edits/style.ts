import { targetOf, type YamlNode } from '../parse/yaml/node.ts';
import { columnOf, isFlow } from './lines.ts';
import { ownEntries, type Tree } from './tree.ts';
import type { Style } from './write.ts';

const USUAL = 2;

/** How a document indents maps and lists: as the first of each that it has, else by two columns. */
export function styleOf({ text, root }: Tree): Style {
  const first = { map: USUAL, list: USUAL };
  for (const { kind, step } of steps(text, root).reverse()) first[kind] = step;
  return { step: first.map, listStep: first.list };
}

interface Indentation {
  readonly kind: 'map' | 'list';
  readonly step: number;
}

function steps(text: string, root: YamlNode): Indentation[] {
  const found: Indentation[] = [];
  const waiting: YamlNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'list') waiting.push(...node.items.toReversed());
    if (node.kind !== 'map') continue;
    for (const { key, value } of ownEntries(node)) {
      const step = stepBetween(text, key, value);
      if (step) found.push(step);
    }
    waiting.push(
      ...ownEntries(node)
        .map(({ value }) => value)
        .reverse(),
    );
  }
  return found;
}

function stepBetween(text: string, key: YamlNode, value: YamlNode): Indentation | undefined {
  if (value.kind === 'alias' || value.kind === 'scalar' || isFlow(text, value)) return undefined;
  const outer = columnOf(text, key.start);
  const inner = columnOf(text, value.start);
  if (outer === undefined || inner === undefined || targetOf(key).kind !== 'scalar')
    return undefined;
  return { kind: value.kind, step: inner - outer };
}
