import type { FieldOptions, Replacement, ReplacementTarget } from '../../facts/layout/layout.ts';
import { targetOf } from '../../parse/yaml/node.ts';
import { resolvePlain } from '../../parse/yaml/scalar.ts';
import {
  childOf,
  itemsIn,
  kindOf,
  type Tree,
  textIn,
  textOf,
  withChild,
  withItems,
  wordAt,
} from '../../parse/yaml/tree.ts';
import { type Composed, changedTo } from './composed.ts';
import { isMeant } from './selector.ts';

/**
 * The objects with values copied from fields of one into fields of others (kustomize 5, api/filters/replacement). A source
 * that is not there, or not the only one, changes nothing.
 */
export function replace(
  { source, targets }: Replacement,
  objects: readonly Composed[],
): readonly Composed[] {
  const [from, ...others] = objects.filter((object) => isMeant(source, object));
  const found = from && others.length === 0 && fieldAt(from.tree, stepsOf(source.fieldPath));
  const value = found && partOf(found, source);
  if (!value) return objects;
  return objects.map((object) =>
    targets.reduce((changed, target) => filled(changed, target, value), object),
  );
}

function filled(object: Composed, target: ReplacementTarget, value: Tree): Composed {
  const isWanted =
    isMeant(target.select, object) && !target.reject.some((each) => isMeant(each, object));
  if (!isWanted) return object;
  const tree = target.fieldPaths.reduce(
    (changed, path) => fill(changed, stepsOf(path), { value, options: target }),
    object.tree,
  );
  return changedTo(object, tree);
}

/** Steps of a field path: dots part them, but for those behind `\` and in `[ ]`. */
export function stepsOf(path: string): string[] {
  const steps = path.match(/\[[^\]]*\]|(?:\\.|[^.[\\])+/g) ?? [];
  return steps.map((step) => step.replaceAll('\\.', '.'));
}

const ITEM = /^\[([^=\]]*)=([^\]]*)\]$/;

/** A key in brackets is a key like any other. */
function bare(step: string): string {
  return step.startsWith('[') && !ITEM.test(step) ? step.slice(1, -1) : step;
}

/** Whether a step means an item of a list. */
function meansItem(step: string, item: Tree, index: number): boolean {
  if (step === '*') return true;
  const [, key = '', value] = ITEM.exec(step) ?? [];
  if (value !== undefined) return (key === '' ? textOf(item) : textIn(item, key)) === value;
  return step === `${index}`;
}

function fieldAt(tree: Tree, steps: readonly string[]): Tree | undefined {
  let found: Tree | undefined = tree;
  for (const step of steps) {
    if (!found) return undefined;
    found =
      kindOf(found) === 'list'
        ? itemsIn(found).find((item, index) => meansItem(step, item, index))
        : childOf(found, bare(step));
  }
  return found;
}

interface Filling {
  readonly value: Tree;
  readonly options: ReplacementTarget;
}

function fill(tree: Tree, steps: readonly string[], filling: Filling): Tree {
  const [step, ...rest] = steps;
  if (step === undefined) return joined(tree, filling);
  if (kindOf(tree) === 'list') {
    const items = itemsIn(tree).map((item, index) =>
      meansItem(step, item, index) ? fill(item, rest, filling) : item,
    );
    return withItems(tree, items);
  }
  const child = childOf(tree, bare(step));
  if (child) return withChild(tree, bare(step), fill(child, rest, filling));
  const isLast = rest.length === 0 && filling.options.create && kindOf(tree) === 'map';
  return isLast ? withChild(tree, bare(step), filling.value) : tree;
}

/** The value itself, or put between the parts that stay; it is shown where it comes from. */
function joined(before: Tree, { value, options: { delimiter, index } }: Filling): Tree {
  const text = textOf(before);
  const part = textOf(value);
  if (text === undefined || part === undefined) return value;
  if (delimiter === undefined) return typedLike(before, value, part);
  const parts = text.split(delimiter);
  if (index < 0) return wordAt(value, [part, ...parts].join(delimiter));
  if (index >= parts.length) return wordAt(value, [...parts, part].join(delimiter));
  return wordAt(value, parts.with(index, part).join(delimiter));
}

/** Of a scalar only the words change: a number in place of a text is text (kustomize 5, api/filters/replacement, setFieldValue). */
function typedLike(tree: Tree, value: Tree, part: string): Tree {
  const before = targetOf(tree);
  const isText = before.kind === 'scalar' && typeof before.value === 'string';
  return wordAt(value, part, isText ? part : resolvePlain(part));
}

function partOf(value: Tree, { delimiter, index }: FieldOptions): Tree | undefined {
  const text = textOf(value);
  if (delimiter === undefined || text === undefined) return value;
  const part = text.split(delimiter)[index];
  return part === undefined ? undefined : wordAt(value, part);
}
