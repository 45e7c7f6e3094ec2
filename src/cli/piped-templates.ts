import type { Diagnostic } from '../finding.ts';
import type { Project } from '../project/project.ts';
import { STDIN } from '../project/reading.ts';

/** What Helm writes at the beginning of each object that it renders. */
const SOURCE = /^# Source: (\S.*?)\s*$/gm;

/** Findings in what is piped in, with the template that made the object, where `helm template` says it. */
export function withTemplates(
  found: readonly Diagnostic[],
  { text }: Pick<Project, 'text'>,
): readonly Diagnostic[] {
  if (!found.some(({ at }) => at.file === STDIN)) return found;
  const read = text(STDIN);
  const piped = 'text' in read ? read.text : '';
  const lines = Array.from(piped.matchAll(SOURCE), ({ 0: line, 1: template = '', index }) => {
    return { template, start: index, end: index + line.length };
  });
  return found.map((diagnostic) => {
    const { at, related = [] } = diagnostic;
    const line = at.file === STDIN && lines.findLast(({ start }) => start < at.start);
    if (!line || /^---/m.test(piped.slice(line.end, at.start))) return diagnostic;
    const place = { file: STDIN, start: line.start, end: line.end };
    return {
      ...diagnostic,
      related: [...related, { at: place, message: `made by ${line.template}` }],
    };
  });
}
