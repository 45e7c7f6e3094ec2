import { otherPlaces, saying } from '../elsewhere.ts';
import { groupBy } from '../group-by.ts';
import { repositoryPath } from '../places/repository-path.ts';
import type { Format, Report, ReportedFinding } from '../report.ts';
import { because } from './because.ts';
import { element, textElement, XML_START } from './xml.ts';

/**
 * Each finding as a test that failed; those of severity info passed, and say why in their output; what is ignored was
 * skipped. A run without findings is one test that passed, since several readers take a report without tests for an error.
 */
export const junit: Format = (report) => {
  const { findings, milliseconds } = report;
  const files = [...groupBy(findings, ({ place }) => repositoryPath(place.file, report.location))];
  const suites =
    files.length > 0
      ? files.map(([file, own]) =>
          suite(
            file,
            own,
            own.map((each) => testcase(each, file, report)),
          ),
        )
      : [
          suite(
            'meshlint',
            [],
            [element('testcase', { name: 'no findings', classname: 'meshlint' })],
          ),
        ];
  const attributes = {
    name: 'meshlint',
    ...counts(findings),
    time: (milliseconds / 1000).toFixed(3),
  };
  return `${XML_START}${element('testsuites', attributes, suites)}`;
};

function suite(
  name: string,
  findings: readonly ReportedFinding[],
  testcases: readonly string[],
): string {
  return element('testsuite', { name, ...counts(findings) }, testcases);
}

function counts(findings: readonly ReportedFinding[]): Record<string, number> {
  const counted = findings.filter(({ ignored }) => !ignored);
  const errors = counted.filter(isUnread).length;
  const failures = counted.filter((each) => each.severity !== 'info' && !isUnread(each)).length;
  const skipped = findings.length - counted.length;
  return { tests: Math.max(1, findings.length), failures, errors, skipped };
}

/** Nothing was checked there: in the words of JUnit an error, not a failure. */
function isUnread({ rule, severity }: ReportedFinding): boolean {
  return rule === 'unreadable-file' && severity !== 'info';
}

function testcase(finding: ReportedFinding, file: string, { rules, location }: Report): string {
  const { rule, severity, place } = finding;
  const { line, column } = place.start;
  const body = [
    `${file}:${line}:${column}: ${severity}[${rule}] ${saying(finding)}`,
    ...otherPlaces(finding).map(
      (each) =>
        `${repositoryPath(each.place.file, location)}:${each.place.start.line}: ${each.message}`,
    ),
    rules.get(rule)?.summary ?? '',
  ].join(' | ');
  const name = `${rule} ${line}:${column}`;
  return element('testcase', { name, classname: file, file, line }, [outcome(finding, body)]);
}

function outcome(finding: ReportedFinding, body: string): string {
  const { severity, message, ignored } = finding;
  if (ignored) return element('skipped', { message: `${because(ignored)} ${message}` });
  if (severity === 'info') return textElement('system-out', {}, body);
  return textElement(isUnread(finding) ? 'error' : 'failure', { type: severity, message }, body);
}
