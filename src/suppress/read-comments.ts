import type { Located } from '../text.ts';
import type { CommentIgnore, Range } from './ignore.ts';

/** What a file's language says of comments. */
export interface CommentLanguage {
  /** `start`: only a `#` that begins its line begins a comment (Dockerfile). `blank`: one behind a blank as well. */
  readonly comments: 'start' | 'blank';
  /** Whether a key above a block of deeper lines covers these lines' first level too (YAML). */
  readonly hasKeys: boolean;
  /** Whether a `#` at this offset is text of the file and no comment. */
  readonly isText: (offset: number) => boolean;
}

const MARK = 'meshlint-ignore';

/** Whether there is something that may be such a comment, where nothing is known of the file's language. */
export function mayHaveComments(text: string): boolean {
  return nextMark(text, 0) !== undefined;
}

/**
 * The ignores written as comments. One behind code holds for its own line; one that stands alone holds for the next line
 * that is no comment. Where that line is a key with a block under it, the first level of that block counts too: so a
 * finding about `metadata.name` may be ignored above `metadata:`.
 */
export function readComments(
  file: string,
  text: string,
  language: CommentLanguage,
): CommentIgnore[] {
  const found: CommentIgnore[] = [];
  const source: CommentSource = { file, text, language, lineBehind: behindComments(text) };
  for (let mark = nextMark(text, 0), next = 0; mark; mark = nextMark(text, next)) {
    next = mark.end;
    if (language.isText(mark.start)) continue;
    const words = wordsBehind(text, mark.end);
    if (words === undefined) continue;
    next = words.end;
    const ignore = commentIgnore(source, mark.start, words);
    if (ignore) found.push(ignore);
  }
  return found;
}

interface CommentSource {
  readonly file: string;
  readonly text: string;
  readonly language: CommentLanguage;
  readonly lineBehind: (end: number) => Range | undefined;
}

function commentIgnore(
  { file, text, language, lineBehind }: CommentSource,
  start: number,
  words: Words,
): CommentIgnore | undefined {
  const alone = standsAlone(text, start);
  const behindBlank = /[ \t]/.test(text.charAt(start - 1));
  if (!alone && (language.comments === 'start' || !behindBlank)) return undefined;
  const line = lineOf(text, start, words.end);
  const covered = alone ? lineBehind(line.end) : line;
  const lines = covered ? linesOf(text, covered, alone && language.hasKeys) : [];
  return {
    form: 'comment',
    at: { file, start, end: words.end },
    rules: idsOf(file, text, words),
    reason: text.slice(words.colon + 1, words.end).trim(),
    ...(!words.wholeFile && { lines }),
    removal: alone
      ? { start: line.start, end: Math.min(line.end + 1, text.length) }
      : endOfLine(text, start, line),
  };
}

/**
 * The next `#`, or several of them, with the mark as the first word behind; `end` is where that ends. Looks for `#`,
 * since a search for one rare character takes a fifth of the time of one for the mark.
 */
function nextMark(text: string, from: number): Range | undefined {
  for (let start = text.indexOf('#', from); start !== -1; ) {
    let at = start + 1;
    while (text[at] === '#') at++;
    while (text[at] === ' ' || text[at] === '\t') at++;
    if (text.startsWith(MARK, at)) return { start, end: at + MARK.length };
    start = text.indexOf('#', at);
  }
  return undefined;
}

function standsAlone(text: string, start: number): boolean {
  let at = start - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n' || text[at] === '\r' || text[at] === '\ufeff';
}

interface Words {
  readonly wholeFile: boolean;
  /** Where the ids begin and end, the latter at the `:` if there is one. */
  readonly start: number;
  readonly colon: number;
  readonly end: number;
}

function wordsBehind(text: string, at: number): Words | undefined {
  const wholeFile = text.startsWith('-file', at);
  const start = wholeFile ? at + '-file'.length : at;
  if (/[\w-]/.test(text.charAt(start))) return undefined;
  const end = lineEnd(text, start);
  const colon = text.indexOf(':', start);
  return { wholeFile, start, colon: colon === -1 || colon > end ? end : colon, end };
}

/** The ids between the mark and the `:`, separated by commas or blanks. */
function idsOf(file: string, text: string, { start, colon }: Words): Located<string>[] {
  return Array.from(text.slice(start, colon).matchAll(/[^\s,]+/g), (match) => {
    const from = start + match.index;
    return { value: match[0], at: { file, start: from, end: from + match[0].length } };
  });
}

/** The end of the line without its line break and the blanks before it. */
function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  let end = feed === -1 ? text.length : feed;
  while (end > from && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

function lineOf(text: string, from: number, to: number): Range {
  const feed = text.indexOf('\n', to);
  return { start: text.lastIndexOf('\n', from - 1) + 1, end: feed === -1 ? text.length : feed };
}

/** A comment behind code, with the blanks before it. */
function endOfLine(text: string, start: number, line: Range): Range {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  const to = text[line.end - 1] === '\r' ? line.end - 1 : line.end;
  return { start: from, end: to };
}

/** Tells the first line behind an offset that is no comment; a run of comments is walked only once. */
function behindComments(text: string): (end: number) => Range | undefined {
  let known: { readonly from: number; readonly line: Range | undefined } | undefined;
  return (end) => {
    if (known && end >= known.from && (known.line === undefined || end < known.line.start)) {
      return known.line;
    }
    let line = lineAfter(text, end);
    while (line && isComment(text, line)) line = lineAfter(text, line.end);
    known = { from: end, line };
    return line;
  };
}

function lineAfter(text: string, end: number): Range | undefined {
  if (end >= text.length) return undefined;
  const feed = text.indexOf('\n', end + 1);
  return { start: end + 1, end: feed === -1 ? text.length : feed };
}

function isComment(text: string, line: Range): boolean {
  return text[line.start + indentOf(text, line)] === '#';
}

function indentOf(text: string, { start, end }: Range): number {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at - start;
}

/** A block with more lines than this is not looked through. */
const MOST_LINES = 500;

const KEY_ALONE = /^[ \t]*(?:- +)*[^\s#][^#]{0,200}:[ \t]*(?:#.*)?\r?$/;

function linesOf(text: string, line: Range, withBlock: boolean): Range[] {
  if (!withBlock || !KEY_ALONE.test(text.slice(line.start, line.end).slice(0, 1000))) return [line];
  return [line, ...firstLevel(text, line)];
}

/** The lines of a block that stand one level under its key: keys, not items of a list. */
function firstLevel(text: string, key: Range): Range[] {
  const outer = indentOf(text, key);
  const level: Range[] = [];
  let indent: number | undefined;
  let line = lineAfter(text, key.end);
  for (let count = 0; line && count < MOST_LINES; count++) {
    const own = indentOf(text, line);
    const first = text.charAt(line.start + own);
    const counts = own < line.end - line.start && first !== '#' && first !== '\r';
    if (counts && (own <= outer || first === '-')) break;
    if (counts) indent ??= own;
    if (counts && own === indent) level.push(line);
    line = lineAfter(text, line.end);
  }
  return level;
}
