import {
  entriesIn,
  isSame,
  itemsIn,
  kindOf,
  shownAt,
  type Tree,
  type TreeEntry,
  textIn,
  textOf,
  withEntries,
  withItems,
  wordAt,
} from '../parse/yaml/tree.ts';

/**
 * What a renderer wrote, with each part shown where `written`, the object as the sources have it, has it. A value that the
 * renderer made of a written one stands where that one is; what the sources do not have at all is shown at `nowhere`.
 * Values are the renderer's throughout.
 */
export function relocate(rendered: Tree, written: Tree, nowhere: Tree): Tree {
  if (isSame(rendered, written)) return written;
  const kind = kindOf(rendered);
  if (kind === 'map' && kindOf(written) === 'map') return relocateMap(rendered, written, nowhere);
  if (kind === 'list' && kindOf(written) === 'list') {
    return relocateList(rendered, written, nowhere);
  }
  if (kind !== 'scalar' || kindOf(written) !== 'scalar') return shownAt(rendered, nowhere);
  return differsAtItsEnd(rendered, written) ? written : shownAt(rendered, written);
}

function relocateMap(rendered: Tree, written: Tree, nowhere: Tree): Tree {
  const known = new Map(entriesIn(written).map((entry) => [entry.key, entry]));
  const entries = entriesIn(rendered).map(({ key, value }): TreeEntry => {
    const before = known.get(key);
    if (!before) return { key, keyTree: wordAt(nowhere, key), value: shownAt(value, nowhere) };
    return { key, keyTree: before.keyTree, value: relocate(value, before.value, nowhere) };
  });
  return withEntries(written, entries);
}

/** Keys by which items of lists are told apart, in this order. */
const NAMES = ['name', 'containerPort', 'port', 'mountPath', 'key', 'host', 'path'];

function relocateList(rendered: Tree, written: Tree, nowhere: Tree): Tree {
  const before = itemsIn(written);
  const items = itemsIn(rendered).map((item, index) => {
    const same = itemLike(item, index, before);
    return same ? relocate(item, same, nowhere) : shownAt(item, nowhere);
  });
  return withItems(written, items);
}

/** The item of the same name; of items without one the equal one, else the one at the same index. */
function itemLike(item: Tree, index: number, before: readonly Tree[]): Tree | undefined {
  const name = NAMES.find((each) => textIn(item, each) !== undefined);
  const here = before[index];
  if (name === undefined) return before.find((each) => isSame(each, item)) ?? here;
  const isLike = (other: Tree): boolean => textIn(other, name) === textIn(item, name);
  return here && isLike(here) ? here : before.find(isLike);
}

/** Renderers write the line break at the end of a text as they like. */
function differsAtItsEnd(one: Tree, other: Tree): boolean {
  return textOf(one)?.trimEnd() === textOf(other)?.trimEnd() && textOf(one) !== undefined;
}
