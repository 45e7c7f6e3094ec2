import { type Position, positions, type Span } from '../../text.ts';
import type { Place } from '../report.ts';

const START: Position = { line: 1, column: 1 };

/**
 * Turns spans into lines and columns. A file that has become shorter since it was read, or has vanished, still gives
 * places: the nearest that exist.
 */
export function placer(sources: ReadonlyMap<string, string>): (at: Span) => Place {
  const known = new Map<string, (offset: number) => Position>();
  return (at) => {
    const text = sources.get(at.file);
    if (text === undefined) return { file: at.file, start: START, end: START, at };
    const position = known.get(at.file) ?? positions(text);
    known.set(at.file, position);
    const within = (offset: number): Position =>
      position(Math.min(Math.max(offset, 0), text.length));
    return { file: at.file, start: within(at.start), end: within(at.end), at };
  };
}
