import type { ScalarNode, Stretch } from './node.ts';
import { trimmedEnd, trimmedStart } from './scan.ts';

/** A text written inside another file, and the way back from its indexes to that file's offsets. */
export interface Embedded {
  readonly text: string;
  /** The file's offset of an index of `text`. */
  readonly offset: (index: number) => number;
}

/**
 * Exact for literal and folded block texts, for unquoted and quoted texts of any number of lines, and for the escapes
 * of double quotes on one line. What is left, such as an escaped line break, points at the start of the scalar.
 */
export function embedded(scalar: ScalarNode): Embedded {
  const { source } = scalar;
  let known: readonly Stretch[] | undefined;
  return {
    text: scalar.text,
    offset: (index) => {
      known ??= scalar.stretches ?? stretchesIn(scalar);
      if (known.length === 0) return scalar.start;
      const stretch = stretchAt(known, index);
      const end = source.start + source.text.length;
      return Math.min(stretch.source + Math.max(0, index - stretch.text), end);
    },
  };
}

function stretchesIn(scalar: ScalarNode): readonly Stretch[] {
  const { source, start, end, body } = scalar;
  const base = source.start;
  const local = { ...scalar, start: start - base, end: end - base, body: body - base };
  const found = stretchesOf(local, source.text);
  return base === 0 ? found : found.map((each) => ({ ...each, source: each.source + base }));
}

function stretchAt(stretches: readonly Stretch[], index: number): Stretch {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.text ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return stretches[low] ?? { text: 0, source: 0 };
}

function stretchesOf(scalar: ScalarNode, source: string): readonly Stretch[] {
  const { text, body, end, style } = scalar;
  if (text.length === end - body && source.startsWith(text, body)) {
    return [{ text: 0, source: body }];
  }
  if (style === 'double-quoted') {
    const escaped = escapedStretches(source, scalar);
    if (escaped) return escaped;
  }
  const block = style === 'literal' || style === 'folded';
  return aligned(text, body, block ? blockLines(source, scalar) : flowLines(source, body, end));
}

interface Line {
  readonly start: number;
  readonly content: string;
}

/** Finds the lines one after the other in the text, with nothing but blanks and line breaks between them. */
function aligned(text: string, body: number, lines: readonly Line[]): readonly Stretch[] {
  const stretches: Stretch[] = [{ text: 0, source: body }];
  let at = 0;
  for (const { start, content } of lines) {
    while (!text.startsWith(content, at)) {
      if (text[at] !== '\n' && text[at] !== ' ') return [];
      at++;
    }
    stretches.push({ text: at, source: start });
    at += content.length;
  }
  return stretches;
}

const LINE = /[^\r\n]+|\r\n?|\n/g;

/** The lines of a block text without its indentation; those that are empty hold no index but their line break's. */
function blockLines(source: string, { body, end, indent }: ScalarNode): Line[] {
  const margin = Math.max(0, indent);
  const lines: Line[] = [];
  for (const { start, content } of linesOf(source, body, end)) {
    if (content.length <= margin) continue;
    lines.push({ start: start + margin, content: content.slice(margin) });
  }
  return lines;
}

/** The lines of an unquoted or quoted text, which loses the blanks where it is broken. */
function flowLines(source: string, start: number, end: number): Line[] {
  const lines = linesOf(source, start, end);
  return lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    const lineEnd = line.start + line.content.length;
    const to = isLast ? lineEnd : trimmedEnd(source, line.start, lineEnd);
    const from = index === 0 ? line.start : trimmedStart(source, line.start, to);
    return from === to ? [] : [{ start: from, content: source.slice(from, to) }];
  });
}

function linesOf(source: string, from: number, to: number): Line[] {
  return Array.from(source.slice(from, to).matchAll(LINE), (match) => ({
    start: from + match.index,
    content: match[0],
  })).filter(({ content }) => !/^[\r\n]/.test(content));
}

const ESCAPE_LENGTH: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** A stretch behind every escape; `undefined` where there is none, or the text spans several lines. */
function escapedStretches(source: string, scalar: ScalarNode): readonly Stretch[] | undefined {
  const { start, end, text } = scalar;
  const written = source.slice(start, end);
  if (!written.includes('\\') || /[\r\n]/.test(written)) return undefined;
  const stretches: Stretch[] = [{ text: 0, source: start }];
  let index = 0;
  let at = 0;
  for (let slash = written.indexOf('\\'); slash !== -1; slash = written.indexOf('\\', at)) {
    index += slash - at;
    stretches.push({ text: index, source: start + slash });
    at = slash + (ESCAPE_LENGTH[written.charAt(slash + 1)] ?? 2);
    index += (text.codePointAt(index) ?? 0) > 0xffff && written[slash + 1] === 'U' ? 2 : 1;
    stretches.push({ text: index, source: start + at });
  }
  return index + written.length - at === text.length ? stretches : undefined;
}
