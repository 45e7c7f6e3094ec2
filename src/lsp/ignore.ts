import type { FileFacts } from '../facts/facts.ts';
import { readFacts } from '../facts/read.ts';
import type { Diagnostic } from '../finding.ts';

/** A comment that ignores a finding: where it goes, and its text up to the place of the reason, which ends its line. */
export interface IgnoreComment {
  readonly at: number;
  readonly text: string;
  /** What follows the reason. */
  readonly behind: string;
}

/** These say that something is wrong with a file or with ignoring itself. */
const NEVER: ReadonlySet<string> = new Set(['unreadable-file', 'unused-ignore']);

/**
 * A comment on a line of its own above a finding. Nothing where the file has no comments, or none there, such as inside
 * a text: the file is read with the comment to know that it would be one, and would hold.
 */
export function ignoreComment({ rule, at }: Diagnostic, text: string): IgnoreComment | undefined {
  if (NEVER.has(rule)) return undefined;
  const start = text.lastIndexOf('\n', at.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start, at.start))?.[0] ?? '';
  const comment = {
    at: start,
    text: `${indent}# meshlint-ignore ${rule}: `,
    behind: text[text.indexOf('\n', start) - 1] === '\r' ? '\r\n' : '\n',
  };
  const written = `${comment.text}reason${comment.behind}`;
  const after = text.slice(0, start) + written + text.slice(start);
  return holds(readFacts(at.file, after), rule, start, at.start + written.length)
    ? comment
    : undefined;
}

function holds({ ignores }: FileFacts, rule: string, comment: number, place: number): boolean {
  return ignores.some(
    (ignore) =>
      ignore.form === 'comment' &&
      ignore.at.start >= comment &&
      ignore.at.start < place &&
      ignore.rules.some(({ value }) => value === rule) &&
      ignore.lines?.some(({ start, end }) => start <= place && place <= end) === true,
  );
}
