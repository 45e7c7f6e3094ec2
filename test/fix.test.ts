import { expect, test } from 'vitest';
import type { Diagnostic, Edit } from '../src/finding.ts';
import { applyFixes, type FixInput, fixInRounds } from '../src/fix.ts';

function edit(file: string, start: number, end: number, text: string): Edit {
  return { at: { file, start, end }, text };
}

function finding(edits: readonly Edit[], safe = true): Diagnostic {
  const at = { file: 'a', start: 0, end: 0 };
  const fix = { title: 'Mend it', edits, safe };
  return {
    at,
    message: 'wrong',
    rule: 'a-rule',
    severity: 'error',
    codes: [],
    environments: [],
    fix,
  };
}

function input(texts: Readonly<Record<string, string>>, unsafe = false): FixInput {
  return { textOf: (file) => texts[file], isWanted: ({ safe }) => safe || unsafe };
}

function fixed(
  texts: Readonly<Record<string, string>>,
  findings: readonly Diagnostic[],
  unsafe = false,
): object {
  const round = applyFixes(findings, input(texts, unsafe));
  return { ...Object.fromEntries(round.texts), cured: round.cured.length };
}

test('of fixes that overlap the first wins, and the others are not made at all', () => {
  const first = finding([edit('a', 2, 4, 'X')]);
  const second = finding([edit('a', 3, 5, 'Y'), edit('a', 8, 9, 'Z')]);
  expect(fixed({ a: '0123456789' }, [first, second])).toEqual({ a: '01X456789', cured: 1 });
  expect(fixed({ a: '0123456789' }, [second, first])).toEqual({ a: '012Y567Z9', cured: 1 });
});

test('a fix is made in all its files or in none', () => {
  const first = finding([edit('b', 0, 1, 'B')]);
  const second = finding([edit('a', 0, 1, 'A'), edit('b', 0, 2, 'C')]);
  const texts = { a: '01', b: '01' };
  expect(fixed(texts, [first, second])).toEqual({ b: 'B1', cured: 1 });
  expect(fixed(texts, [second, first])).toEqual({ a: 'A1', b: 'C', cured: 1 });
  expect(fixed({ a: '01' }, [second])).toEqual({ cured: 0 });
});

test('what touches end to end does not overlap, but two insertions at one place do', () => {
  const around = [finding([edit('a', 0, 2, 'X')]), finding([edit('a', 2, 3, 'Y')])];
  expect(fixed({ a: '012' }, around)).toEqual({ a: 'XY', cured: 2 });
  const twice = [finding([edit('a', 1, 1, 'X')]), finding([edit('a', 1, 1, 'Y')])];
  expect(fixed({ a: '01' }, twice)).toEqual({ a: '0X1', cured: 1 });
});

test('the insertions of one fix at one place are made in their order', () => {
  const both = finding([edit('a', 1, 1, 'X'), edit('a', 1, 1, 'Y')]);
  expect(fixed({ a: '01' }, [both])).toEqual({ a: '0XY1', cured: 1 });
});

test('an edit that several fixes ask for is made once', () => {
  const shared = edit('a', 1, 1, 'S');
  const findings = [
    finding([shared, edit('a', 3, 3, 'X')]),
    finding([shared, edit('a', 5, 5, 'Y')]),
  ];
  expect(fixed({ a: '012345' }, findings)).toEqual({ a: '0S12X34Y5', cured: 2 });
});

test('unsafe fixes are made when they are wanted', () => {
  const unsafe = [finding([edit('a', 0, 1, 'X')], false)];
  expect(fixed({ a: '0' }, unsafe)).toEqual({ cured: 0 });
  expect(fixed({ a: '0' }, unsafe, true)).toEqual({ a: 'X', cured: 1 });
});

/** Says that each `a` ought to be `b`, one at a time. */
async function oneByOne(texts: ReadonlyMap<string, string>, start: string): Promise<Diagnostic[]> {
  const at = (texts.get('a') ?? start).indexOf('a');
  return at === -1 ? [] : [finding([edit('a', at, at + 1, 'b')])];
}

test('rounds go on until nothing changes', async () => {
  const round = await fixInRounds(input({ a: 'aaa' }), (texts) => oneByOne(texts, 'aaa'));
  expect(round.texts.get('a')).toBe('bbb');
  expect(round.cured).toHaveLength(3);
});

test('rounds end, also when fixes never do', async () => {
  const grow = async (): Promise<Diagnostic[]> => [finding([edit('a', 0, 0, 'x')])];
  const { texts } = await fixInRounds(input({ a: '' }), grow);
  expect(texts.get('a')).toBe('x'.repeat(10));
});

test('where nothing is to be fixed, nothing changes', async () => {
  const round = await fixInRounds(input({ a: 'bbb' }), (texts) => oneByOne(texts, 'bbb'));
  expect(round).toEqual({ texts: new Map(), cured: [] });
});
