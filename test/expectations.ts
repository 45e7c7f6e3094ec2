import type { Diagnostic, Severity } from '../src/finding.ts';
import { positions } from '../src/text.ts';

/** A comment under the line it speaks of: `#  ^^^^ message`, or `#~~~ message` when the place starts the line. */
const EXPECTATION = /^ *#(?: *\^+|~+) .+$/;

/** A case without its expectations: what the linter gets to read. */
export function withoutExpectations(text: string): string {
  return text
    .split('\n')
    .filter((line) => !EXPECTATION.test(line))
    .join('\n');
}

/**
 * The text as it reads when it expects exactly these diagnostics. A severity other than the rule's own stands in
 * brackets before the message.
 */
export function withExpectations(
  text: string,
  diagnostics: readonly Diagnostic[],
  usual: Severity,
): string {
  const place = positions(text);
  const expected = text.split('\n').map((line) => [line]);
  for (const { at, message, severity } of diagnostics) {
    const { line, column } = place(at.start);
    const below = expected[line - 1] ?? [];
    const source = below[0] ?? '';
    const indent = source.search(/\S/);
    const width = Math.max(1, Math.min(at.end - at.start, source.length - column + 1));
    const mark =
      column <= indent + 1
        ? '~'.repeat(width)
        : ' '.repeat(column - indent - 2) + '^'.repeat(width);
    const prefix = severity === usual ? '' : `[${severity}] `;
    below.push(`${' '.repeat(Math.max(0, indent))}#${mark} ${prefix}${message}`);
  }
  return expected.flat().join('\n');
}
