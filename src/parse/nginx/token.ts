/** A word or a mark of nginx configuration, with half-open indexes into the text. */
export interface Token {
  readonly kind: 'word' | ';' | '{' | '}' | 'end';
  /** What nginx stores: without quotes, with escapes resolved. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What nginx refuses about it; reading goes on behind the token. */
  readonly problem?: string;
  /** The token is a quote that is never closed, cut at the end of its line: the directive ends with it. */
  readonly cut?: true;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const BLANK = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const SINGLE_QUOTE = 39;
const CLOSING_PARENTHESIS = 41;
const SEMICOLON = 59;
const BACKSLASH = 92;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/** `NGX_CONF_BUFFER`: a word or comment, with the character that ends it, must fit into it (nginx 1.31). */
const BUFFER = 4096;

/**
 * The token at or behind `index`, by the rules of `ngx_conf_read_token` (nginx 1.31): only space, tab, CR and LF part
 * words; inside a bare word only these, `;` and `{` end it; a `{` behind `$` belongs to the word; a backslash protects
 * the next character everywhere; a comment ends at LF alone.
 */
export function readToken(text: string, index: number): Token {
  const blank = skipBlanks(text, index);
  const { start } = blank;
  const token = readTokenAt(text, start);
  return blank.problem && !token.problem ? { ...token, problem: blank.problem } : token;
}

function readTokenAt(text: string, start: number): Token {
  if (start >= text.length) return { kind: 'end', value: '', start, end: start };
  const code = text.charCodeAt(start);
  if (code === SEMICOLON) return { kind: ';', value: ';', start, end: start + 1 };
  if (code === OPENING_BRACE) return { kind: '{', value: '{', start, end: start + 1 };
  if (code === CLOSING_BRACE) return { kind: '}', value: '}', start, end: start + 1 };
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return quotedWord(text, start, code);
  return bareWord(text, start);
}

/** Passes over blanks and comments. */
function skipBlanks(text: string, index: number): { start: number; problem?: string } {
  let start = index;
  let problem: string | undefined;
  for (; start < text.length; start++) {
    const code = text.charCodeAt(start);
    if (code === HASH) {
      const lineEnd = text.indexOf('\n', start);
      const end = lineEnd === -1 ? text.length : lineEnd;
      if (exceeds(text, start, end, BUFFER - 1)) problem = 'this comment is too long for nginx';
      start = end;
    } else if (!isBlank(code)) break;
  }
  return { start, ...(problem && { problem }) };
}

function quotedWord(text: string, start: number, quote: number): Token {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== quote) {
    end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  }
  if (end >= text.length) return cutQuote(text, start);
  const value = unescaped(text.slice(start + 1, end));
  const problem = exceeds(text, start + 1, end, BUFFER - 2)
    ? 'this word is too long for nginx, its closing quote is probably missing'
    : gluedProblem(text, end + 1);
  return { kind: 'word', value, start, end: end + 1, ...(problem && { problem }) };
}

/** A quote that is never closed swallows the rest of the text; to say more than that, its line is taken for the word. */
function cutQuote(text: string, start: number): Token {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start + 1, lineEnd === -1 ? text.length : lineEnd).trimEnd();
  const value = line.endsWith(';') ? line.slice(0, -1) : line;
  const end = start + 1 + value.length;
  return { kind: 'word', value, start, end, cut: true, problem: 'this quote is never closed' };
}

/** Behind a closing quote nginx wants a blank, `;`, `{` or `)`. */
function gluedProblem(text: string, index: number): string | undefined {
  if (index >= text.length) return undefined;
  const code = text.charCodeAt(index);
  const allowed =
    isBlank(code) || code === SEMICOLON || code === OPENING_BRACE || code === CLOSING_PARENTHESIS;
  return allowed ? undefined : `"${text.charAt(index)}" follows a closing quote without a blank`;
}

function bareWord(text: string, start: number): Token {
  const end = bareWordEnd(text, start);
  const problem = exceeds(text, start, end, BUFFER - 1)
    ? 'this word is too long for nginx'
    : undefined;
  const value = unescaped(text.slice(start, end));
  return { kind: 'word', value, start, end, ...(problem && { problem }) };
}

function bareWordEnd(text: string, start: number): number {
  let behindDollar = false;
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (!(code === OPENING_BRACE && behindDollar)) {
      if (end > start && (isBlank(code) || code === SEMICOLON || code === OPENING_BRACE)) break;
      behindDollar = code === DOLLAR;
    }
    end += code === BACKSLASH ? 2 : 1;
  }
  return Math.min(end, text.length);
}

function isBlank(code: number): boolean {
  return code === BLANK || code === TAB || code === LF || code === CR;
}

const ESCAPES = new Map([
  ['t', '\t'],
  ['r', '\r'],
  ['n', '\n'],
]);

/** nginx resolves six escapes; before any other character the backslash stays. */
function unescaped(word: string): string {
  if (!word.includes('\\')) return word;
  return word.replace(/\\(["'\\trn])/g, (_escape, char: string) => ESCAPES.get(char) ?? char);
}

/** Whether `text` from `start` to `end` has more bytes than `limit` in UTF-8. */
function exceeds(text: string, start: number, end: number, limit: number): boolean {
  const length = end - start;
  if (length > limit) return true;
  if (length * 3 <= limit) return false;
  let bytes = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || surrogate ? 2 : 3;
  }
  return bytes > limit;
}
