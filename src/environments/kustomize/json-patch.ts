import {
  childOf,
  itemsIn,
  kindOf,
  type Tree,
  textIn,
  withChild,
  withItems,
  withoutChild,
} from '../../parse/yaml/tree.ts';

interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: Tree | undefined;
  /** Where the operation stands: its path is where a key is shown that it adds. */
  readonly at: Tree;
}

/** Whether a patch is a list of JSON 6902 operations. */
export function isJsonPatch(patch: Tree): boolean {
  return itemsIn(patch).some((item) => childOf(item, 'op') !== undefined);
}

/**
 * The tree with JSON 6902 operations applied in their order (RFC 6902). One that does not fit, which kustomize would
 * refuse, changes nothing. What one sets is shown where the operation writes it.
 */
export function applyJsonPatch(tree: Tree, patch: Tree): Tree {
  return itemsIn(patch).map(readOperation).reduce(apply, tree);
}

function readOperation(item: Tree): Operation {
  return {
    op: textIn(item, 'op') ?? '',
    path: pointer(textIn(item, 'path')),
    from: pointer(textIn(item, 'from')),
    value: childOf(item, 'value'),
    at: childOf(item, 'path') ?? item,
  };
}

/** The steps of a JSON pointer (RFC 6901). */
export function pointer(text = ''): string[] {
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function apply(tree: Tree, operation: Operation): Tree {
  const { op, path, from, value, at } = operation;
  switch (op) {
    case 'add':
      return value ? put(tree, path, { value, at, isAdded: true }) : tree;
    case 'replace':
      return value ? put(tree, path, { value, at, isAdded: false }) : tree;
    case 'remove':
      return remove(tree, path);
    case 'copy':
    case 'move': {
      const source = valueAt(tree, from);
      if (!source) return tree;
      const rest = op === 'move' ? remove(tree, from) : tree;
      return put(rest, path, { value: source, at, isAdded: true });
    }
    default:
      return tree;
  }
}

/** The value that a JSON pointer's steps lead to. */
export function valueAt(tree: Tree, path: readonly string[]): Tree | undefined {
  let found: Tree | undefined = tree;
  for (const step of path) {
    if (!found) return undefined;
    found = kindOf(found) === 'list' ? itemsIn(found)[indexOf(step)] : childOf(found, step);
  }
  return found;
}

interface Put {
  readonly value: Tree;
  readonly at: Tree;
  readonly isAdded: boolean;
}

function put(tree: Tree, path: readonly string[], change: Put): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return change.value;
  if (kindOf(tree) === 'list') return putItem(tree, step, rest, change);
  const child = childOf(tree, step);
  if (rest.length > 0) {
    return child ? withChild(tree, step, put(child, rest, change)) : tree;
  }
  if (!child && !change.isAdded) return tree;
  return withChild(tree, step, change.value, change.at);
}

function putItem(tree: Tree, step: string, rest: readonly string[], change: Put): Tree {
  const items = itemsIn(tree);
  const index = step === '-' ? items.length : indexOf(step);
  const item = items[index];
  if (rest.length > 0) {
    return item ? withItems(tree, items.with(index, put(item, rest, change))) : tree;
  }
  if (change.isAdded) {
    return index > items.length ? tree : withItems(tree, items.toSpliced(index, 0, change.value));
  }
  return item ? withItems(tree, items.with(index, change.value)) : tree;
}

function remove(tree: Tree, path: readonly string[]): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return tree;
  const items = itemsIn(tree);
  const isList = kindOf(tree) === 'list';
  const child = isList ? items[indexOf(step)] : childOf(tree, step);
  if (!child) return tree;
  if (rest.length === 0) {
    return isList ? withItems(tree, items.toSpliced(indexOf(step), 1)) : withoutChild(tree, step);
  }
  const changed = remove(child, rest);
  return isList
    ? withItems(tree, items.with(indexOf(step), changed))
    : withChild(tree, step, changed);
}

function indexOf(step: string): number {
  return /^\d{1,6}$/.test(step) ? Number(step) : Number.POSITIVE_INFINITY;
}
