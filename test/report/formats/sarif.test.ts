import { expect, test } from 'vitest';
import { checkstyle } from '../../../src/report/formats/checkstyle.ts';
import { github } from '../../../src/report/formats/github.ts';
import { gitlab } from '../../../src/report/formats/gitlab.ts';
import { junit } from '../../../src/report/formats/junit.ts';
import { markdown } from '../../../src/report/formats/markdown.ts';
import { leftOut } from '../../../src/report/formats/most-important.ts';
import { sarif } from '../../../src/report/formats/sarif.ts';
import type { Report, ReportedFinding } from '../../../src/report/report.ts';
import { fileRules } from '../../../src/report/rule-pages/file-rules.ts';
import { rules } from '../../../src/rules/index.ts';
import { finding, placeOf, report } from '../sample.ts';
import { sarifErrors } from './sarif-schema.ts';

const TEXT = 'kind: Service\nspec:\n  ports: [{port: 80}, {port: 81}]\n';
const SOURCES = new Map([
  ['k8s/a.yaml', TEXT],
  ['b.yaml', 'kind: Gateway\r\nspec:\r\n  servers: []\r\n'],
]);
const FIRST = placeOf(SOURCES, 'k8s/a.yaml', 'port: 80');
const SECOND = placeOf(SOURCES, 'k8s/a.yaml', 'port: 81');

/** The only run of a report, after it was compared with the schema. */
function runOf(findings: readonly ReportedFinding[], more: Partial<Report> = {}) {
  const written = sarif(report(SOURCES, findings, more), false);
  expect(written.trimEnd()).not.toContain('\n');
  const log = JSON.parse(written);
  expect(sarifErrors(log)).toEqual([]);
  return log.runs[0];
}

test('a clean run has rules and no results', () => {
  const run = runOf([]);
  expect(run.results).toEqual([]);
  expect(run.tool.driver.rules).toHaveLength(1);
  expect(run).toMatchObject({
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: 'meshlint/' },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top of the repository.' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
  });
});

test('two findings on one line stay two, of one rule and of two', () => {
  const { results } = runOf(
    [finding(FIRST), finding(SECOND), finding(SECOND, { rule: 'other', message: 'Other' })],
    {},
  );
  const hashes = results.map(
    (each: { partialFingerprints: Record<string, string> }) =>
      each.partialFingerprints.primaryLocationLineHash,
  );
  expect(hashes).toEqual([hashes[0], `${hashes[0]}:2`, hashes[0]]);
  const own = results.map(
    (each: { partialFingerprints: Record<string, string> }) =>
      each.partialFingerprints['finding/v1'],
  );
  expect(new Set(own).size).toBe(3);
});

test('related places are linked from the message, listed, and steps of a flow', () => {
  const related = [
    { message: 'the [Gateway](9) "a\\b"', place: placeOf(SOURCES, 'b.yaml', 'Gateway') },
    { message: 'its servers', place: placeOf(SOURCES, 'b.yaml', 'spec:\r\n  servers') },
  ];
  const [result] = runOf([finding(FIRST, { message: 'Not [this](1)', related })]).results;
  expect(result.message.text).toBe(
    'Not \\[this\\](1). See: [the \\[Gateway\\](9) "a\\\\b"](1), [its servers](2).',
  );
  expect(result.relatedLocations.map((each: { id: number }) => each.id)).toEqual([1, 2]);
  expect(result.relatedLocations[1].physicalLocation.region).toEqual({
    startLine: 2,
    startColumn: 1,
    endLine: 2,
    endColumn: 6,
  });
  const steps = result.codeFlows[0].threadFlows[0].locations;
  expect(
    steps.map(
      (step: { location: { physicalLocation: { artifactLocation: { uri: string } } } }) =>
        step.location.physicalLocation.artifactLocation.uri,
    ),
  ).toEqual(['k8s/a.yaml', 'b.yaml', 'b.yaml']);
});

