const WINDOW = 100;
const BASE = 37;
const WORD = 2 ** 32;
const END_OF_FILE = 0xffff;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/**
 * What GitHub code scanning calls `primaryLocationLineHash`, for the first `count` lines of a text: the value by which it
 * knows an alert again when lines above it come or go (github/codeql-action, `src/fingerprints.ts`). It is the polynomial
 * with base 37, modulo 2^64, over 100 UTF-16 units from the line's start on, without spaces and tabs, with every line end
 * as one line feed, U+FFFF for the end of the file and zeros behind it; in hexadecimal digits, and `:n` for the n-th line
 * that has this value. A lone carriage return ends a line here.
 */
export function lineHashes(text: string, count: number): string[] {
  const { units, starts } = significant(text, count);
  const seen = new Map<string, number>();
  return starts.map((start) => {
    const hash = hashAt(units, start);
    const times = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, times);
    return `${hash}:${times}`;
  });
}

interface Significant {
  readonly units: Uint16Array;
  /** Where in `units` each line starts. */
  readonly starts: readonly number[];
}

/** The units that count, up to the end of the window of the last line that is wanted. */
function significant(text: string, count: number): Significant {
  const units = new Uint16Array(text.length + 1);
  const starts: number[] = [];
  let length = 0;
  let isStart = true;
  for (let i = 0; i <= text.length && !isFull(starts, length, count); i++) {
    const unit = unitAt(text, i);
    if (unit === undefined) continue;
    if (isStart && starts.length < count) starts.push(length);
    units[length++] = unit;
    isStart = unit === LINE_FEED;
  }
  return { units, starts };
}

function isFull(starts: readonly number[], length: number, count: number): boolean {
  return starts.length === count && length >= (starts.at(-1) ?? 0) + WINDOW;
}

/** None for blanks and for the second half of CRLF. */
function unitAt(text: string, i: number): number | undefined {
  if (i === text.length) return END_OF_FILE;
  const unit = text.charCodeAt(i);
  if (unit === RETURN) return LINE_FEED;
  const isSecond = unit === LINE_FEED && i > 0 && text.charCodeAt(i - 1) === RETURN;
  return unit === SPACE || unit === TAB || isSecond ? undefined : unit;
}

/** Two halves of 32 bits: every intermediate result is an exact number. */
function hashAt(units: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let i = start; i < start + WINDOW; i++) {
    const next = low * BASE + (units[i] ?? 0);
    high = (high * BASE + Math.floor(next / WORD)) >>> 0;
    low = next >>> 0;
  }
  return high === 0 ? low.toString(16) : `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}
