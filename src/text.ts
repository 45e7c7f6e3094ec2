/** A half-open range of UTF-16 offsets in one file. The only notion of place until a report is written. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** What is read here is not written here: something makes it, of this or for this. No edit may replace it. */
  readonly made?: true;
}

/** A value together with the place it was written. */
export interface Located<T> {
  readonly value: T;
  readonly at: Span;
}

/** One `key: value` of a map whose keys the user chose: labels, annotations, data. */
export interface Entry {
  readonly key: Located<string>;
  readonly value: Located<string>;
}

/** The value written under `key`; the last one where it is written twice, as kubectl reads it. */
export function entryOf(entries: readonly Entry[], key: string): Entry | undefined {
  return entries.findLast((entry) => entry.key.value === key);
}

/** 1-based line and UTF-16 column, as humans, SARIF and GitHub count. The language server subtracts one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offsets at which the lines of a text begin, ascending. CRLF and LF end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The 0-based index of the line in which an offset is, by the offsets at which lines begin. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Turns offsets of one text into lines and columns. */
export function positions(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => {
    const line = lineAt(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

const TEMPLATED =
  /\{\{|\$\{|\$\(|<[A-Za-z][A-Za-z0-9_. -]*>|\[\[|\{%|^\$[A-Z_]|^@@?[A-Za-z_]+@@?$|PLACEHOLDER/;

/**
 * Whether a scalar is filled in by some tool before it is applied (`{{ }}`, `${X}`, `$(X)`, `<X>`, `X_PLACEHOLDER`).
 * Such a value is unknown: it is never compared, and never reported as missing or wrong.
 */
export function isTemplated(value: string): boolean {
  return TEMPLATED.test(value);
}
