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
 * A YAML value. Trees are never changed: what changes one gives a new tree, in which every part still tells where it was
 * written, though parts of several files meet in it. What stays as it was is the same node.
 */
export type Tree = YamlNode;

/** What a map holds under one key. */
export interface TreeEntry {
  readonly key: string;
  readonly keyTree: Tree;
  readonly value: Tree;
}

export function viewOf(tree: Tree): View {
  return new View(tree.source, { node: tree, near: undefined });
}

/** The entries of a map, each key once; nothing for what is no map. */
export function entriesIn(tree: Tree): TreeEntry[] {
  const map = targetOf(tree);
  const found: TreeEntry[] = [];
  if (map.kind !== 'map') return found;
  for (const entry of entriesOf(map)) {
    const key = keyText(entry);
    if (key !== undefined) found.push({ key, keyTree: entry.key, value: entry.value });
  }
  return found;
}

/** The items of a list; nothing for what is no list. */
export function itemsIn(tree: Tree): readonly Tree[] {
  const list = targetOf(tree);
  return list.kind === 'list' ? list.items : [];
}

export function kindOf(tree: Tree): 'scalar' | 'list' | 'map' | 'null' {
  const target = targetOf(tree);
  return target.kind === 'scalar' && target.value === null ? 'null' : target.kind;
}

/** The text of a scalar that is not null. */
export function textOf(tree: Tree): string | undefined {
  const target = targetOf(tree);
  return target.kind === 'scalar' && target.value !== null ? target.text : undefined;
}

/** What stands under a path of keys. */
export function childOf(tree: Tree, ...path: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of path) {
    const map = targetOf(found);
    const entry = map.kind === 'map' ? entryOf(map, key) : undefined;
    if (!entry) return undefined;
    found = entry.value;
  }
  return found;
}

/** The text under a path of keys. */
export function textIn(tree: Tree, ...path: readonly string[]): string | undefined {
  const child = childOf(tree, ...path);
  return child && textOf(child);
}

/** The map with other entries, at the place it had. */
export function withEntries(at: Tree, entries: readonly TreeEntry[]): Tree {
  return mapWith(
    at,
    entries.map(({ keyTree, value }): MapEntry => ({ key: keyTree, value })),
  );
}

function mapWith({ source, start, end }: Tree, entries: readonly MapEntry[]): MapNode {
  return { kind: 'map', entries, brought: 0, repeats: false, source, start, end };
}

/** The list with other items, at the place it had. */
export function withItems({ source, start, end }: Tree, items: readonly Tree[]): Tree {
  return { kind: 'list', items, source, start, end };
}

/** The map with a value under a key: where it has the key, its place stays; else it stands where `keyTree` says. */
export function withChild(tree: Tree, key: string, value: Tree, keyTree: Tree = value): Tree {
  const map = targetOf(tree);
  const entries = map.kind === 'map' ? entriesOf(map) : [];
  const before = entries.findIndex((entry) => keyText(entry) === key);
  const own = entries[before];
  return mapWith(
    tree,
    own
      ? entries.with(before, { key: own.key, value })
      : [...entries, { key: wordAt(keyTree, key), value }],
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
  return { ...wordFrom(at, text, at.source), value, made: true };
}

/** A text that is written at a place, in whatever way the file writes it. */
export function wordOf({ value, at }: Located<string>, source: Source): Tree {
  return wordFrom(at, value, source);
}

function wordFrom({ start, end }: Place, text: string, source: Source): ScalarNode {
  const style = 'plain';
  return { kind: 'scalar', value: text, text, style, source, start, end, body: start, indent: -1 };
}

/** An empty map, shown where `at` stands. */
export function mapAt(at: Tree): Tree {
  return mapWith(at, []);
}

/** Whether two trees hold the same data, wherever it is written. The order of keys means nothing. */
export function isSame(one: Tree, other: Tree): boolean {
  if (one === other) return true;
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
function scalarOf(tree: Tree): unknown {
  const target = targetOf(tree);
  return target.kind === 'scalar' ? target.value : undefined;
}

/** The tree with all its parts shown where `place` stands: of a text that is YAML in itself, and has no places of its own. */
export function shownAt(tree: Tree, place: Tree): Tree {
  const at = wordAt(place, '');
  const moved = new Map<YamlNode, Tree>();
  const move = (part: Tree): Tree => {
    const target = targetOf(part);
    const known = moved.get(target) ?? shown(part, at, move);
    moved.set(target, known);
    return known;
  };
  return move(tree);
}

function shown(tree: Tree, at: Tree, move: (part: Tree) => Tree): Tree {
  const target = targetOf(tree);
  if (target.kind === 'list') return withItems(at, itemsIn(tree).map(move));
  if (target.kind === 'map') {
    const entries = entriesIn(tree).map(({ key, value }) => {
      return { key, keyTree: wordAt(at, key), value: move(value) };
    });
    return withEntries(at, entries);
  }
  const { source, start, end } = at;
  return { ...target, source, start, end, body: start, made: true };
}
