import { parseDocuments } from '../parse/yaml/documents.ts';
import type { Source } from '../parse/yaml/node.ts';
import type { Tree } from '../parse/yaml/tree.ts';
import type { View } from '../parse/yaml/view.ts';
import { isKustomizationPath } from './layout/read-kustomization.ts';
import { objectsOf } from './objects-of.ts';
import { isHeadEnough } from './read-resource.ts';
import { isWanted } from './read-violations.ts';

/** A file that a kustomization is made of. */
export interface FileTrees {
  readonly source: Source;
  /** Objects of the kinds that are read; documents that say no kind, such as lists of operations; kustomizations. */
  readonly documents: readonly Tree[];
}

/** The trees of a file of objects that has been read already. */
export function treesOf(source: Source, objects: readonly View[]): FileTrees {
  const documents = objects.flatMap((view) => {
    const tree = view.tree();
    return tree ? [{ source, node: tree.node }] : [];
  });
  return { source, documents };
}

/** Reads a file as trees. Pure and total, as the reading of facts is: what cannot be read gives no documents. */
export function readTrees(file: string, text: string): FileTrees {
  const source = { file, text };
  if (!/\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/.test(file)) return { source, documents: [] };
  const all = isKustomizationPath(file);
  const isRelevant = (apiVersion: string, kind: string): boolean =>
    all || kind === '' || isWanted(apiVersion, kind);
  const { documents } = parseDocuments(file, text, isRelevant, { isHeadEnough });
  return treesOf(
    source,
    documents.flatMap(({ root }): View[] => objectsOf(root)),
  );
}
