import { childOf, kindOf, type Tree, textIn } from '../../parse/yaml/tree.ts';

/** One object on its way through kustomizations. */
export interface Composed {
  readonly tree: Tree;
  /** The file that wrote it first. */
  readonly file: string;
  /** Names and namespaces it has had, as `namespace/name`, the first one first; patches may call it by any of them. */
  readonly names: readonly string[];
}

/** The object of a tree that some file holds. */
export function composed(tree: Tree): Composed {
  return { tree, file: tree.source.file, names: [`${namespaceOf(tree)}/${nameOf(tree)}`] };
}

/** The object with another tree; what it is called now joins what it was called before. */
export function changedTo(object: Composed, tree: Tree): Composed {
  if (tree === object.tree) return object;
  const name = `${namespaceOf(tree)}/${nameOf(tree)}`;
  const names = object.names.includes(name) ? object.names : [...object.names, name];
  return { ...object, tree, names };
}

export function kindNameOf(tree: Tree): string {
  return textIn(tree, 'kind') ?? '';
}

export function nameOf(tree: Tree): string {
  return textIn(tree, 'metadata', 'name') ?? '';
}

export function namespaceOf(tree: Tree): string {
  return textIn(tree, 'metadata', 'namespace') ?? '';
}

/** The API group of an object: `""` for the core group. */
export function groupNameOf(tree: Tree): string {
  const [group = '', version] = (textIn(tree, 'apiVersion') ?? '').split('/');
  return version === undefined ? '' : group;
}

/** Whether a tree is an object: it says its kind and has metadata. */
export function isObject(tree: Tree): boolean {
  const metadata = childOf(tree, 'metadata');
  return kindNameOf(tree) !== '' && metadata !== undefined && kindOf(metadata) === 'map';
}
