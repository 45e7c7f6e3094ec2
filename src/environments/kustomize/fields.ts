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
  const kind = kindOf(tree);
  if (kind === 'list') return eachItem(tree, (item) => changeField(item, path, change, creating));
  const [key, ...rest] = path;
  if (kind !== 'map' || key === undefined) return tree;
  const child = childOf(tree, key);
  const changed =
    rest.length === 0
      ? change(child, tree)
      : changeBelow(isNothing(child) ? creating && mapAt(creating) : child, rest, change, creating);
  return changed === undefined || changed === child ? tree : withChild(tree, key, changed);
}

function changeBelow(
  child: Tree | undefined,
  rest: readonly string[],
  change: Change,
  creating: Tree | undefined,
): Tree | undefined {
  return child && changeField(child, rest, change, creating);
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
