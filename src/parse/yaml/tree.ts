import type { Located } from '../../text.ts';
import {
  entriesOf,
  entryOf,
  keyText,
  type MapEntry,
  type MapNode,
  type Place,
  type ScalarNode,
  type Source,
  targetOf,
  type YamlNode,
} from './node.ts';
import { View } from './view.ts';

/**
 * A YAML value with the file it stands in. Trees are never changed: what changes one gives a new tree, in which every part
 * still tells where it was written, though parts of several files meet in it.
 */
export interface Tree {
  readonly source: Source;
  readonly node: YamlNode;
}

/** What a map holds under one key. */
export interface TreeEntry {
  readonly key: string;
  readonly keyTree: Tree;
  readonly value: Tree;
}

export function viewOf({ source, node }: Tree): View {
  return new View(source, { node, near: undefined });
}

/** The entries of a map, each key once; nothing for what is no map. */
export function entriesIn({ source, node }: Tree): TreeEntry[] {
  const map = targetOf(node);
  if (map.kind !== 'map') return [];
  return entriesOf(map).flatMap((entry) => {
    const key = keyText(entry);
    if (key === undefined) return [];
    return [{ key, keyTree: below(entry.key, source), value: below(entry.value, source) }];
  });
}

/** The items of a list; nothing for what is no list. */
export function itemsIn({ source, node }: Tree): Tree[] {
  const list = targetOf(node);
  return list.kind === 'list' ? list.items.map((item) => below(item, source)) : [];
}

export function kindOf({ node }: Tree): 'scalar' | 'list' | 'map' | 'null' {
  const target = targetOf(node);
  return target.kind === 'scalar' && target.value === null ? 'null' : target.kind;
}

/** The text of a scalar that is not null. */
export function textOf({ node }: Tree): string | undefined {
  const target = targetOf(node);
  return target.kind === 'scalar' && target.value !== null ? target.text : undefined;
}

/** What stands under a path of keys. */
export function childOf(tree: Tree, ...path: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of path) {
    const map = targetOf(found.node);
    const entry = map.kind === 'map' ? entryOf(map, key) : undefined;
    if (!entry) return undefined;
    found = below(entry.value, found.source);
  }
  return found;
}

/** The text under a path of keys. */
export function textIn(tree: Tree, ...path: readonly string[]): string | undefined {
  const child = childOf(tree, ...path);
  return child && textOf(child);
}

/** The map with other entries, at the place it had. */
export function withEntries({ source, node }: Tree, entries: readonly TreeEntry[]): Tree {
  const { start, end } = node;
  const put = entries.map(
    ({ keyTree, value }): MapEntry => ({ key: placed(keyTree), value: placed(value) }),
  );
  const map: MapNode = { kind: 'map', entries: put, repeats: false, start, end };
  return { source, node: map };
}

/** The list with other items, at the place it had. */
export function withItems({ source, node }: Tree, items: readonly Tree[]): Tree {
  const { start, end } = node;
  return { source, node: { kind: 'list', items: items.map(placed), start, end } };
}

/** The map with a value under a key: where it has the key, its place stays; else it stands where `keyTree` says. */
export function withChild(tree: Tree, key: string, value: Tree, keyTree: Tree = value): Tree {
  const entries = entriesIn(tree);
  const has = entries.some((entry) => entry.key === key);
  return withEntries(
    tree,
    has
      ? entries.map((entry) => (entry.key === key ? { ...entry, value } : entry))
      : [...entries, { key, keyTree: wordAt(keyTree, key), value }],
  );
}

export function withoutChild(tree: Tree, key: string): Tree {
  return withEntries(
    tree,
    entriesIn(tree).filter((entry) => entry.key !== key),
  );
}

/** A text that some tool makes, shown where `at` stands; `value` is what it means, if that is no text. */
export function wordAt(at: Tree, text: string, value: ScalarNode['value'] = text): Tree {
  return { source: at.source, node: { ...wordFrom(at.node, text), value, made: true } };
}

/** A text that is written at a place, in whatever way the file writes it. */
export function wordOf({ value, at }: Located<string>, source: Source): Tree {
  return { source, node: wordFrom(at, value) };
}

function wordFrom({ start, end }: Place, text: string): ScalarNode {
  const style = 'plain';
  return { kind: 'scalar', value: text, text, style, start, end, body: start, indent: -1 };
}

/** An empty map, shown where `at` stands. */
export function mapAt(at: Tree): Tree {
  const { start, end } = at.node;
  return { source: at.source, node: { kind: 'map', entries: [], repeats: false, start, end } };
}

/** Whether two trees hold the same data, wherever it is written. The order of keys means nothing. */
export function isSame(one: Tree, other: Tree): boolean {
  if (one.node === other.node) return true;
  const kind = kindOf(one);
  if (kind !== kindOf(other)) return false;
  if (kind === 'list') return areSame(itemsIn(one), itemsIn(other));
  if (kind !== 'map') return scalarOf(one) === scalarOf(other);
  const entries = entriesIn(one);
  const others = new Map(entriesIn(other).map(({ key, value }) => [key, value]));
  return (
    entries.length === others.size &&
    entries.every(({ key, value }) => {
      const same = others.get(key);
      return same !== undefined && isSame(value, same);
    })
  );
}

function areSame(some: readonly Tree[], others: readonly Tree[]): boolean {
  if (some.length !== others.length) return false;
  return some.every((item, index) => {
    const other = others[index];
    return other !== undefined && isSame(item, other);
  });
}

/** Of a scalar: texts that are quoted differently are the same value. */
function scalarOf({ node }: Tree): unknown {
  const target = targetOf(node);
  return target.kind === 'scalar' ? target.value : undefined;
}

function below(node: YamlNode, source: Source): Tree {
  return { source: node.source ?? source, node };
}

/** The node, saying in which file it stands. */
function placed({ source, node }: Tree): YamlNode {
  return node.source === source ? node : { ...node, source };
}

/** The tree with all its parts shown where `place` stands: of a text that is YAML in itself, and has no places of its own. */
export function shownAt(tree: Tree, place: Tree): Tree {
  const at = wordAt(place, '');
  const moved = new Map<YamlNode, Tree>();
  const move = (part: Tree): Tree => {
    const target = targetOf(part.node);
    const known = moved.get(target) ?? shown(part, at, move);
    moved.set(target, known);
    return known;
  };
  return move(tree);
}

function shown(tree: Tree, at: Tree, move: (part: Tree) => Tree): Tree {
  const target = targetOf(tree.node);
  if (target.kind === 'list') return withItems(at, itemsIn(tree).map(move));
  if (target.kind === 'map') {
    const entries = entriesIn(tree).map(({ key, value }) => {
      return { key, keyTree: wordAt(at, key), value: move(value) };
    });
    return withEntries(at, entries);
  }
  const { start, end } = at.node;
  return { source: at.source, node: { ...target, start, end, body: start, made: true } };
}
