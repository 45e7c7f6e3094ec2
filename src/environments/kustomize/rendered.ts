import {
  childOf,
  entriesIn,
  shownAt,
  type Tree,
  textIn,
  textOf,
  withChild,
  withEntries,
  withoutChild,
  wordAt,
} from '../../parse/yaml/tree.ts';
import { resolvePath } from '../path.ts';
import { relocate } from '../relocate.ts';
import { type Composed, changedTo, composed, headOf, type ObjectHead } from './composed.ts';
import { renameReferences } from './names.ts';

/** What the sources tell of the objects of one kustomization. */
export interface Sources {
  /** The folder of the kustomization. */
  readonly root: string;
  /** The objects as they are worked out from the sources alone, each part shown where it is written. */
  readonly composed: readonly Composed[];
  /** The objects that a file holds, unchanged. */
  readonly objectsOf: (file: string) => readonly Composed[];
  /** A place in the kustomization itself, for objects of which nothing else is known. */
  readonly here: Tree;
}

const ORIGIN = 'config.kubernetes.io/origin';

/**
 * The objects that kustomize has rendered, with each part shown where it is written: where the sources' own reading has it,
 * else in the file that kustomize says the object comes from, else at the name of the object. The hash in names of what generators
 * make is taken off, so that names are those of the sources. Pure: `rendered` is kustomize's output, with its annotations of origins.
 */
export function relocated(rendered: readonly Tree[], sources: Sources): Composed[] {
  const named = withoutHashes(rendered, sources.composed);
  const byName = new Map(sources.composed.map((object) => [identityOf(object), object]));
  return named.map((tree) => {
    const written = byName.get(identityOf(headOf(tree))) ?? origin(tree, sources);
    if (!written) return composed(shownAt(withoutOrigin(tree), sources.here));
    const name = childOf(written.tree, 'metadata', 'name') ?? written.tree;
    return changedTo(written, relocate(withoutOrigin(tree), written.tree, name));
  });
}

function identityOf({ group, kind, namespace, name }: ObjectHead): string {
  return [group, kind, namespace, name].join(' ');
}

/** The object of the file that kustomize names as the origin: the one of its kind whose name is a part of the new one. */
function origin(tree: Tree, { root, composed: all, objectsOf }: Sources): Composed | undefined {
  const written = /^(?:path|configuredIn): (.*)$/m.exec(originOf(tree))?.[1];
  const path = written === undefined ? undefined : resolvePath(root, written);
  if (path === undefined) return undefined;
  const objects = [...objectsOf(path), ...all.filter(({ file }) => file === path)];
  const { kind, name } = headOf(tree);
  const ofKind = objects.filter((object) => object.kind === kind);
  return ofKind.find((object) => name.includes(object.name)) ?? ofKind[0];
}

function originOf(tree: Tree): string {
  return textIn(tree, 'metadata', 'annotations', ORIGIN) ?? '';
}

function withoutOrigin(tree: Tree): Tree {
  const metadata = childOf(tree, 'metadata');
  const annotations = metadata && childOf(metadata, 'annotations');
  if (!annotations) return tree;
  const kept = withoutChild(annotations, ORIGIN);
  const rest =
    entriesIn(kept).length === 0
      ? withoutChild(metadata, 'annotations')
      : withChild(metadata, 'annotations', kept);
  return withEntries(
    tree,
    entriesIn(tree).map((entry) => (entry.key === 'metadata' ? { ...entry, value: rest } : entry)),
  );
}

/** kustomize puts ten characters behind the names of ConfigMaps and Secrets that it makes (kustomize 5, api/hasher). */
const HASHED = /^(.+)-[a-z0-9]{10}$/;

function withoutHashes(rendered: readonly Tree[], composed: readonly Composed[]): readonly Tree[] {
  const known = new Set(composed.map(({ kind, name }) => `${kind}/${name}`));
  const plainNames = new Map(
    rendered.flatMap((tree): [string, string][] => {
      const { kind, name } = headOf(tree);
      const plain = HASHED.exec(name)?.[1];
      const isGenerated = /^ +kind: (?:ConfigMap|Secret)Generator$/m.test(originOf(tree));
      const isHashed =
        !known.has(`${kind}/${name}`) && (isGenerated || known.has(`${kind}/${plain}`));
      return plain !== undefined && isHashed ? [[`${kind}/${name}`, plain]] : [];
    }),
  );
  if (plainNames.size === 0) return rendered;
  const rename = (kind: string, name: string): string | undefined =>
    plainNames.get(`${kind}/${name}`);
  return rendered.map((tree) =>
    renameReferences(withPlainName(tree, rename), headOf(tree), rename),
  );
}

function withPlainName(
  tree: Tree,
  rename: (kind: string, name: string) => string | undefined,
): Tree {
  const metadata = childOf(tree, 'metadata');
  const name = metadata && childOf(metadata, 'name');
  const plain = name && rename(headOf(tree).kind, textOf(name) ?? '');
  if (!metadata || !name || plain === undefined) return tree;
  return withChild(tree, 'metadata', withChild(metadata, 'name', wordAt(name, plain)));
}
