/** A piece of a text. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A string of some JSON text that is no key. Indexes are those of its content. */
export interface JsonString extends Piece {
  /** The nearest key before it: an item of an array has the array's. */
  readonly key: string;
}

/** A string that is the value of a key. */
export interface JsonPair extends Piece {
  readonly key: Piece;
  /** The key of the object it stands in; `""` at the top. */
  readonly parent: string;
  /** 1 in the outermost object. */
  readonly depth: number;
}

/** A string, or a brace or bracket. */
interface Token extends Piece {
  readonly kind: 'key' | 'string' | 'open' | 'close';
}

const BRACKETS: ReadonlyMap<string, 'open' | 'close'> = new Map([
  ['{', 'open'],
  ['[', 'open'],
  ['}', 'close'],
  [']', 'close'],
]);

/**
 * All strings of JSON or JSON with comments that are values. It reads tokens only, so broken text and text with
 * template marks give what can be found. Linear in the length of the text.
 */
export function readJsonStrings(text: string): JsonString[] {
  const strings: JsonString[] = [];
  let key = '';
  for (const token of tokensOf(text)) {
    if (token.kind === 'key') key = text.slice(token.start, Math.min(token.end, token.start + 200));
    if (token.kind === 'string') strings.push({ key, start: token.start, end: token.end });
  }
  return strings;
}

/** All pairs of a key and a string, wherever they stand. */
export function readJsonPairs(text: string): JsonPair[] {
  const pairs: JsonPair[] = [];
  const parents: string[] = [];
  let key: Piece | undefined;
  for (const token of tokensOf(text)) {
    if (token.kind === 'key') key = token;
    else if (token.kind === 'open') parents.push(key ? text.slice(key.start, key.end) : '');
    else if (token.kind === 'close') parents.pop();
    else if (key) {
      const { start, end } = token;
      pairs.push({ key, start, end, parent: parents.at(-1) ?? '', depth: parents.length });
    }
    if (token.kind !== 'key') key = undefined;
  }
  return pairs;
}

function* tokensOf(text: string): Generator<Token> {
  let index = 0;
  while (index < text.length) {
    const comment = commentEnd(text, index);
    const character = text.charAt(index);
    if (comment !== undefined) {
      index = comment;
    } else if (character === '"') {
      const end = stringEnd(text, index + 1);
      yield { kind: isKey(text, end + 1) ? 'key' : 'string', start: index + 1, end };
      index = end + 1;
    } else {
      const kind = BRACKETS.get(character);
      if (kind) yield { kind, start: index, end: index + 1 };
      index++;
    }
  }
}

function commentEnd(text: string, index: number): number | undefined {
  const two = text.slice(index, index + 2);
  if (two !== '//' && two !== '/*') return undefined;
  const close = two === '//' ? '\n' : '*/';
  const found = text.indexOf(close, index + 2);
  return found === -1 ? text.length : found + close.length;
}

function stringEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charAt(index) !== '"' && text.charAt(index) !== '\n') {
    index += text.charAt(index) === '\\' ? 2 : 1;
  }
  return Math.min(index, text.length);
}

function isKey(text: string, after: number): boolean {
  let index = after;
  while (index < after + 100 && /\s/.test(text.charAt(index))) index++;
  return text.charAt(index) === ':';
}
