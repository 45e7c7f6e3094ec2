import { isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';

/**
 * All that a text says, as the package `yaml` reads it: each line of each scalar with the keys that lead to it, lists without
 * their indexes. Of files that are no YAML, their lines.
 */
export function sayings(file: string, text: string): string[] {
  if (!/\.(?:ya?ml|json)$/.test(file)) return text.split(/\r?\n/).map((line) => line.trim());
  const parsed = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  return [...parsed].flatMap(({ contents }) => (contents ? sayingsOf(contents, '') : []));
}

function sayingsOf(node: Node | null, path: string): string[] {
  if (isMap<Node, Node | null>(node)) {
    return node.items.flatMap(({ key, value }) => sayingsOf(value, `${path}/${String(key)}`));
  }
  if (isSeq<Node>(node)) return node.items.flatMap((item) => sayingsOf(item, `${path}[]`));
  const words = isScalar(node) ? String(node.source ?? node.value) : String(node);
  return words.split('\n').map((line) => `${path}: ${line.trim()}`);
}

/** What is said once more on one side than on the other. */
export function without(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of others) left.set(each, (left.get(each) ?? 0) + 1);
  return some.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}
