import { childOf, kindOf, type Tree, textIn } from '../../parse/yaml/tree.ts';

/** What an object is called; `""` for what it does not say, and for the core group. */
export interface ObjectHead {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** One object on its way through kustomizations, with what it is called at this point. */
export interface Composed extends ObjectHead {
  readonly tree: Tree;
  /** The file that wrote it first. */
  readonly file: string;
  /** Names and namespaces it has had, as `namespace/name`, the first one first; patches may call it by any of them. */
  readonly names: readonly string[];
}

/** The object of a tree that some file holds. */
export function composed(tree: Tree): Composed {
  const { group, version, kind, name, namespace } = headOf(tree);
  const names = [`${namespace}/${name}`];
  return { tree, file: tree.source.file, group, version, kind, name, namespace, names };
}

/** The object with another tree; what it is called now joins what it was called before. */
export function changedTo(object: Composed, tree: Tree): Composed {
  if (tree === object.tree) return object;
  const { group, version, kind, name, namespace } = headOf(tree);
  const called = `${namespace}/${name}`;
  const names = object.names.includes(called) ? object.names : [...object.names, called];
  return { tree, file: object.file, group, version, kind, name, namespace, names };
}

export function headOf(tree: Tree): ObjectHead {
  const apiVersion = textIn(tree, 'apiVersion') ?? '';
  const slash = apiVersion.indexOf('/');
  const metadata = childOf(tree, 'metadata');
  return {
    group: apiVersion.slice(0, Math.max(0, slash)),
    version: apiVersion.slice(slash + 1),
    kind: textIn(tree, 'kind') ?? '',
    name: (metadata && textIn(metadata, 'name')) ?? '',
    namespace: (metadata && textIn(metadata, 'namespace')) ?? '',
  };
}

/** Whether a tree is an object: it says its kind and has metadata. */
export function isObject(tree: Tree): boolean {
  const metadata = childOf(tree, 'metadata');
  return (
    (textIn(tree, 'kind') ?? '') !== '' && metadata !== undefined && kindOf(metadata) === 'map'
  );
}
