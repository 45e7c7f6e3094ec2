import type { Place } from './node.ts';

/** A stretch of a file that holds one document, or none. */
export interface Piece extends Place {
  /** Where its lines begin that are not blank, not indented with spaces and no comment; ascending. */
  readonly lines: readonly number[];
}

/**
 * The file cut at its document markers. `---` and a blank at the start of a line is a marker wherever it stands, even
 * inside quotes and block texts (YAML 1.2.2, rule 206, c-forbidden), so a broken document cannot hide the next
 * one. A piece begins at its marker; directives stay with the document they introduce. A byte order mark is left out.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let lines: number[] = [];
  for (const line of linesAtMargin(text, start)) {
    if (isMarker(text, line) && line !== start && !endsInDirectives(text, start, line)) {
      pieces.push({ start, end: line, lines });
      start = line;
      lines = [];
    }
    lines.push(line);
  }
  pieces.push({ start, end: text.length, lines });
  return pieces;
}

/** The piece that holds an offset, by a search from there in both directions; directives, which are rare, need the whole text. */
export function pieceAt(text: string, offset: number): Place | undefined {
  const isAround = ({ start }: Place): boolean => start <= offset;
  if (text.startsWith('%') || text.includes('\n%')) return piecesOf(text).findLast(isAround);
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  if (offset < first) return undefined;
  let start = offset;
  while (start > first && !isMarkerLine(text, start)) {
    start = Math.max(first, text.lastIndexOf('\n---', start - 2) + 1);
  }
  let end = text.indexOf('\n---', offset);
  while (end !== -1 && !isMarkerLine(text, end + 1)) end = text.indexOf('\n---', end + 1);
  return { start, end: end === -1 ? text.length : end + 1 };
}

function isMarkerLine(text: string, at: number): boolean {
  return text[at - 1] === '\n' && isMarker(text, at);
}

/** One search through the text, of which the cutting and the prescan both live: most lines are indented. */
function linesAtMargin(text: string, start: number): number[] {
  const lines: number[] = [];
  if (/[^ \n\r#]/.test(text.charAt(start))) lines.push(start);
  const next = /\n[^ \n\r#]/g;
  next.lastIndex = start;
  for (let match = next.exec(text); match; match = next.exec(text)) lines.push(match.index + 1);
  return lines;
}

function isMarker(text: string, at: number): boolean {
  if (!text.startsWith('---', at)) return false;
  const next = text[at + 3];
  return next === undefined || next === ' ' || next === '\t' || next === '\n' || next === '\r';
}

/** Whether the last lines before `end` are directives, with blank lines and comments between them. */
function endsInDirectives(text: string, start: number, end: number): boolean {
  let lineEnd = end - 1;
  while (lineEnd > start) {
    const lineStart = Math.max(start, text.lastIndexOf('\n', lineEnd - 1) + 1);
    if (text[lineStart] === '%') return true;
    const line = text.slice(lineStart, lineEnd).trim();
    if (line !== '' && !line.startsWith('#')) return false;
    lineEnd = lineStart - 1;
  }
  return false;
}
