import type { Edit, ObjectEdit, YamlPath, YamlValue } from '../finding.ts';
import { keyText } from '../parse/yaml/node.ts';
import { append, type Change, replaceScalar, set } from './add.ts';
import { changedAt, GONE } from './data.ts';
import { lineEnd } from './lines.ts';
import { isRepeated, remove, stepToRemove } from './remove.ts';
import { replaceEntry } from './replace-entry.ts';
import { nodeAt, nodeOf, objectPath, pathOf, stepsTo, type Tree } from './tree.ts';

/** A change in the text, and what it changes in the data that the text means; nothing is told of words in other words. */
export interface Made {
  readonly change: Change;
  readonly meaning?: Meaning;
}

export interface Meaning {
  readonly tree: Tree;
  readonly path: YamlPath;
  readonly data: (old: unknown) => unknown;
}

/** The change of a document that an edit asks for; nothing where it cannot be written for certain. */
export function changeOf(tree: Tree, edit: ObjectEdit): Made | undefined {
  switch (edit.kind) {
    case 'set':
    case 'append':
      return inObject(tree, edit);
    case 'set-beside':
      return beside(tree, edit);
    case 'replace':
      return replaced(tree, edit);
    case 'replace-entry':
      return replacedEntry(tree, edit);
    case 'remove':
      return removed(tree, edit.at);
    case 'remove-object':
      return removedObject(tree, edit);
    default:
      return edit satisfies never;
  }
}

type Of<Kind> = Extract<ObjectEdit, { readonly kind: Kind }>;

function inObject(tree: Tree, edit: Of<'set' | 'append'>): Made | undefined {
  const { at, of, value } = edit;
  const object = objectPath(tree.root, at.start);
  const kind = nodeAt(tree.root, [...object, 'kind']);
  if (kind?.kind !== 'scalar' || kind.text !== of) return undefined;
  const path = [...object, ...edit.path];
  if (edit.kind === 'set') return setAt(tree, path, value);
  const change = append(tree, path, value);
  const data = (old: unknown): unknown => [...(Array.isArray(old) ? old : []), value];
  return change && { change, meaning: { tree, path, data } };
}

function setAt(tree: Tree, path: YamlPath, value: YamlValue): Made | undefined {
  const change = set(tree, path, value);
  return change && { change, meaning: { tree, path, data: () => value } };
}

function beside(tree: Tree, { at, key, value }: Of<'set-beside'>): Made | undefined {
  const steps = stepsTo(tree.root, at);
  const last = steps?.at(-1);
  const map = last && 'entry' in last ? pathOf(steps?.slice(0, -1) ?? []) : undefined;
  return map && setAt(tree, [...map, key], value);
}

function replaced(tree: Tree, { at, value }: Of<'replace'>): Made | undefined {
  const steps = stepsTo(tree.root, at) ?? [];
  const last = steps.at(-1);
  const node = last && nodeOf(last);
  const path = pathOf(steps);
  const change = node?.kind === 'scalar' ? replaceScalar(node, value) : undefined;
  return change && path && { change, meaning: { tree, path, data: () => value } };
}

function replacedEntry(tree: Tree, { at, key, value }: Of<'replace-entry'>): Made | undefined {
  const steps = stepsTo(tree.root, at) ?? [];
  const step = steps.at(-1);
  const path = pathOf(steps.slice(0, -1));
  if (!step || !('entry' in step) || !path) return undefined;
  const change = replaceEntry(tree, step, key, value);
  const old = keyText(step.entry) ?? '';
  const data = (map: unknown): unknown =>
    changedAt(
      changedAt(map, [old], () => GONE),
      [key],
      () => value,
    );
  return change && { change, meaning: { tree, path, data } };
}

/** Nothing where the object is one of a list, or the only one of its file: an empty file is better deleted. */
function removedObject(
  { text, start, end, root }: Tree,
  { at, of }: Of<'remove-object'>,
): Made | undefined {
  const kind = nodeAt(root, ['kind']);
  if (objectPath(root, at.start).length > 0) return undefined;
  if (kind?.kind !== 'scalar' || kind.text !== of) return undefined;
  const isAlone = !/^[^\s#-]/m.test(text.slice(0, start) + text.slice(end));
  if (isAlone) return undefined;
  const isUnended = end === text.length && !text.endsWith('\n');
  return { change: { start: isUnended ? lineEnd(text, start - 2) : start, end, text: '' } };
}

function removed(tree: Tree, at: Edit['at']): Made | undefined {
  const steps = stepsTo(tree.root, at) ?? [];
  const index = stepToRemove(steps);
  const step = index === undefined ? undefined : steps[index];
  const change = step && remove(tree, step);
  const path = index === undefined ? undefined : pathOf(steps.slice(0, index + 1));
  const data = (old: unknown): unknown => (step && isRepeated(step) ? old : GONE);
  return change && path && { change, meaning: { tree, path, data } };
}
