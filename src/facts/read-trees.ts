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
  /** Objects of the kinds that are read; documents that say no kind, such as lists of operations; kustomizations. */
  readonly documents: readonly Tree[];
  /** All of the file, for generators; absent where it was read as objects alone. */
  readonly whole?: Source;
}

/** The trees of what has been read already. */
export function treesOf(views: readonly View[]): FileTrees {
  return { documents: views.flatMap((view) => view.tree() ?? []) };
}

/** Reads a file as trees. Pure and total, as the reading of facts is: what cannot be read gives no documents. */
export function readTrees(file: string, text: string): FileTrees {
  const whole = { file, text, start: 0 };
  if (!/\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/.test(file)) return { whole, documents: [] };
  const all = isKustomizationPath(file);
  const isRelevant = (apiVersion: string, kind: string): boolean =>
    all || kind === '' || isWanted(apiVersion, kind);
  const { documents } = parseDocuments(file, text, isRelevant, { isHeadEnough });
  return { ...treesOf(documents.flatMap(({ root }): View[] => objectsOf(root))), whole };
}
