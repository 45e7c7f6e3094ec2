import { saying } from '../elsewhere.ts';
import { regionOf } from '../places/region.ts';
import { repositoryPath } from '../places/repository-path.ts';
import type { Format } from '../report.ts';
import { visible } from '../visible.ts';

const COMMAND = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * One workflow command of GitHub Actions for each finding, which shows it at its place in a pull request. What is ignored
 * is left out: an annotation has no way to say so.
 */
export const github: Format = ({ findings, sources, location }) =>
  findings
    .filter(({ ignored }) => !ignored)
    .map((finding) => {
      const { severity, rule, place } = finding;
      const region = regionOf(place, sources.get(place.file));
      const properties = [
        `file=${property(repositoryPath(place.file, location))}`,
        `line=${region.startLine}`,
        `endLine=${region.endLine}`,
        `col=${region.startColumn}`,
        `endColumn=${region.endColumn}`,
        `title=${property(`meshlint: ${rule}`)}`,
      ];
      return `::${COMMAND[severity]} ${properties.join(',')}::${data(saying(finding))}\n`;
    })
    .join('');

/** What may stand behind the second `::` (actions/toolkit, core `command.ts`: escapeData). */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a property, which `,` and `:` would end (escapeProperty). */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
