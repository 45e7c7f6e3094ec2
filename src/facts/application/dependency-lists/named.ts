/** A package as a list names it, with indexes into the list's text. */
export interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** As written; `""` where none is. */
  readonly version: string;
}

/** A line without its end, and where it starts. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

/** Longer lines are generated or hostile. */
const LONGEST_LINE = 2000;

/** The lines of a text; what is longer than any list's line is cut. */
export function* linesOf(text: string): Generator<Line> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield { text: text.slice(start, Math.min(end, start + LONGEST_LINE)).trimEnd(), start };
    start = end + 1;
  }
}

/** A name found in a line: where it first stands at or after `from`. */
export function namedIn(line: Line, name: string, version: string, from = 0): Named {
  const start = line.start + Math.max(0, line.text.indexOf(name, from));
  return { name, start, end: start + name.length, version };
}
