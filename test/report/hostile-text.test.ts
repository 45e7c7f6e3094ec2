import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { checkstyle } from '../../src/report/formats/checkstyle.ts';
import { concise } from '../../src/report/formats/concise.ts';
import { full } from '../../src/report/formats/full.ts';
import { github } from '../../src/report/formats/github.ts';
import { gitlab } from '../../src/report/formats/gitlab.ts';
import { json } from '../../src/report/formats/json.ts';
import { junit } from '../../src/report/formats/junit.ts';
import { markdown } from '../../src/report/formats/markdown.ts';
import { sarif } from '../../src/report/formats/sarif.ts';
import { placer } from '../../src/report/places/places.ts';
import type { Report } from '../../src/report/report.ts';
import { summary } from '../../src/report/terminal/summary.ts';
import { visible } from '../../src/report/visible.ts';
import { sarifErrors } from './formats/sarif-schema.ts';
import { finding, report } from './sample.ts';

/** Pieces that mean something in one of the formats, and any characters between them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '::error file=x::y',
      '##[add-mask]',
      '%0A',
      '%',
      ':',
      ',',
      '::',
      ']]>',
      '<!--',
    ],
    ...[
      '<script>',
      '&amp;',
      '&#10;',
      '"',
      "'",
      '\u0000',
      '\u001b[31m',
      '\ufffe',
      '\uffff',
      '\ud800',
    ],
    ...['|', '\\|', '\\', '`', '```', '](https://x.example)', '[a](1)', '![x](y)', '<img src=x>'],
    ...[
      '@someone',
      '#12',
      'https://x.example',
      'www.x.example',
      '</details>',
      '$x$',
      '{0}',
      '\u202e',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const path = text.map((any) => any.replace(/^[/]+|^[A-Za-z]:/, '') || 'a');

interface Hostile {
  readonly message: string;
  readonly file: string;
  readonly related: string;
}

const hostile = fc.record<Hostile>({ message: text, file: path, related: text });

function reportOf({ message, file, related }: Hostile, more: Partial<Report> = {}): Report {
  const sources = new Map([[file, `a: ${message}\n`]]);
  const place = placer(sources)({ file, start: 0, end: 1 });
  const fix = { title: related, safe: true, edits: [{ text: message, place }] };
  const resource = { apiVersion: 'v1', kind: 'Service', namespace: message, name: related };
  const found = finding(place, { message, resource, fix, related: [{ message: related, place }] });
  return report(sources, [found, { ...found, severity: 'info', rule: 'duplicate-key' }], more);
}

/** No control character but the line feed, no mark that turns the writing, no half of a pair. */
const RAW = /[^\P{Cc}\n]|\p{Cf}|\p{Cs}|\u2028|\u2029/u;

function holds(check: (any: Hostile) => void): void {
  fc.assert(fc.property(hostile, check), { numRuns: 500 });
}

/** As the runner takes a line apart (actions/runner, ActionCommand.TryParseV2). */
function command(line: string): { properties: string[]; data: string } {
  const end = line.indexOf('::', 2);
  const [, ...properties] = line.slice(2, end).split(/[ ,]/);
  return { properties, data: line.slice(end + 2) };
}

const COMMAND =
  /^::(?:warning|notice) file=[^:,\r\n]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[^:,\r\n]*::[^\r\n]*$/;

function unescaped(value: string): string {
  return decodeURIComponent(value.replace(/%(?!(?:25|0A|0D|3A|2C))/g, '%25'));
}

for (const [name, format] of [
  ['full', full],
  ['concise', concise],
  ['json', json],
  ['summary', summary],
  ['sarif', sarif],
  ['gitlab', gitlab],
  ['junit', junit],
  ['checkstyle', checkstyle],
  ['markdown', markdown],
] as const) {
  test(`${name}: nothing that GitHub Actions takes for a command`, () => {
    holds((any) => {
      const environments = [
        { name: any.file, from: 'folder', files: 1 },
        { name: any.related, from: 'folder', files: 1 },
      ];
      const skipped = [{ file: any.file, reason: 'binary' }];
      const written = format(reportOf(any, { environments, skipped }), false);
      expect(written).not.toMatch(/^\s*::[a-z]|##\[/im);
      expect(written).not.toMatch(RAW);
    });
  });
}

test('github: two lines, two commands, which read back as what was said', () => {
  holds((any) => {
    const lines = github(reportOf(any), false).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(COMMAND);
      expect(line).not.toMatch(RAW);
      const { data } = command(line);
      expect(data.replace(/%(?:25|0A|0D)/g, '')).not.toContain('%');
      expect(unescaped(data)).toBe(visible(any.message));
    }
  });
});

