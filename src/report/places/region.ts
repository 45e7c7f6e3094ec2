import type { Place } from '../report.ts';

/** What SARIF and GitHub mark: 1-based, `endColumn` after the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * The part of a place that is marked in a review. It lies in one line, since GitHub shows an annotation only where every
 * line of it is in the diff: of several lines the first is taken to its end. An empty place takes in the
 * character behind it, or before it at the end of a line, since nothing can be seen of one without width.
 */
export function regionOf({ start, end, at }: Place, text: string | undefined): Region {
  const from = start.column;
  const to = end.line === start.line ? end.column : from + restOfLine(text ?? '', at.start);
  const marked = to > from ? { from, to } : widened(from, text ?? '', at.start);
  return {
    startLine: start.line,
    startColumn: marked.from,
    endLine: start.line,
    endColumn: marked.to,
  };
}

/** How many units stand between the offset and the end of its line. */
function restOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return (text[end - 1] === '\r' && end > offset ? end - 1 : end) - offset;
}

function widened(column: number, text: string, offset: number): { from: number; to: number } {
  const behind = unitsAt(text, offset);
  if (behind > 0) return { from: column, to: column + behind };
  if (column === 1) return { from: column, to: column };
  const isPair = (text.codePointAt(offset - 2) ?? 0) > 0xffff;
  return { from: column - (isPair ? 2 : 1), to: column };
}

/** Units of the character at an offset; none at the end of a line or of the text. */
function unitsAt(text: string, offset: number): number {
  const code = text.codePointAt(offset);
  if (code === undefined || code === 0x0a || code === 0x0d) return 0;
  return code > 0xffff ? 2 : 1;
}
