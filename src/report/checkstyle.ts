import { groupBy } from './group-by.ts';
import type { Format, ReportedFinding } from './report.ts';
import { element, XML_START } from './xml.ts';

/** The findings by file, as Checkstyle writes them and many tools read them. Files are named as in the other texts. */
export const checkstyle: Format = ({ findings }) => {
  const files = [...groupBy(findings, ({ place }) => place.file)];
  const children = files.map(([name, own]) => element('file', { name }, own.map(error)));
  return `${XML_START}${element('checkstyle', { version: '4.3' }, children)}`;
};

function error({ rule, severity, message, place }: ReportedFinding): string {
  const { line, column } = place.start;
  return element('error', { line, column, severity, message, source: `meshlint.${rule}` });
}
