import {
  childOf,
  itemsIn,
  kindOf,
  mapAt,
  type Tree,
  withChild,
  withItems,
} from '../../parse/yaml/tree.ts';

/** What becomes of the value at the end of a path; `undefined`: it stays as it is. */
export type Change = (value: Tree | undefined, parent: Tree) => Tree | undefined;

/**
 * The tree with the value at the end of a path of keys changed. Lists on the way are gone through, as in the field
 * specifications of kustomize (kustomize 5, api/filters/fieldspec). With `creating`, maps that are not there are made, and are
 * shown where it stands. The same tree where nothing changes.
 */
export function changeField(
  tree: Tree,
  path: readonly string[],
  change: Change,
  creating?: Tree,
): Tree {
  return changeFrom(0, tree, { path, change, creating });
}

interface FieldChange {
  readonly path: readonly string[];
  readonly change: Change;
  readonly creating: Tree | undefined;
}

/** The same, with the path from one of its keys on. */
function changeFrom(index: number, tree: Tree, field: FieldChange): Tree {
  const { path, change, creating } = field;
  const kind = kindOf(tree);
  if (kind === 'list') return eachItem(tree, (item) => changeFrom(index, item, field));
  const key = path[index];
  if (kind !== 'map' || key === undefined) return tree;
  const child = childOf(tree, key);
  const isLast = index === path.length - 1;
  const within = isNothing(child) ? creating && mapAt(creating) : child;
  const changed = isLast ? change(child, tree) : within && changeFrom(index + 1, within, field);
  return changed === undefined || changed === child ? tree : withChild(tree, key, changed);
}

function isNothing(tree: Tree | undefined): boolean {
  return tree === undefined || kindOf(tree) === 'null';
}

/** The list with each item changed; the same tree where none is. */
export function eachItem(list: Tree, change: (item: Tree) => Tree): Tree {
  const items = itemsIn(list);
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? list : withItems(list, changed);
}
