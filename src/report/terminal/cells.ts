import { visible } from '../visible.ts';

/** What one character of a source line takes on the screen. */
export interface Cell {
  readonly text: string;
  /** Columns of the terminal. */
  readonly width: number;
  /** Where the character starts in the line, in UTF-16 units. */
  readonly offset: number;
}

const TAB = 4;
const COMBINING = /^\p{M}$/u;
/** East Asian Width F and W of Unicode 16, and emoji that are shown as pictures, in whole blocks. */
const WIDE =
  /^[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97c}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** The characters of a part of a line that starts at `from`: tabs reach the next multiple of four columns. */
export function cellsOf(part: string, from: number): Cell[] {
  const cells: Cell[] = [];
  let offset = from;
  let column = 0;
  for (const character of part) {
    const text = character === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(character);
    const width = widthOf(character, text);
    cells.push({ text, width, offset });
    offset += character.length;
    column += width;
  }
  return cells;
}

function widthOf(character: string, text: string): number {
  if (text !== character) return text.length;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
