import { groupBy } from '../group-by.ts';
import { visible, withoutOldCommands } from '../visible.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { Source } from './source.ts';
import type { Styles } from './style.ts';

/** A mark under a line: from and to are UTF-16 offsets in it. */
export interface Label {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** `^^^` in the finding's colour, or `---` with a message of its own. */
  readonly primary: boolean;
  readonly message: string;
  readonly hidesValues: boolean;
}

export interface Frame {
  readonly source: Source;
  readonly labels: readonly Label[];
  /** Columns that the line numbers take. */
  readonly gutter: number;
  readonly style: Styles;
  /** The colour of what `^^^` marks. */
  readonly accent: (text: string) => string;
}

/** Columns of source that are shown at most; longer lines are cut on both sides of the mark. */
const WIDEST = 120;
/** How much of a line stays before the mark when it is cut. */
const BEFORE = 40;

/** The marked lines of one file with a gutter, `...` where lines are left out. */
export function frame({ source, labels, gutter, style, accent }: Frame): string[] {
  const bar = style.blue('|');
  const empty = `${' '.repeat(gutter)} ${bar}`;
  const byLine = groupBy(inOrder(labels), (label) => label.line);
  const rows = [empty];
  let last = 0;
  for (const [number, own] of byLine) {
    if (last > 0 && number > last + 1) rows.push(style.blue('...'));
    last = number;
    const hidesValues = own.some((label) => label.hidesValues);
    const shown = window(source.line(number, hidesValues), own[0]?.from ?? 0);
    const text = withoutOldCommands(shown.text);
    rows.push(`${style.blue(String(number).padStart(gutter))} ${bar} ${text}`.trimEnd());
    // What is hidden, or cut off, may leave several places looking the same.
    const marks = new Set(own.map((label) => mark(label, shown, style, accent)));
    rows.push(...[...marks].map((each) => `${empty} ${each}`));
  }
  return rows;
}

function inOrder(labels: readonly Label[]): Label[] {
  return [...labels].sort(
    (a, b) => a.line - b.line || Number(b.primary) - Number(a.primary) || a.from - b.from,
  );
}

interface Shown {
  readonly text: string;
  readonly cells: readonly Cell[];
  /** Columns of the sign that stands for what was cut off before. */
  readonly indent: number;
}

/** Takes the part of a line that fits, so that neither width nor time depends on the length of the line. */
function window(line: string, from: number): Shown {
  const start = line.length <= WIDEST ? 0 : boundary(line, Math.max(0, from - BEFORE));
  const cells = cellsOf(line.slice(start, start + 2 * WIDEST), start);
  const fitting = cells.slice(0, fittingCount(cells));
  const rest = start + 2 * WIDEST < line.length || fitting.length < cells.length;
  const text = fitting.map((cell) => cell.text).join('');
  const before = start > 0 ? '…' : '';
  return { text: `${before}${text}${rest ? '…' : ''}`, cells: fitting, indent: before.length };
}

/** Never between the halves of a surrogate pair. */
function boundary(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function fittingCount(cells: readonly Cell[]): number {
  let width = 0;
  const over = cells.findIndex((cell) => {
    width += cell.width;
    return width > WIDEST;
  });
  return over === -1 ? cells.length : over;
}

function mark(
  { from, to, primary, message }: Label,
  { cells, indent }: Shown,
  style: Styles,
  accent: (text: string) => string,
): string {
  const start = columnOf(cells, from);
  const length = Math.max(1, columnOf(cells, to) - start);
  const space = ' '.repeat(indent + start);
  if (primary) return space + accent('^'.repeat(length));
  return `${space}${style.blue(`${'-'.repeat(length)} ${visible(message)}`)}`;
}

function columnOf(cells: readonly Cell[], offset: number): number {
  return cells.reduce((sum, cell) => (cell.offset < offset ? sum + cell.width : sum), 0);
}
