import { type Composed, joined, NOTHING } from './composed-text.ts';

/** A word of a shell command with quotes and escapes taken away, or an operator such as `>`, `&&`, `<<`. */
export interface ShellToken {
  readonly kind: 'word' | 'operator';
  readonly word: Composed;
}

/** Longest first. */
const OPERATORS: readonly string[] = [
  '<<-',
  '&&',
  '||',
  '>>',
  '<<',
  '&>',
  ';',
  '|',
  '>',
  '<',
  '(',
  ')',
  '&',
  '\n',
];

/**
 * The words and operators of a shell script, as far as commands that write files need: quotes, escapes, continued
 * lines. Nothing is expanded. Linear; quotes that are never closed reach to the end.
 */
export function shellTokens(source: Composed): ShellToken[] {
  const tokens: ShellToken[] = [];
  let index = 0;
  while (index < source.text.length) {
    const step = nextToken(source, index);
    if (step.token !== undefined) tokens.push(step.token);
    index = step.end;
  }
  return tokens;
}

interface Step {
  readonly token?: ShellToken;
  readonly end: number;
}

function nextToken(source: Composed, index: number): Step {
  const { text } = source;
  const continued = continuationEnd(text, index);
  if (continued !== undefined) return { end: continued };
  const character = text.charAt(index);
  if (character === '#') {
    const newline = text.indexOf('\n', index);
    return { end: newline === -1 ? text.length : newline };
  }
  const operator = OPERATORS.find((each) => text.startsWith(each, index));
  if (operator !== undefined) {
    const end = index + operator.length;
    return { token: { kind: 'operator', word: pieceOf(source, index, end) }, end };
  }
  return /\s/.test(character) ? { end: index + 1 } : wordAt(source, index);
}

function wordAt(source: Composed, start: number): Step {
  const { text } = source;
  const parts: Composed[] = [];
  let index = start;
  while (index < text.length && !/[\s;|&<>()]/.test(text.charAt(index))) {
    const continued = continuationEnd(text, index);
    if (continued !== undefined) {
      index = continued;
      continue;
    }
    const part = partAt(source, index);
    parts.push(part.word);
    index = part.end;
  }
  return { token: { kind: 'word', word: joined(parts, '') }, end: index };
}

function partAt(
  source: Composed,
  index: number,
): { readonly word: Composed; readonly end: number } {
  const { text } = source;
  const character = text.charAt(index);
  if (character === "'") return quoted(source, index, "'");
  if (character === '"') return quoted(source, index, '"');
  const from = character === '\\' ? index + 1 : index;
  return { word: pieceOf(source, from, from + 1), end: from + 1 };
}

function quoted(
  source: Composed,
  open: number,
  quote: string,
): { readonly word: Composed; readonly end: number } {
  const { text } = source;
  const offsets: number[] = [];
  const characters: string[] = [];
  let index = open + 1;
  while (index < text.length && text.charAt(index) !== quote) {
    const continued = continuationEnd(text, index);
    if (continued !== undefined) {
      index = continued;
      continue;
    }
    if (quote === '"' && /^\\["$`\\]/.test(text.slice(index, index + 2))) index++;
    characters.push(text.charAt(index));
    offsets.push(source.offsets[index] ?? 0);
    index++;
  }
  return { word: { text: characters.join(''), offsets }, end: index + 1 };
}

/** A backslash at the end of a line joins the next to it, in quotes too: Docker does so before the shell reads. */
function continuationEnd(text: string, index: number): number | undefined {
  if (text.charAt(index) !== '\\') return undefined;
  let end = index + 1;
  while (end < index + 200 && /[ \t\r]/.test(text.charAt(end))) end++;
  return text.charAt(end) === '\n' ? end + 1 : undefined;
}

function pieceOf(source: Composed, start: number, end: number): Composed {
  if (start >= source.text.length) return NOTHING;
  return { text: source.text.slice(start, end), offsets: source.offsets.slice(start, end) };
}
