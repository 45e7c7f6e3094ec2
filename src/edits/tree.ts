import type { YamlPath } from '../finding.ts';
import {
  entryOf,
  keyText,
  type ListNode,
  type MapEntry,
  type MapNode,
  type Place,
  type YamlNode,
} from '../parse/yaml/node.ts';
import { pieceAt } from '../parse/yaml/pieces.ts';
import { readPiece } from '../parse/yaml/read-piece.ts';

/** One document of a file, to be changed. Offsets are those of the whole file. */
export interface Tree {
  readonly text: string;
  /** Where the document begins, with its marker and comments. */
  readonly start: number;
  /** Where the next one begins, or the file ends. */
  readonly end: number;
  readonly root: YamlNode;
}

/** Longer documents are dumps of a cluster: nobody mends them, and checking each change would take long. */
const LONGEST = 100_000;

/** The document around an offset; nothing where it cannot be read, or has troubles, or is too long. */
export function treeAt(text: string, offset: number): Tree | undefined {
  const piece = pieceAt(text, offset);
  if (!piece || piece.end - piece.start > LONGEST) return undefined;
  const { start, end } = piece;
  const source = { file: '', text: text.slice(start, end), start };
  const [document, another] = readPiece(source).documents;
  if (!document || another || document.troubles.length > 0) return undefined;
  return { text, start, end, root: document.root };
}

/** The path of the Kubernetes object around an offset: empty, or leading through the `items` of lists. */
export function objectPath(root: YamlNode, offset: number): YamlPath {
  const items = root.kind === 'map' ? entryOf(root, 'items')?.value : undefined;
  if (items?.kind !== 'list') return [];
  const index = items.items.findIndex((item) => holds(item, offset));
  const item = items.items[index];
  return item ? ['items', index, ...objectPath(item, offset)] : [];
}

/** One step into a tree: the map or list, and which of its entries (as written) or items it leads to. */
export type Step =
  | { readonly parent: MapNode; readonly entry: MapEntry }
  | { readonly parent: ListNode; readonly index: number };

/** The steps that lead from the root to a key, an item of a list or a scalar that stands at a place. Aliases are not followed. */
export function stepsTo(root: YamlNode, at: Place): Step[] | undefined {
  for (const step of stepsOf(root)) {
    const node = nodeOf(step);
    const isKey = 'entry' in step && isAt(step.entry.key, at);
    const isValue = isAt(node, at) && (node.kind === 'scalar' || 'index' in step);
    if (isKey || isValue) return [step];
    const further = holds(node, at.start) ? stepsTo(node, at) : undefined;
    if (further) return [step, ...further];
  }
  return undefined;
}

function isAt({ start, end }: Place, at: Place): boolean {
  return start === at.start && end === at.end;
}

function stepsOf(node: YamlNode): Step[] {
  if (node.kind === 'list') return node.items.map((_, index) => ({ parent: node, index }));
  if (node.kind !== 'map') return [];
  return ownEntries(node).map((entry) => ({ parent: node, entry }));
}

/** What a step leads to. */
export function nodeOf(step: Step): YamlNode {
  if ('entry' in step) return step.entry.value;
  return step.parent.items[step.index] ?? step.parent;
}

/** The same as keys and indexes; nothing where a key is no scalar. */
export function pathOf(steps: readonly Step[]): YamlPath | undefined {
  const path = steps.map((step) => ('entry' in step ? keyText(step.entry) : step.index));
  return path.every((key) => key !== undefined) ? path : undefined;
}

/** The entries that are written in the map itself, not brought in by `<<`. */
export function ownEntries(map: MapNode): readonly MapEntry[] {
  return map.entries.filter(({ key }) => map.start <= key.start && key.end <= map.end);
}

/** The node at a path; nothing where an alias stands on the way. */
export function nodeAt(root: YamlNode, path: YamlPath): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((node, key) => node && childOf(node, key), root);
}

/** A node below another by its key or index. */
export function childOf(node: YamlNode, key: string | number): YamlNode | undefined {
  if (node.kind === 'list') return typeof key === 'number' ? node.items[key] : undefined;
  return node.kind === 'map' ? entryOf(node, String(key))?.value : undefined;
}

/** Whether an offset lies in the words of a block text. */
export function isInBlockText(root: YamlNode, offset: number): boolean {
  if (!holds(root, offset) || root.kind === 'alias') return false;
  if (root.kind === 'scalar') return root.indent >= 0 && offset >= root.body;
  return stepsOf(root).some((step) => isInBlockText(nodeOf(step), offset));
}

function holds({ start, end }: Place, offset: number): boolean {
  return start <= offset && offset <= end;
}
