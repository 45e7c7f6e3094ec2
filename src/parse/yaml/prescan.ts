import type { Piece } from './pieces.ts';

/** Answers whether documents of this kind are asked for; `""` stands for what a document does not say. */
export type IsRelevant = (apiVersion: string, kind: string) => boolean;

/** `word:` and a blank or the end of the line. Word characters only, so a sticky match is linear. */
const KEY = /[A-Za-z0-9_][A-Za-z0-9_./-]*:(?=[ \t\r\n]|$)/y;

/** A line that says nothing: blank, or a comment. */
const SILENT_LINE = /[ ]*(?:#[^\n]*|\r?)(?:\n|$)/y;

/** The rest of a line behind `---`. */
const MARKER_REST = /[ \t]*(?:#[^\n]*|\r?)(?:\n|$)/y;

/** A whole value on one line: one plain word, or quoted without escapes; then nothing but a comment. */
const TOKEN =
  /[ \t]+(?:([A-Za-z0-9][A-Za-z0-9_./-]*)|"([^"\\\n\r]*)"|'([^'\n\r]*)')[ \t]*(?:[ \t]#[^\n]*|\r?)(?:\n|$)/y;

/**
 * Whether parts of the file may be skipped at all: not where there is a directive, a line that begins with a tab, NUL, or
 * a lone CR. All of these are rare, and a search for one character takes a tenth of the time of a pattern.
 */
export function maySkip(text: string, pieces: readonly Piece[]): boolean {
  if (text.includes('\0') || (text.includes('\r') && /\r(?!\n)/.test(text))) return false;
  return pieces.every(({ lines }) =>
    lines.every((line) => text[line] !== '%' && text[line] !== '\t'),
  );
}

/**
 * Whether the document of a piece is surely none of those asked for, without parsing it: none of its keys can be `kind`,
 * or its lines show which it is. Exact for documents that parse without errors: it only says so where the root is a block
 * map at column 0 whose keys all can be seen, and kind and API version are one plain or quoted word each, or absent.
 * Text inside quotes or brackets that sneaks to column 0 can at worst imitate the one `kind:` line; the true one is
 * then a second one, or is not written in this simple way, or does not exist.
 */
export function isSurelyIrrelevant(text: string, piece: Piece, isRelevant: IsRelevant): boolean {
  const { start, end, lines } = piece;
  if (isWithoutKind(text, start, end)) return !isRelevant('', '');
  const first = firstContent(text, start, end);
  const found: Found = { kind: undefined, apiVersion: undefined };
  const said = lines.filter((line) => line >= first);
  if (first === -1 || said[0] !== first) return false;
  if (!said.every((line) => isOrdinary(text, line, line === first, found))) return false;
  const kind = found.kind ?? '';
  return !kind.endsWith('List') && !isRelevant(found.apiVersion ?? '', kind);
}

/** Whether no key of the document can be `kind`: it is nowhere in the text, and nothing is written with an escape. */
function isWithoutKind(text: string, start: number, end: number): boolean {
  const piece = text.slice(start, end);
  return !piece.includes('kind') && !piece.includes('\\');
}

interface Found {
  kind: string | undefined;
  apiVersion: string | undefined;
}

/** The offset of the first line that says something, or -1 where the document cannot be judged. */
function firstContent(text: string, start: number, end: number): number {
  let at = start;
  if (text.startsWith('---', at)) {
    at = matchEnd(MARKER_REST, text, at + 3);
    if (at === -1) return -1;
  }
  while (at < end) {
    const next = matchEnd(SILENT_LINE, text, at);
    if (next === -1 || next === at) return at;
    at = next;
  }
  return -1;
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Whether a line that begins at column 0 is a list item (not the first line), or a key that can be read in full. */
function isOrdinary(text: string, line: number, first: boolean, found: Found): boolean {
  if (text[line] === '-') {
    const next = text[line + 1];
    return !first && (next === ' ' || next === '\n' || next === '\r' || next === undefined);
  }
  const behind = matchEnd(KEY, text, line);
  if (behind === -1) return false;
  const key = text.slice(line, behind - 1);
  if (key !== 'kind' && key !== 'apiVersion') return true;
  if (found[key] !== undefined) return false;
  const value = wholeValue(text, behind);
  if (value === undefined) return false;
  found[key] = value;
  return true;
}

/** The value on the rest of the line, if it surely ends there. */
function wholeValue(text: string, from: number): string | undefined {
  TOKEN.lastIndex = from;
  const match = TOKEN.exec(text);
  if (!match) return undefined;
  let at = TOKEN.lastIndex;
  for (;;) {
    const next = matchEnd(SILENT_LINE, text, at);
    if (next === -1 || next === at) break;
    at = next;
  }
  return text[at] === ' ' ? undefined : (match[1] ?? match[2] ?? match[3]);
}