test('gitlab: JSON, whose fingerprints differ', () => {
  holds((any) => {
    const written = gitlab(reportOf(any), false);
    expect(written).not.toMatch(RAW);
    const issues: { fingerprint: string; description: string }[] = JSON.parse(written);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(issues[0]?.description).toBe(visible(any.message));
  });
});

test('sarif: valid, and no link that is not ours', () => {
  holds((any) => {
    const written = sarif(reportOf(any), false);
    expect(written).not.toMatch(RAW);
    const log = JSON.parse(written);
    expect(sarifErrors(log)).toEqual([]);
    const { message, fixes } = log.runs[0].results[0];
    const links = message.text.match(/(?<!\\)(?:\\\\)*\[/g) ?? [];
    expect(links).toHaveLength(1);
    expect(message.text).toMatch(/\]\(1\)\.$/);
    const [replacement] = fixes[0].artifactChanges[0].replacements;
    expect(replacement.insertedContent?.text ?? '').toBe(any.message);
  });
});

const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/** U+FFFE and U+FFFF cannot stand in XML either. */
function inXml(words: string): string {
  return visible(words).replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff');
}

for (const [name, format] of [
  ['junit', junit],
  ['checkstyle', checkstyle],
] as const) {
  test(`${name}: XML that a parser reads, without a forbidden character`, () => {
    holds((any) => {
      const written = format(reportOf(any), false);
      expect(written).not.toMatch(FORBIDDEN);
      expect(written).not.toMatch(RAW);
      expect(XMLValidator.validate(written)).toBe(true);
    });
  });
}

test('checkstyle: attributes read back as what was said', () => {
  holds((any) => {
    const [error] = parser.parse(checkstyle(reportOf(any), false)).checkstyle.file.error;
    expect(error['@_message']).toBe(inXml(any.message));
  });
});

test('junit: a failure, and a test that passed with a word', () => {
  const { testsuites } = parser.parse(
    junit(reportOf({ message: 'a < b', file: 'k8s/a&b.yaml', related: 'c' }), false),
  );
  expect(testsuites).toMatchObject({ '@_tests': '2', '@_failures': '1', '@_errors': '0' });
  const [failed, passed] = testsuites.testsuite.testcase;
  expect(failed.failure['@_message']).toBe('a < b');
  expect(failed['@_file']).toBe('k8s/a&b.yaml');
  expect(passed['system-out']).toContain('info[duplicate-key] a < b');
});

/** What is left when all that is escaped is taken away. */
function bare(line: string): string {
  return line.replace(/\\[\\`*_[\]~$:.]|&(?:amp|lt|gt|quot|#124);|[@#]&#8203;/g, '·');
}

test('markdown: one row each, of four cells, without markup of the input', () => {
  holds((any) => {
    const written = markdown(reportOf(any), false);
    expect(written).not.toMatch(RAW);
    const rows = written
      .split('\n')
      .filter((line) => line.startsWith('| 🟡') || line.startsWith('| 🔵'));
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const cells = bare(row).split('|');
      expect(cells).toHaveLength(6);
      expect(cells[4]).not.toMatch(/[`*[\]<>\\~$]|@|#\d|:\/|www\./i);
      expect(cells[2]).toMatch(/^ (?:\[[^\]]*\]\((?:[\w.~%/-])*#L1\)|[^[\]]*) $/);
    }
    expect(written.match(/<\/details>/g)).toHaveLength(2);
    expect(written.match(/<[a-z!]/gi)).toHaveLength(6);
  });
});

test('markdown: links lead to the commit under test where CI tells which that is', () => {
  const browse = 'https://github.example/shop/blob/abc/';
  const any = { message: 'a', file: 'k8s/my (1).yaml', related: 'b' };
  expect(markdown(reportOf(any, { browse }), false)).toContain(
    '[k8s/my (1).yaml:1](https://github.example/shop/blob/abc/k8s/my%20%281%29.yaml#L1)',
  );
  const outside = { ...any, file: '/tmp/a.yaml' };
  expect(markdown(reportOf(outside), false)).toContain('| ../../tmp/a.yaml:1 |');
});

test('markdown: a comment of GitHub has room for it, however much there is to say', () => {
  const one = reportOf({ message: 'x'.repeat(500), file: 'a.yaml', related: 'y'.repeat(500) });
  const findings = Array.from({ length: 3000 }, () => one.findings).flat();
  const written = markdown({ ...one, findings }, false);
  expect(written.length).toBeLessThan(65_536);
  expect(written).toMatch(/\nand \d+ more\.\n/);
});
