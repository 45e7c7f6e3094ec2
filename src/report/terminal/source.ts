import { redacted, type SecretPart, secretParts } from './redact.ts';

/** The lines of one file as they may be shown. */
export interface Source {
  /** By 1-based number, without its end. */
  readonly line: (number: number, hidesValues: boolean) => string;
}

/** Splits a text into lines; those of Secrets, or all where `hidesValues` says so, come without their values. */
export function sourceOf(text: string): Source {
  const lines = text.split('\n');
  const parts = secretParts(text);
  const starts = parts.length > 0 ? startsOf(lines) : [];
  return {
    line(number, hidesValues) {
      const line = withoutReturn(lines[number - 1] ?? '');
      const start = starts[number - 1] ?? 0;
      const part = parts.find((each) => start >= each.start && start < each.end);
      if (part) return redacted(line, linesAbove(lines, starts, number, part), part);
      return hidesValues ? redacted(line, [], { start: 0, end: 0, indent: 0, mixed: true }) : line;
    },
  };
}

function startsOf(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const own = start;
    start += line.length + 1;
    return own;
  });
}

function linesAbove(
  lines: readonly string[],
  starts: readonly number[],
  number: number,
  part: SecretPart,
): string[] {
  return lines.slice(0, number - 1).filter((_, index) => (starts[index] ?? 0) >= part.start);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
