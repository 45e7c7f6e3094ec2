import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'vitest';
import { indexPage, pageOf } from '../scripts/docs.ts';
import { fileRules } from '../src/report/rule-pages/file-rules.ts';
import { rulePage } from '../src/report/rule-pages/rule-page.ts';
import { leadingLines } from '../src/report/terminal/wrap.ts';
import { rules } from '../src/rules/index.ts';
import { casesOf, isCase } from './cases-of.ts';

const ROOT = join(import.meta.dirname, '..');
const ids = rules.map((rule) => rule.id);

function ruleFiles(): string[] {
  return readdirSync(join(ROOT, 'src/rules'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => basename(name, '.ts'))
    .sort();
}

test('every file in src/rules is a rule of that name, listed in order', () => {
  assert.deepEqual(ids, [...ids].sort());
  assert.deepEqual(ids, ruleFiles());
});

test('every folder of cases and every page belongs to a rule', () => {
  assert.deepEqual(readdirSync(join(ROOT, 'test/cases')).sort(), ids);
  const pages = [...ids, ...fileRules.map((rule) => rule.id), 'README'].map((id) => `${id}.md`);
  assert.deepEqual(readdirSync(join(ROOT, 'docs/rules')).sort(), pages.sort());
});

test('the list of pages and the pages of what reading finds are up to date', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/rules/README.md'), 'utf8'), indexPage());
  for (const rule of fileRules)
    assert.equal(readFileSync(join(ROOT, 'docs/rules', `${rule.id}.md`), 'utf8'), rulePage(rule));
});

for (const rule of rules) {
  test(`${rule.id} is complete`, () => {
    const cases = casesOf(join(ROOT, 'test/cases', rule.id)).map((path) => basename(path));
    assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(rule.summary, /^[A-Za-z].*[^.]$/);
    assert.ok(rule.why.trim().length > 80, 'says what happens at run time, and the cure');
    assert.ok(leadingLines(rule.why, 2, 96).length > 0, 'begins with words, not with a list');
    assert.ok(rule.sources.length > 0, 'names the pages that state its facts');
    assert.ok(
      cases.some((name) => name.startsWith('bad-')),
      'has a bad case',
    );
    assert.ok(
      cases.some((name) => name.startsWith('good-')),
      'has a good case',
    );
    assert.ok(cases.every(isCase), 'names every case bad- or good-');
    const files = readdirSync(join(ROOT, 'test/cases', rule.id), {
      recursive: true,
      encoding: 'utf8',
    });
    assert.equal(
      files.some((name) => name.includes('.fixed.')),
      rule.fixes !== undefined,
      'has a case with the outcome for what `fixes` says, and says what its cases show',
    );
    assert.equal(
      readFileSync(join(ROOT, 'docs/rules', `${rule.id}.md`), 'utf8'),
      pageOf(rule),
      'run `npm run docs`',
    );
  });
}