test('a fix over two files', () => {
  const other = placeOf(SOURCES, 'b.yaml', '[]');
  const empty = { ...other, end: other.start };
  const fix = {
    title: 'Name it',
    safe: true,
    edits: [
      { text: 'port: 90', place: FIRST },
      { text: '', place: SECOND },
      { text: '- x\n', place: empty },
    ],
  };
  const [result] = runOf([finding(FIRST, { fix })]).results;
  const [first, second] = result.fixes[0].artifactChanges;
  expect(first.replacements).toEqual([
    {
      deletedRegion: { startLine: 3, startColumn: 12, endLine: 3, endColumn: 20 },
      insertedContent: { text: 'port: 90' },
    },
    { deletedRegion: { startLine: 3, startColumn: 24, endLine: 3, endColumn: 32 } },
  ]);
  expect(second.artifactLocation.uri).toBe('b.yaml');
  expect(second.replacements[0].deletedRegion).toMatchObject({ startColumn: 12, endColumn: 12 });
});

test('input that cannot be read is a result, and a run that did not do its work', () => {
  const run = runOf([
    finding(FIRST, { rule: 'unreadable-file', severity: 'error', message: 'no YAML' }),
  ]);
  expect(run.results).toHaveLength(1);
  expect(run.invocations[0].executionSuccessful).toBe(false);
  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    { level: 'error', message: { text: 'no YAML.' } },
  ]);
});

test('what is ignored, where it is asked for, says so', () => {
  const ignored = { by: 'comment', reason: 'moved next week' } as const;
  const known = { by: 'baseline', reason: '' } as const;
  const { results } = runOf([finding(FIRST, { ignored }), finding(SECOND, { ignored: known })]);
  expect(results[0].suppressions).toEqual([{ kind: 'inSource', justification: 'moved next week' }]);
  expect(results[1].suppressions).toEqual([{ kind: 'external' }]);
});

test('formats that cannot say that something is ignored leave it out; for JUnit it was skipped', () => {
  const ignored = { by: 'comment', reason: 'moved next week' } as const;
  const all = report(SOURCES, [finding(FIRST, { ignored })], { ignored: 1 });
  expect(github(all, false)).toBe('');
  expect(gitlab(all, false)).toBe('[]\n');
  expect(checkstyle(all, false)).not.toContain('<error');
  expect(markdown(all, false)).toContain('**Nothing found** in 1 file with 1 resource, 1 ignored.');
  expect(junit(all, false)).toContain('tests="1" failures="0" errors="0" skipped="1"');
  expect(junit(all, false)).toContain('moved next week');
});

test('of more than 5,000 findings the heaviest are kept, and somebody is told', () => {
  const many = Array.from({ length: 6000 }, (_, index) =>
    finding(FIRST, { severity: index < 1500 ? 'info' : 'warning', message: `${index}` }),
  );
  const all = [...many, finding(SECOND, { severity: 'error', message: 'last' })];
  const { results } = runOf(all);
  expect(results).toHaveLength(5000);
  expect(results[0].message.text).toBe('0.');
  expect(results[498].message.text).toBe('498.');
  expect(results[499].message.text).toBe('1500.');
  expect(results[4999].message.text).toBe('last.');
  expect(leftOut(report(SOURCES, all))).toContain('1001 are left out');
  expect(leftOut(report(SOURCES, many.slice(0, 5000)))).toBe('');
});

test('every rule is described as GitHub wants it', () => {
  const known = new Map([...fileRules, ...rules].map((rule) => [rule.id, rule]));
  const described = runOf([], { rules: known }).tool.driver.rules;
  const ids = described.map((rule: { id: string }) => rule.id);
  expect(ids).toEqual([...known.keys()].sort());
  for (const rule of described) {
    const { id, name, shortDescription, fullDescription, help, defaultConfiguration } = rule;
    expect(name, id).toMatch(/^[A-Z][A-Za-z0-9]{1,250}$/);
    for (const { text } of [shortDescription, fullDescription]) {
      expect(text.length, id).toBeLessThanOrEqual(1024);
      expect(text.length, id).toBeGreaterThan(10);
    }
    expect(help.text, id).toContain(`meshlint-ignore ${id}: reason`);
    expect(help.text, id).not.toMatch(/`|\*\*/);
    expect(help.markdown, id).toContain(`docs/rules/${id}.md`);
    expect(['error', 'warning', 'note'], id).toContain(defaultConfiguration.level);
    expect(['error', 'warning', 'recommendation'], id).toContain(
      rule.properties['problem.severity'],
    );
    expect(['very-high', 'high', 'medium', 'low'], id).toContain(rule.properties.precision);
    expect(rule.properties.tags.length, id).toBeLessThanOrEqual(10);
    expect(new Set(rule.properties.tags).size, id).toBe(rule.properties.tags.length);
  }
});
