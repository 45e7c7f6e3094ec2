import { parseEvents, YAMLException } from 'js-yaml';
import { type BuiltDocument, NodeBuilder, type Trouble } from './build.ts';
import type { Place, Source } from './node.ts';
import { plainWords } from './words.ts';

/** Deeper nesting is no configuration but an attack or a generator's mistake; the API server refuses 10,000. */
export const DEPTH_LIMIT = 500;

/** What became of one piece of a file. */
export interface ReadPiece {
  readonly documents: readonly BuiltDocument[];
  /** Why it cannot be read; then there are no documents. */
  readonly broken?: Broken;
}

interface Broken extends Trouble {
  /** The nesting is too deep: no other parser is to be asked. */
  readonly tooDeep: boolean;
}

/**
 * A second parser, asked about a piece that js-yaml does not read: it says better what is wrong, or reads it.
 * See `secondOpinion` in `second-opinion.ts`, which the caller loads only when a file failed.
 */
export type SecondOpinion = (source: Source) => Omit<ReadPiece, 'broken'> & {
  readonly broken?: Trouble;
};

/** Reads the documents of one piece of a file. Never throws. */
export function readPiece(source: Source): ReadPiece {
  const { text: piece, start } = source;
  try {
    const events = parseEvents(piece, { maxDepth: DEPTH_LIMIT });
    return { documents: new NodeBuilder(source).build(events) };
  } catch (error) {
    // js-yaml recurses once per level: called from deep within another program, the limit above may be too high.
    if (error instanceof RangeError) return broken(piece, start, 0, 'nesting exceeded maxDepth');
    if (!(error instanceof YAMLException)) throw error;
    return broken(piece, start, error.mark?.position ?? 0, error.reason);
  }
}

function broken(piece: string, base: number, position: number, reason: string): ReadPiece {
  const tooDeep = reason.startsWith('nesting exceeded');
  const message = tooDeep ? `nested deeper than ${DEPTH_LIMIT} levels` : plainWords(reason);
  const { start, end } = wordAt(piece, position);
  return { documents: [], broken: { message, tooDeep, start: start + base, end: end + base } };
}

/** Longer words, such as JSON without blanks, are not shown from their beginning to their end. */
const LONGEST_WORD = 60;

/** The word at an offset; where nothing but blanks follows, the last word before it. */
export function wordAt(text: string, offset: number): Place {
  let start = Math.min(offset, text.length);
  while (start > 0 && isGap(text[start])) start--;
  let first = start;
  while (first > 0 && start - first <= LONGEST_WORD && !isGap(text[first - 1])) first--;
  if (start - first <= LONGEST_WORD) start = first;
  let end = Math.min(start + 1, text.length);
  while (end < text.length && end - start < LONGEST_WORD && !isGap(text[end])) end++;
  return { start, end };
}

function isGap(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
