import { structuredPatch } from 'diff';
import { visible, withoutCommands } from '../visible.ts';
import { type Source, sourceOf } from './source.ts';

/** How many unchanged lines stand around changed ones, as `diff -u` has it. */
const CONTEXT = 3;

/**
 * What changes in a file (named as in reports), as `patch -p1` and `git apply` take it. Control characters and values of
 * Secrets are not printed as they are; such a patch cannot be applied.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  const { hunks } = structuredPatch(file, file, before, after, '', '', { context: CONTEXT });
  if (hunks.length === 0) return '';
  const sources = { before: sourceOf(before), after: sourceOf(after) };
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...shown(lines, { before: oldStart, after: newStart }, sources),
  ]);
  const head = [`--- ${nameOf('a', file)}`, `+++ ${nameOf('b', file)}`];
  return withoutCommands(`${[...head, ...body].join('\n')}\n`);
}

/** A blank in a name is followed by a tab, as git does it, so that tools find the name's end. */
function nameOf(side: string, file: string): string {
  const name = visible(file.startsWith('/') ? file : `${side}/${file}`);
  return name.includes(' ') ? `${name}\t` : name;
}

function shown(
  lines: readonly string[],
  start: { readonly before: number; readonly after: number },
  sources: { readonly before: Source; readonly after: Source },
): string[] {
  let { before, after } = start;
  return lines.map((line) => {
    const mark = line.charAt(0);
    if (mark === '\\') return line;
    const source = mark === '+' ? sources.after : sources.before;
    const text = source.line(mark === '+' ? after : before, false);
    if (mark !== '+') before++;
    if (mark !== '-') after++;
    const safe = text.split('\t').map(visible).join('\t');
    return `${mark}${safe}${line.endsWith('\r') ? '\r' : ''}`;
  });
}
