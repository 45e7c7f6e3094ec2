import { expect, test } from 'vitest';
import {
  type BaselineEntry,
  compareBaseline,
  readBaseline,
  updatedBaseline,
  writeBaseline,
} from '../src/baseline.ts';
import type { Identity } from '../src/report/fingerprint.ts';

const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'api' };
const finding: Identity = { rule: 'x', file: 'a.yaml', message: 'm', resource };
const entry: BaselineEntry = {
  rule: 'x',
  file: 'a.yaml',
  resource: 'Deployment.apps shop/api',
  n: 1,
};
const always = (): boolean => true;

const KNOWN: readonly [name: string, found: Identity, known: boolean][] = [
  ['the same', finding, true],
  ['in other words', { ...finding, message: 'n' }, true],
  [
    'of another API version',
    { ...finding, resource: { ...resource, apiVersion: 'apps/v1beta1' } },
    true,
  ],
  ['of another rule', { ...finding, rule: 'y' }, false],
  ['in another file', { ...finding, file: 'b.yaml' }, false],
  ['about another object', { ...finding, resource: { ...resource, name: 'web' } }, false],
  ['about another group', { ...finding, resource: { ...resource, apiVersion: 'v1' } }, false],
  ['about no object', { ...finding, resource: undefined }, false],
];

for (const [name, found, known] of KNOWN) {
  test(`a finding ${name} is ${known ? 'known' : 'new'}`, () => {
    expect(compareBaseline([found], [entry], always).known).toEqual([known]);
  });
}

const COUNTS: readonly [allowed: number, found: number, known: boolean, stale: number][] = [
  [1, 1, true, 0],
  [2, 2, true, 0],
  [2, 1, true, 1],
  [1, 2, false, 0],
  [3, 0, true, 3],
];

for (const [n, count, isKnown, left] of COUNTS) {
  test(`of ${n} known findings there are ${count}`, () => {
    const { known, stale } = compareBaseline(Array(count).fill(finding), [{ ...entry, n }], always);
    expect(known).toEqual(Array(count).fill(isKnown));
    expect(stale).toEqual(left > 0 ? [{ ...entry, n: left }] : []);
  });
}

test('what a run did not look for is neither stale nor taken out', () => {
  const other = { rule: 'y', file: 'b.yaml', n: 2 };
  const isAsked = ({ file }: BaselineEntry): boolean => file === 'a.yaml';
  expect(compareBaseline([], [entry, other], isAsked).stale).toEqual([entry]);
  expect(updatedBaseline([], [entry, other], isAsked)).toEqual([other]);
});

test('a baseline that is written and read is the same, sorted, one entry on each line', () => {
  const entries = updatedBaseline(
    [finding, { ...finding, file: '0.yaml', resource: undefined }, finding],
    [],
    always,
  );
  const text = writeBaseline(entries);
  expect(text).toBe(`{"meshlintBaseline":1}
{"file":"0.yaml","rule":"x"}
{"file":"a.yaml","rule":"x","resource":"Deployment.apps shop/api","n":2}
`);
  const { entries: again, troubles } = readBaseline(text);
  expect(troubles).toEqual([]);
  expect(writeBaseline(again)).toBe(text);
  expect(compareBaseline([finding, finding], again, always).known).toEqual([true, true]);
});

const HEAD = '{"meshlintBaseline":1}\n';
const TEXTS: readonly [name: string, text: string, entries: number, troubles: readonly string[]][] =
  [
    [
      'nothing',
      '',
      0,
      ['1: this is no baseline of meshlint: the first line is not {"meshlintBaseline":1}'],
    ],
    ['no entry', HEAD, 0, []],
    ['CRLF and a BOM', `\ufeff${HEAD.trim()}\r\n{"rule":"x","file":"a"}\r\n`, 1, []],
    ['no JSON', `${HEAD}x\n`, 0, ['2: this is no entry of a baseline']],
    [
      'a wrong count',
      `${HEAD}{"rule":"x","file":"a","n":0}\n`,
      0,
      ['2: this is no entry of a baseline'],
    ],
    ['a conflict', `${HEAD}<<<<<<< HEAD\n`, 0, ['2: a conflict of a merge was left here']],
    [
      '__proto__',
      `${HEAD}{"__proto__":{"rule":"x","file":"a"}}\n`,
      0,
      ['2: this is no entry of a baseline'],
    ],
    ['one entry twice', `${HEAD}{"rule":"x","file":"a"}\n{"rule":"x","file":"a","n":3}\n`, 1, []],
  ];

for (const [name, text, count, troubles] of TEXTS) {
  test(`a baseline with ${name}`, () => {
    const read = readBaseline(text);
    expect(read.entries).toHaveLength(count);
    expect(read.troubles.map(({ line, message }) => `${line}: ${message}`)).toEqual(troubles);
  });
}
