import type { Piece } from '../../parse/dockerfile.ts';

/** A text that was put together from pieces of a file, and the file's offset of each of its characters. */
export interface Composed {
  readonly text: string;
  readonly offsets: readonly number[];
}

export const NOTHING: Composed = { text: '', offsets: [] };

/** A piece of the file as it is. */
export function composed(file: string, piece: Piece): Composed {
  const offsets = Array.from(
    { length: piece.end - piece.start },
    (_, index) => piece.start + index,
  );
  return { text: file.slice(piece.start, piece.end), offsets };
}

/** Texts one after the other; `between` stands at the end of the text before it. */
export function joined(parts: readonly Composed[], between: string): Composed {
  const text: string[] = [];
  const offsets: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0 && between !== '') {
      text.push(between);
      for (let i = 0; i < between.length; i++) offsets.push(offsets.at(-1) ?? 0);
    }
    text.push(part.text);
    for (const offset of part.offsets) offsets.push(offset);
  }
  return { text: text.join(''), offsets };
}

/** The same text with each match of two characters, a backslash and another, replaced. */
export function unescapedBy(
  source: Composed,
  replacement: (escaped: string) => string | undefined,
): Composed {
  const text: string[] = [];
  const offsets: number[] = [];
  for (let index = 0; index < source.text.length; index++) {
    const next = source.text.charAt(index + 1);
    const instead = source.text.charAt(index) === '\\' ? replacement(next) : undefined;
    for (const character of instead ?? source.text.charAt(index)) {
      text.push(character);
      offsets.push(source.offsets[index] ?? 0);
    }
    if (instead !== undefined) index++;
  }
  return { text: text.join(''), offsets };
}

/** The offset of any index, also of the one after the last character. */
export function offsetIn(source: Composed): (index: number) => number {
  const last = source.offsets.at(-1) ?? 0;
  return (index) => source.offsets[index] ?? last + (source.offsets.length > 0 ? 1 : 0);
}
