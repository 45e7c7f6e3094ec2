import type { Located } from '../../text.ts';
import { keyText, targetOf, type YamlNode } from './node.ts';

/** One scalar of a tree, with the nearest key above it. */
export interface Leaf {
  readonly key?: string;
  readonly value: Located<string>;
}

/** Deeper and larger than any document that a person writes by hand or a tool makes for the API server. */
const PLAIN_DEPTH = 200;
const PLAIN_NODES = 20_000;

interface Step {
  readonly node: YamlNode;
  readonly key: string | undefined;
}

/** Every scalar that is not null, once, in the order of the text; aliases are not followed. */
export function leavesOf(root: YamlNode): Leaf[] {
  const leaves: Leaf[] = [];
  const waiting: Step[] = [{ node: targetOf(root), key: undefined }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, key } = next;
    if (node.kind !== 'scalar') {
      for (const step of below(node, key)) waiting.push(step);
    } else if (node.value !== null) {
      const { source, start, end } = node;
      const value = { value: node.text, at: { file: source.file, start, end } };
      leaves.push({ value, ...(key !== undefined && { key }) });
    }
  }
  return leaves.sort((a, b) => a.value.at.start - b.value.at.start);
}

/** What is written in a list or map, or was put into it; not what a merge key brings in from elsewhere. */
function below(node: YamlNode, key: string | undefined): Step[] {
  if (node.kind === 'list') return node.items.map((item) => ({ node: item, key }));
  if (node.kind !== 'map') return [];
  const { entries, brought, start, end } = node;
  const own = entries.filter(
    ({ key }, index) => index >= brought || (key.start >= start && key.end <= end),
  );
  return own.map((entry) => ({ node: entry.value, key: keyText(entry) }));
}

/** Plain data. Aliases are expanded, so depth and size are limited: what is beyond becomes `undefined`. */
export function plainOf(root: YamlNode): unknown {
  let left = PLAIN_NODES;
  function plain(node: YamlNode, depth: number): unknown {
    const value = targetOf(node);
    if (value.kind === 'scalar') return value.value;
    if (depth === 0 || left-- <= 0) return undefined;
    if (value.kind === 'list') return value.items.map((item) => plain(item, depth - 1));
    return Object.fromEntries(
      value.entries.flatMap((entry) => {
        const key = targetOf(entry.key);
        return key.kind === 'scalar' ? [[key.text, plain(entry.value, depth - 1)]] : [];
      }),
    );
  }
  return plain(root, PLAIN_DEPTH);
}
