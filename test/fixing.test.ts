import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { textEdits } from '../src/edits/text-edits.ts';
import type { Diagnostic, Edit, Fix } from '../src/finding.ts';
import { applyFixes, fixInRounds } from '../src/fix.ts';
import { type LintSettings, lint } from '../src/lint.ts';
import { type Project, readProject } from '../src/project/project.ts';
import { rules } from '../src/rules/index.ts';
import { readers } from '../src/run/readers.ts';
import { sayings, without } from './sayings.ts';

const REPOSITORIES = join(import.meta.dirname, '../../shared/corpus/repos');
const isThere = existsSync(REPOSITORIES);

/** So that all there is speaks: a mesh that is about to come, and versions that know of every fix. */
const SETTINGS: LintSettings = {
  migrating: 'yes',
  complete: false,
  severities: new Map(),
  istioVersion: '1.24',
  nginxVersion: '1.25',
};

type Texts = ReadonlyMap<string, string>;

function read(folder: string): Promise<Project> {
  const nothing = { complete: false, context: [], clusters: [] };
  return readProject({ currentDirectory: folder, paths: ['.'], ...nothing }, readers);
}

async function judge(project: Project, texts: Texts): Promise<readonly Diagnostic[]> {
  return lint(await project.withTexts(texts), rules, SETTINGS).diagnostics;
}

function textOf(project: Project): (file: string) => string | undefined {
  return (file) => {
    const found = project.text(file);
    return 'text' in found ? found.text : undefined;
  };
}

/** The words that a fix is about: those it writes, and those it takes away. */
function wordsOf({ edits }: Fix, made: readonly Edit[], text: string): string {
  const removed = made.map(({ at }) => text.slice(at.start, at.end));
  return JSON.stringify([edits, made.map((edit) => edit.text), removed]);
}

/** Each fix by itself: the text can be read, and says the same but for what the fix names. */
function checkAlone(
  finding: Diagnostic,
  fix: Fix,
  original: (file: string) => string | undefined,
): void {
  const made = textEdits(fix, original);
  if (!made) return;
  const { texts } = applyFixes([finding], { textOf: original, isWanted: () => true });
  for (const [file, after] of texts) {
    const before = original(file) ?? '';
    const about = `${finding.rule} in ${file}: ${fix.title}`;
    assert.notEqual(after, before, about);
    assert.equal(after.includes('\r\n'), before.includes('\r\n'), about);
    assert.equal(after.endsWith('\n'), before.endsWith('\n'), about);
    const words = wordsOf(
      fix,
      made.filter(({ at }) => at.file === file),
      before,
    );
    const [then, now] = [sayings(file, before), sayings(file, after)];
    for (const saying of [...without(then, now), ...without(now, then)]) {
      const named = saying.split(/[\s:/[\]"]+/).filter((word) => word.length > 1);
      const last = named.at(-1) ?? '';
      const isRenamed =
        made.some(({ text }) => text !== '' && named.includes(text)) ||
        made.some(({ at }) => at.file === file && named.includes(before.slice(at.start, at.end)));
      assert.ok(words.includes(last) || isRenamed, `${about} changed ${saying}`);
    }
  }
}

function nameOf({ rule, at, message, resource }: Diagnostic): string {
  return `${rule} ${at.file} ${resource?.namespace}/${resource?.name} ${message}`;
}

function errorsIn(found: readonly Diagnostic[]): Set<string> {
  return new Set(found.filter(({ severity }) => severity === 'error').map(nameOf));
}

async function checkAll(project: Project, isWanted: (fix: Fix) => boolean): Promise<number> {
  const original = textOf(project);
  const before = await judge(project, new Map());
  const { texts, cured } = await fixInRounds({ textOf: original, isWanted }, (changed) =>
    judge(project, changed),
  );
  const after = await judge(project, texts);
  const left = new Set(after.map(nameOf));
  for (const finding of cured) assert.ok(!left.has(nameOf(finding)), `left: ${nameOf(finding)}`);
  const again = applyFixes(after, {
    textOf: (file) => texts.get(file) ?? original(file),
    isWanted,
  });
  assert.deepEqual(again.cured.map(nameOf), []);
  const isUnreadable = ({ rule }: Diagnostic): boolean => rule === 'unreadable-file';
  assert.deepEqual(after.filter(isUnreadable).map(nameOf), before.filter(isUnreadable).map(nameOf));
  if (!isWanted({ title: '', edits: [], safe: false })) {
    assert.deepEqual(
      [...errorsIn(after)].filter((name) => !errorsIn(before).has(name)),
      [],
    );
  }
  return cured.length;
}

/** All of them take a minute of a whole processor. */
const EVERY = process.env.CORPUS === 'all' ? 1 : 3;
const repositories = isThere
  ? readdirSync(REPOSITORIES).filter((_, index) => index % EVERY === 0)
  : [];
for (const repository of repositories) {
  test(`fixes in ${repository} change what they name, cure, and are stable`, {
    timeout: 120_000,
  }, async () => {
    const project = await read(join(REPOSITORIES, repository));
    const found = await judge(project, new Map());
    for (const finding of found) if (finding.fix) checkAlone(finding, finding.fix, textOf(project));
    const safe = await checkAll(project, (fix) => fix.safe);
    const all = await checkAll(project, () => true);
    expect(all).toBeGreaterThanOrEqual(safe);
  });
}

test.skipIf(isThere)('fixes in real repositories (skipped: no ../shared)', () => {});
