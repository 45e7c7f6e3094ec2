import type { YamlPath, YamlValue } from '../finding.ts';
import type { ListNode, MapNode, Place, ScalarNode, YamlNode } from '../parse/yaml/node.ts';
import { columnOf, isFlow, lineEnd, lineStart, outside } from './lines.ts';
import { styleOf } from './style.ts';
import { childOf, ownEntries, type Tree } from './tree.ts';
import {
  entryLines,
  flowEntry,
  flowText,
  indented,
  itemLines,
  replacement,
  valueLines,
} from './write.ts';

/** One replacement in a text, by offsets. */
export interface Change extends Place {
  readonly text: string;
}

/** Gives a value to a path from the root; nothing where that cannot be written for certain. */
export function set(tree: Tree, path: YamlPath, value: YamlValue): Change | undefined {
  const reached = reach(tree, path);
  if (!reached) return undefined;
  const { node, key, missing } = reached;
  const [name, ...below] = missing;
  if (name === undefined) return setScalar(tree, node, key, value);
  if (typeof name === 'number') return undefined;
  if (node.kind === 'map') return addEntry(tree, node, name, nested(below, value));
  return node.kind === 'scalar' && node.value === null
    ? fill(tree, node, key, { [name]: nested(below, value) })
    : undefined;
}

/** Adds an item to the list at a path; nothing where that cannot be written for certain. */
export function append(tree: Tree, path: YamlPath, value: YamlValue): Change | undefined {
  const reached = reach(tree, path);
  if (!reached) return undefined;
  const { node, key, missing } = reached;
  if (missing.length > 0) return set(tree, path, [value]);
  if (node.kind === 'list') return addItem(tree, node, value);
  return node.kind === 'scalar' && node.value === null ? fill(tree, node, key, [value]) : undefined;
}

/** How far a path leads: the last node that is there, the key it stands under, and what of the path is missing. */
interface Reached {
  readonly node: YamlNode;
  readonly key: YamlNode | undefined;
  readonly missing: YamlPath;
}

/** Nothing where an alias stands on the way: what it names is written elsewhere. */
function reach({ root }: Tree, path: YamlPath): Reached | undefined {
  let node: YamlNode = root;
  let key: YamlNode | undefined;
  for (const [index, name] of path.entries()) {
    const child = childOf(node, name);
    if (!child) return { node, key, missing: path.slice(index) };
    if (child.kind === 'alias') return undefined;
    key =
      node.kind === 'map' ? ownEntries(node).find(({ value }) => value === child)?.key : undefined;
    node = child;
  }
  return { node, key, missing: [] };
}

function nested(path: YamlPath, value: YamlValue): YamlValue {
  return path.reduceRight<YamlValue>(
    (inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }),
    value,
  );
}

function setScalar(
  tree: Tree,
  node: YamlNode,
  key: YamlNode | undefined,
  value: YamlValue,
): Change | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (typeof value === 'object')
    return node.value === null ? fill(tree, node, key, value) : undefined;
  return replaceScalar(node, value);
}

/** Another value in the place of a scalar. */
export function replaceScalar(
  node: ScalarNode,
  value: string | number | boolean,
): Change | undefined {
  const written = replacement(node, value);
  if (!written) return undefined;
  const { start, end } = written.withQuotes ? outside(node) : node;
  return { start, end, text: start === end ? ` ${written.text}` : written.text };
}

/** Writes a list or map where nothing, or null, is written under a key. */
function fill(
  tree: Tree,
  node: ScalarNode,
  key: YamlNode | undefined,
  value: YamlValue,
): Change | undefined {
  const { start, end } = node;
  if (start < end) return { start, end, text: flowText(value, false) };
  const column = key && columnOf(tree.text, outside(key).start);
  if (column === undefined) return undefined;
  return below(tree, end, indented(valueLines(value, styleOf(tree)), column));
}

function addEntry(tree: Tree, map: MapNode, key: string, value: YamlValue): Change | undefined {
  const { text } = tree;
  const entries = ownEntries(map);
  const last = entries.at(-1);
  if (isFlow(text, map)) {
    const isJson = last === undefined ? isJsonText(tree) : text[outside(last.key).start] === '"';
    return addInBrackets(text, map, last?.key, last?.value, flowEntry(key, value, isJson));
  }
  const [first] = entries;
  const column = first && columnOf(text, outside(first.key).start);
  if (column === undefined) return undefined;
  return below(tree, map.end, indented(entryLines(key, value, styleOf(tree)), column));
}

function addItem(tree: Tree, list: ListNode, value: YamlValue): Change | undefined {
  const { text } = tree;
  const last = list.items.at(-1);
  if (isFlow(text, list)) {
    const isJson = last === undefined ? isJsonText(tree) : text[outside(last).start] === '"';
    return addInBrackets(text, list, last, last, flowText(value, isJson));
  }
  const column = columnOf(text, list.start);
  const gap = /^- *(?=\S)/.exec(text.slice(list.start))?.[0].slice(1);
  if (column === undefined) return undefined;
  return below(tree, list.end, indented(itemLines(value, styleOf(tree), gap || ' '), column));
}

function isJsonText({ text, root }: Tree): boolean {
  return root.kind === 'map' && isFlow(text, root) && /^\{\s*"/.test(text.slice(root.start));
}

/** Behind the last entry or item; on a line of its own where that one stands on such. */
function addInBrackets(
  text: string,
  { start, end }: Place,
  head: YamlNode | undefined,
  tail: YamlNode | undefined,
  written: string,
): Change | undefined {
  if (!head || !tail) return { start: start + 1, end: start + 1, text: written };
  const at = outside(tail).end;
  if (text.slice(at, end - 1).includes(',')) return undefined;
  const from = outside(head).start;
  const before = text.slice(lineStart(text, from), from);
  const gap = before.trim() === '' && lineStart(text, from) > start ? `\n${before}` : ' ';
  return { start: at, end: at, text: `,${gap}${written}` };
}

/** New lines under the one that an offset is on; a block text at the end of the file would get a line break by them. */
function below({ text, root }: Tree, offset: number, lines: readonly string[]): Change | undefined {
  const at = lineEnd(text, offset);
  if (at === text.length && endsInBlockText(root)) return undefined;
  return { start: at, end: at, text: lines.map((line) => `\n${line}`).join('') };
}

function endsInBlockText(node: YamlNode): boolean {
  if (node.kind === 'alias') return false;
  if (node.kind === 'scalar') return node.style === 'literal' || node.style === 'folded';
  const last = node.kind === 'map' ? ownEntries(node).at(-1)?.value : node.items.at(-1);
  return last !== undefined && endsInBlockText(last);
}
