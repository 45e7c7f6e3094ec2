import type { Place } from './node.ts';

/**
 * The file cut at its document markers. `---` and a blank at the start of a line is a marker wherever it stands, even
 * inside quotes and block texts (YAML 1.2.2, rule 206, c-forbidden), so a broken document cannot hide the next
 * one. A piece begins at its marker; directives stay with the document they introduce. A byte order mark is left out.
 */
export function piecesOf(text: string): Place[] {
  const pieces: Place[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let at = nextMarker(text, start); at !== -1; at = nextMarker(text, at + 1)) {
    if (at === start || endsInDirectives(text, start, at)) continue;
    pieces.push({ start, end: at });
    start = at;
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

function nextMarker(text: string, from: number): number {
  if (isMarker(text, from) && (from === 0 || text[from - 1] === '\uFEFF')) return from;
  for (let at = text.indexOf('\n---', from); at !== -1; at = text.indexOf('\n---', at + 1)) {
    if (isMarker(text, at + 1)) return at + 1;
  }
  return -1;
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
