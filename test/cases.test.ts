import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import process from 'node:process';
import { test } from 'vitest';
import { withTrees } from '../src/environments/kustomize/inputs.ts';
import { readFacts } from '../src/facts/read.ts';
import type { Diagnostic } from '../src/finding.ts';
import { fixInRounds } from '../src/fix.ts';
import { lint } from '../src/lint.ts';
import type { Rule } from '../src/rule.ts';
import { rules } from '../src/rules/index.ts';
import { caseClusters, caseSettings } from './case-settings.ts';
import { casesOf } from './cases-of.ts';
import { withExpectations, withoutExpectations } from './expectations.ts';

const CASES = join(import.meta.dirname, 'cases');
const UPDATE = process.env.UPDATE === '1';

for (const rule of rules) {
  for (const path of casesOf(join(CASES, rule.id)))
    test(relative(CASES, path), async () => check(rule, path));
}

/** A case is one file, or a folder of files that are linted together. */
async function check(rule: Rule, path: string): Promise<void> {
  const texts = readCase(path);
  const diagnostics = run(rule, texts);
  for (const [file, text] of texts) {
    const own = diagnostics.filter((diagnostic) => diagnostic.at.file === file);
    const actual = withExpectations(text, own, rule.severity);
    if (UPDATE) writeFileSync(onDisk(path, file), actual);
    else assert.equal(actual, readFileSync(onDisk(path, file), 'utf8'));
  }
  assert.equal(
    diagnostics.length > 0,
    basename(path).startsWith('bad-'),
    'bad- cases speak, good- cases are silent',
  );
  for (const { fix } of diagnostics) {
    if (fix)
      assert.ok(
        rule.fixes?.some(({ safe }) => safe === fix.safe),
        '`fixes` tells of it',
      );
  }
  if (diagnostics.some((diagnostic) => diagnostic.fix)) await checkFix(rule, path, texts);
}

/** The files of a case by their paths in it; a case of one file keeps only its extension, for rules see no names. */
function readCase(path: string): Map<string, string> {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile() && !file.includes('.fixed.'))
        .sort()
    : [path];
  return new Map(
    files.map((file) => [
      relative(path, file) || basename(file),
      withoutExpectations(readFileSync(file, 'utf8')),
    ]),
  );
}

function onDisk(path: string, file: string): string {
  return statSync(path).isDirectory() ? join(path, file) : path;
}

/** Fixing must cure every finding that offers a fix, and match `bad-name.fixed.ext`. */
async function checkFix(
  rule: Rule,
  path: string,
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  const { texts: fixed } = await fixInRounds(
    { textOf: (file) => texts.get(file), isWanted: () => true },
    async (changed) => run(rule, new Map([...texts, ...changed])),
  );
  assert.deepEqual(
    run(rule, new Map([...texts, ...fixed])).filter((diagnostic) => diagnostic.fix),
    [],
    'a fixed finding must be gone',
  );
  for (const [file, text] of fixed) {
    const wanted = onDisk(path, file).replace(/(\.\w+)$/, '.fixed$1');
    if (UPDATE) writeFileSync(wanted, text);
    else assert.equal(text, readFileSync(wanted, 'utf8'));
  }
}

/** Facts go through JSON, as from a cache, and come back frozen: a rule that changes them throws. */
function run(rule: Rule, texts: ReadonlyMap<string, string>): Diagnostic[] {
  const facts = withTrees(
    Array.from(texts, ([file, text]) => readFacts(file, text)),
    (file) => texts.get(file),
  );
  const files = JSON.parse(JSON.stringify(facts), (_key, value) => Object.freeze(value));
  const settings = caseSettings([...texts.values()]);
  const clusters = caseClusters([...texts.values()]);
  return lint({ files, context: [], clusters }, [rule], settings).diagnostics.filter(
    (diagnostic) => diagnostic.rule === rule.id,
  );
}
