import { saying } from '../elsewhere.ts';
import { groupBy } from '../group-by.ts';
import type { Format, ReportedFinding } from '../report.ts';
import { element, XML_START } from './xml.ts';

/**
 * The findings that are not ignored, by file, as Checkstyle writes them and many tools read them. Files are named as in
 * texts for humans.
 */
export const checkstyle: Format = ({ findings }) => {
  const counted = findings.filter(({ ignored }) => !ignored);
  const files = [...groupBy(counted, ({ place }) => place.file)];
  const children = files.map(([name, own]) => element('file', { name }, own.map(error)));
  return `${XML_START}${element('checkstyle', { version: '4.3' }, children)}`;
};

function error(finding: ReportedFinding): string {
  const { rule, severity, place } = finding;
  const { line, column } = place.start;
  return element('error', {
    line,
    column,
    severity,
    message: saying(finding),
    source: `meshlint.${rule}`,
  });
}
