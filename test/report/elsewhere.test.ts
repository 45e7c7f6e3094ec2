import { expect, test } from 'vitest';
import { otherPlaces, saying, toldOnce } from '../../src/report/elsewhere.ts';
import { concise } from '../../src/report/formats/concise.ts';
import { full } from '../../src/report/formats/full.ts';
import { json } from '../../src/report/formats/json.ts';
import { markdown } from '../../src/report/formats/markdown.ts';
import type { ReportedFinding } from '../../src/report/report.ts';
import { finding, placeOf, RULE, report } from './sample.ts';

const TEXT = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `port${number}: 80\n`).join('');
const sources = new Map([['a.yaml', TEXT]]);
const rules = new Map([[RULE.id, { ...RULE, toldOnce: true as const }]]);

function found(number: number, more: Partial<ReportedFinding> = {}): ReportedFinding {
  return finding(placeOf(sources, 'a.yaml', `port${number}`), more);
}

function fix(title: string, number: number): ReportedFinding['fix'] {
  return { title, safe: true, edits: [{ text: 'x', place: found(number).place }] };
}

test('findings of one message are told once, with places, environments and edits of all', () => {
  const [first, ...rest] = toldOnce(
    [
      found(1, { environments: ['a', 'b'], fix: fix('Name it', 1) }),
      found(2, { environments: ['b'] }),
      found(3, { environments: ['c'], fix: fix('Name it', 3) }),
    ],
    rules,
  );
  expect(rest).toEqual([]);
  expect(first).toEqual({
    ...found(1),
    environments: ['a', 'b', 'c'],
    fix: { ...fix('Name it', 1), edits: [1, 3].flatMap((each) => fix('', each)?.edits ?? []) },
    elsewhere: [found(2).place, found(3).place],
  });
});

const APART: readonly [name: string, other: Partial<ReportedFinding>][] = [
  ['another message', { message: 'Port 443 has no name' }],
  ['another severity', { severity: 'info' }],
  ['another rule', { rule: 'other' }],
  ['one that is ignored', { ignored: { by: 'comment', reason: 'later' } }],
];

for (const [name, other] of APART) {
  test(`apart: ${name}`, () => {
    const findings = [found(1), found(2, other)];
    expect(toldOnce(findings, rules)).toEqual(findings);
  });
}

test('a fix of another title is another cure', () => {
  const [first] = toldOnce(
    [found(1, { fix: fix('Name it', 1) }), found(2, { fix: fix('Remove it', 2) })],
    rules,
  );
  expect(first?.fix).toEqual(fix('Name it', 1));
});

test('a rule that does not ask for it is told at each place', () => {
  const findings = [found(1), found(2)];
  expect(toldOnce(findings, new Map([[RULE.id, RULE]]))).toEqual(findings);
});

test('formats say how many places there are, and where', () => {
  const findings = toldOnce(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => found(number)),
    rules,
  );
  const told = report(sources, findings, { rules });
  expect(concise(told, false)).toBe(
    'a.yaml:1:1: warning[unnamed-port] Port 80 has no name (here and in 7 more places)\n',
  );
  const written = full(told, false);
  expect(written).toContain('Port 80 has no name (here and in 7 more places)\n --> a.yaml:1:1\n');
  expect(written).toContain(
    '= also: a.yaml:2:1, a.yaml:3:1, a.yaml:4:1, a.yaml:5:1, a.yaml:6:1 and 2 more (all are in -f json)\n',
  );
  const [first] = JSON.parse(json(told, false)).findings;
  expect(first.message).toBe('Port 80 has no name');
  expect(first.related).toHaveLength(7);
});

test('markdown: one line for all other places', () => {
  const findings = toldOnce(
    [1, 2, 3].map((number) => found(number)),
    rules,
  );
  expect(markdown(report(sources, findings, { rules }), false)).toContain(
    '\n- [a.yaml:1](a.yaml#L1): The same in [a.yaml:2](a.yaml#L2), [a.yaml:3](a.yaml#L3)\n',
  );
});

test('markdown: the heaviest first, each severity in its order', () => {
  const severities = ['info', 'error', 'warning', 'error'] as const;
  const findings = severities.map((severity, index) => found(index + 1, { severity }));
  const rows = markdown(report(sources, findings, { rules }), false).matchAll(
    /^\| (?!\|| ---).* (\w+) \| \[a\.yaml:(\d)/gm,
  );
  expect([...rows].map(([, severity, line]) => `${severity} ${line}`)).toEqual([
    'error 2',
    'error 4',
    'warning 3',
    'info 1',
  ]);
});

test('one more place is no more places', () => {
  const [first = found(1)] = toldOnce([found(1), found(2)], rules);
  expect(saying(first)).toBe('Port 80 has no name (here and in 1 more place)');
  expect(otherPlaces(first)).toEqual([{ place: found(2).place, message: 'The same here' }]);
  expect(saying(found(1))).toBe('Port 80 has no name');
});
