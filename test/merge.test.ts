import { expect, test } from 'vitest';
import type { Diagnostic, Severity } from '../src/finding.ts';
import { mergeEnvironments } from '../src/merge.ts';

function diagnostic(severity: Severity, message: string, start = 0): Diagnostic {
  const at = { file: 'a.yaml', start, end: start + 1 };
  return { rule: 'some-rule', severity, codes: [], message, at, environments: [] };
}

test('one place is reported once, in the words of the heaviest environment', () => {
  const merged = mergeEnvironments([
    { environment: 'dev', diagnostics: [diagnostic('info', 'perhaps')] },
    { environment: 'prod', diagnostics: [diagnostic('error', 'surely')] },
    { environment: 'test', diagnostics: [diagnostic('error', 'surely')] },
  ]);
  expect(merged).toEqual([{ ...diagnostic('error', 'surely'), environments: ['prod', 'test'] }]);
});

test('two findings of one place in one environment are both kept', () => {
  const merged = mergeEnvironments([
    { environment: 'prod', diagnostics: [diagnostic('error', 'one'), diagnostic('info', 'two')] },
  ]);
  expect(merged.map(({ message }) => message)).toEqual(['one', 'two']);
});

test('other places stay apart', () => {
  const merged = mergeEnvironments([
    { environment: 'dev', diagnostics: [diagnostic('info', 'a', 1)] },
    { environment: 'prod', diagnostics: [diagnostic('info', 'a', 2)] },
  ]);
  expect(merged).toHaveLength(2);
});

function fixable(message: string, text: string): Diagnostic {
  const found = diagnostic('info', message);
  return { ...found, fix: { title: text, edits: [{ at: found.at, text }], safe: true } };
}

test('a fix stays where all environments would make it', () => {
  const merged = mergeEnvironments([
    { environment: 'dev', diagnostics: [fixable('a', 'x'), fixable('b', 'y')] },
    { environment: 'prod', diagnostics: [fixable('a', 'x'), diagnostic('info', 'b')] },
  ]);
  expect(merged.map(({ fix }) => fix?.title)).toEqual(['x', undefined]);
});

test('of fixes that two environments would make otherwise none is offered', () => {
  const merged = mergeEnvironments([
    { environment: 'dev', diagnostics: [fixable('in dev', 'x')] },
    { environment: 'prod', diagnostics: [fixable('in prod', 'y')] },
  ]);
  expect(merged.map(({ message, fix }) => [message, fix])).toEqual([['in dev', undefined]]);
});
