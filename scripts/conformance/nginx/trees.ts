import { hasLuaBlock } from '../../../src/parse/nginx/lua.ts';
import { type ParsedDirective, parseNginx } from '../../../src/parse/nginx/parser.ts';
import { positions, type Span } from '../../../src/text.ts';
import { type Comparison, type Entry, readEntries, readJson, readText } from './suite.ts';

/** A directive in the suite's trees: name, arguments, block. */
interface Tree {
  readonly d: string;
  readonly a: readonly string[];
  readonly b?: readonly Tree[];
  /** `line:column-line:column` of the directive, and the places of its arguments; in nginx's own trees only. */
  readonly p?: string;
  readonly ap?: readonly string[];
}

interface ExpectedTree {
  readonly crossplane: readonly Tree[];
  readonly nginx_reader: {
    /** Given where crossplane's tree is not the true one. */
    readonly tree?: readonly Tree[];
    readonly positions_preorder?: readonly string[];
    readonly errors: readonly unknown[];
  };
}

/** Compares tree, places and number of errors with nginx's own reader, on every file. */
export function compareTrees(folder: string): Comparison {
  const entries = readEntries(folder);
  return {
    what: 'trees and places',
    compared: entries.length,
    differences: entries.flatMap((entry) => compareTree(folder, entry)),
  };
}

function compareTree(folder: string, entry: Entry): string[] {
  const text = readText(folder, entry);
  const { directives, problems } = parseNginx(text, entry.file);
  const { crossplane, nginx_reader: reader }: ExpectedTree = readJson(folder, entry.tree);
  const form = reader.tree ? sameTree : normalised;
  const places = reader.positions_preorder ?? (reader.tree ?? []).flatMap(placesOfTree);
  const place = placeIn(text);
  return [
    ...difference(
      `${entry.file}: tree`,
      (reader.tree ?? crossplane).map(form),
      directives.map(treeOf).map(form),
    ),
    ...difference(
      `${entry.file}: places`,
      places,
      directives.flatMap((each) => placesOf(each, place)),
    ),
    ...difference(`${entry.file}: errors`, reader.errors.length, problems.length),
  ];
}

function difference(what: string, expected: unknown, actual: unknown): string[] {
  const [left, right] = [JSON.stringify(expected), JSON.stringify(actual)];
  if (left === right) return [];
  let same = 0;
  while (left[same] === right[same]) same++;
  const from = Math.max(0, same - 30);
  return [
    `${what}: expected …${left.slice(from, same + 60)} but got …${right.slice(from, same + 60)}`,
  ];
}

function treeOf({ name, args, block }: ParsedDirective): Tree {
  return { d: name.value, a: args.map((arg) => arg.value), ...(block && { b: block.map(treeOf) }) };
}

function sameTree({ d, a, b }: Tree): Tree {
  return { d, a, ...(b && { b: b.map(sameTree) }) };
}

/**
 * The form both sides are brought to where crossplane's tree is compared: it leaves out the parentheses of conditions,
 * keeps escapes in quotes, and gives the code of a Lua block as an argument or a block.
 */
function normalised({ d, a, b }: Tree): Tree {
  const isLua = hasLuaBlock(d);
  const words = isLua ? a.filter((word) => word.startsWith('$')) : a;
  const plain = d === 'if' ? withoutParentheses(words) : words;
  return {
    d: withoutEscapes(d),
    a: plain.map(withoutEscapes),
    ...(b && !isLua && { b: b.map(normalised) }),
  };
}

function withoutEscapes(word: string): string {
  return word.replaceAll('\n', 'n').replaceAll('\t', 't').replaceAll('\\', '');
}

function withoutParentheses(words: readonly string[]): string[] {
  const [first = '', ...rest] = words;
  if (!first.startsWith('(')) return [...words];
  const opened = [first.slice(1), ...rest].map((word) => word.trim());
  const last = opened.pop() ?? '';
  return [...opened, last.replace(/\)$/, '').trim()].filter(
    (word, index, all) => word !== '' || (index > 0 && index < all.length - 1),
  );
}

type Place = (offset: number) => string;

function placeIn(text: string): Place {
  const position = positions(text);
  return (offset) => {
    const { line, column } = position(offset);
    return `${line}:${column}`;
  };
}

function placesOf({ at, args, block }: ParsedDirective, place: Place): string[] {
  const range = ({ start, end }: Span): string => `${place(start)}-${place(end)}`;
  const own = [range(at), ...args.map((arg) => place(arg.at.start))].join('|');
  return [own, ...(block ?? []).flatMap((each) => placesOf(each, place))];
}

function placesOfTree({ p = '', ap = [], b = [] }: Tree): string[] {
  return [[p, ...ap].join('|'), ...b.flatMap(placesOfTree)];
}
