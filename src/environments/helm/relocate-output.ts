import type { ScalarNode, Stretch } from '../../parse/yaml/node.ts';
import { targetOf } from '../../parse/yaml/node.ts';
import {
  entriesIn,
  isSame,
  itemsIn,
  kindOf,
  type Tree,
  textOf,
  withEntries,
  withItems,
} from '../../parse/yaml/tree.ts';
import { lineAt } from '../../text.ts';
import type { OutputLine } from './mark.ts';
import { lineOf, referencesIn, type Template, type ValuesLayer, valueAt } from './values.ts';

/** What is known of the lines of one output. */
export interface OutputMap {
  readonly lines: readonly OutputLine[];
  /** The offsets at which the lines begin. */
  readonly starts: readonly number[];
  /** By the path that Helm gives them behind `# Source:`. */
  readonly sources: ReadonlyMap<string, Template>;
  readonly values: readonly ValuesLayer[];
}

/** Where a line of the output is that no template is known to have made. */
const NOWHERE = { file: '', text: '', start: 0 };

/**
 * A tree of Helm's output, with each part shown where it is written: a value that a template uses unchanged in the values, else in the
 * line of the template that made it, else where the template begins to speak of the object.
 */
export function relocateOutput(tree: Tree, map: OutputMap): Tree {
  const made = targetOf(tree);
  if (made.kind === 'scalar') return scalarPlace(made, map);
  const value = namedValue(tree, map);
  if (value) return value;
  const at = placeOf(map, made.start, '') ?? tree;
  if (kindOf(tree) === 'list') {
    return withItems(
      at,
      itemsIn(tree).map((item) => relocateOutput(item, map)),
    );
  }
  const entries = entriesIn(tree).map(({ key, keyTree, value: below }) => {
    return { key, keyTree: keyPlace(keyTree, map), value: relocateOutput(below, map) };
  });
  return withEntries(at, entries);
}

/** The value that the line of a template names, where the output has it as it is. */
function namedValue(tree: Tree, { lines, starts, sources, values }: OutputMap): Tree | undefined {
  const { template, line } = lines[lineAt(starts, tree.start)] ?? {};
  const source = template === undefined ? undefined : sources.get(template);
  if (!source || template === undefined || line === undefined) return undefined;
  return referencesIn(lineOf(source, line).written)
    .map((path) => valueAt(values, template, path))
    .find((value) => value && isValue(value, tree));
}

/** A number in the values may be a text in the output. */
function isValue(value: Tree, tree: Tree): boolean {
  const text = textOf(value);
  if (text === undefined || text === '') return kindOf(tree) !== 'scalar' && isSame(value, tree);
  return text.trimEnd() === textOf(tree)?.trimEnd();
}

function keyPlace(key: Tree, map: OutputMap): Tree {
  const node = targetOf(key);
  return node.kind === 'scalar' ? scalarIn(node, map) : key;
}

function scalarPlace(node: ScalarNode, map: OutputMap): Tree {
  const value = namedValue(node, map);
  return value ? ofType(node, value) : scalarIn(node, map);
}

/** A value with the type that it has in the output: a template may put quotes around a number or a boolean. */
function ofType(node: ScalarNode, value: Tree): Tree {
  const written = targetOf(value);
  if (written.kind !== 'scalar' || typeof written.value === typeof node.value) return value;
  return { ...written, value: node.value, made: true };
}

function scalarIn(node: ScalarNode, map: OutputMap): Tree {
  const { start, body } = node;
  const at = placeOf(map, start, node.text);
  if (!at) return { ...node, source: NOWHERE };
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const stretches = isBlock ? stretchesOf(node, map) : undefined;
  const { source, start: from, end } = at;
  const place = { source, start: from, end };
  const isWritten = source.text.slice(from, end) === node.text;
  const scalar: ScalarNode = {
    ...node,
    ...place,
    body: isBlock ? body : from,
    ...(stretches && { stretches }),
  };
  return isWritten ? scalar : { ...scalar, made: true };
}

/** For each line of a block text where the same line, or its template, is. */
function stretchesOf({ text, body }: ScalarNode, map: OutputMap): Stretch[] {
  const first = lineAt(map.starts, body);
  let at = 0;
  return text.split('\n').flatMap((line, index) => {
    const here = at;
    at += line.length + 1;
    const content = line.trim();
    const output = map.lines[first + index];
    const source = output && map.sources.get(output.template);
    if (!source || output?.line === undefined || content === '') return [];
    const { start, written } = lineOf(source, output.line);
    const found = written.indexOf(content);
    const column = found === -1 ? written.search(/\S|$/) : found;
    return [{ text: here + line.indexOf(content), source: start + column }];
  });
}

/** The words in the line of a template that made an offset of the output; the whole line where they are not there as they are. */
function placeOf({ lines, starts, sources }: OutputMap, offset: number, words: string) {
  const output = lines[lineAt(starts, offset)];
  const source = output && sources.get(output.template);
  if (!source) return undefined;
  return placeIn(source, output.line, words);
}

/** Of a template of which no line is known, the line of the kind. */
function placeIn(template: Template, line: number | undefined, words: string): Tree {
  const { source, starts } = template;
  const kind = Math.max(0, source.text.search(/^\s*kind:/m));
  const { start, written } = lineOf(template, line ?? lineAt(starts, kind + 1) + 1);
  const found = words === '' ? -1 : written.indexOf(words);
  const first = written.search(/\S|$/);
  const from = start + (found === -1 ? first : found);
  const to = found === -1 ? start + written.trimEnd().length : from + words.length;
  return { kind: 'list', items: [], source, start: from, end: Math.max(from, to), made: true };
}
