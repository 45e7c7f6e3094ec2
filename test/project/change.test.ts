import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Change, concerns, isTouched, pathsIn } from '../../src/project/change.ts';
import type { Scope } from '../../src/project/scope.ts';

const TOP = mkdtempSync(join(tmpdir(), 'meshlint-change-'));
mkdirSync(join(TOP, '.git'));
mkdirSync(join(TOP, 'deploy'));
writeFileSync(join(TOP, '.gitignore'), 'made/\n*.local.yaml\n');
writeFileSync(join(TOP, 'deploy/.gitignore'), '!keep.local.yaml\nold.yaml\n');
afterAll(() => rmSync(TOP, { recursive: true, force: true }));

const SCOPE: Scope = {
  folders: [TOP],
  files: [join(TOP, 'named.txt')],
  isReported: () => true,
  concerns: () => true,
};

const ADDED: readonly [path: string, isFound: boolean][] = [
  ['a.yaml', true],
  ['deploy/gone/a.yaml', true],
  ['a.txt', false],
  ['named.txt', true],
  ['made/a.yaml', false],
  ['deploy/made/below/a.yaml', false],
  ['a.local.yaml', false],
  ['deploy/a.local.yaml', false],
  ['deploy/keep.local.yaml', true],
  ['keep.local.yaml', false],
  ['deploy/old.yaml', false],
  ['old.yaml', true],
  ['node_modules/a/a.yaml', false],
  ['.git/a.yaml', false],
  ['../beside/a.yaml', false],
];

for (const [path, isFound] of ADDED) {
  test(`${path}, which is not on disk, would ${isFound ? '' : 'not '}have been found there`, () => {
    const contents = new Map([[join(TOP, path), Buffer.from('')]]);
    expect(pathsIn(contents, [], SCOPE)).toEqual(isFound ? [join(TOP, path)] : []);
  });
}

test('files that a state lacks are left out, the others keep their order', () => {
  const [a, b, c] = ['a.yaml', 'b.yaml', 'c.yaml'].map((name) => join(TOP, name));
  if (a === undefined || b === undefined || c === undefined) throw new Error();
  const contents = new Map([
    [a, undefined],
    [b, Buffer.from('')],
  ]);
  expect(pathsIn(contents, [a, c], SCOPE)).toEqual([b, c]);
  expect(pathsIn(new Map(), [a, c], SCOPE)).toEqual([a, c]);
});

const CONCERNED: readonly [change: Partial<Change>, isConcerned: boolean][] = [
  [{}, false],
  [{ touched: new Set([join(TOP, 'a.yaml')]) }, true],
  [{ touched: new Set([join(TOP, 'README.md')]) }, false],
  [{ touched: new Set([join(TOP, 'named.txt')]) }, true],
  [{ touched: new Set([join(TOP, '../a.yaml')]) }, false],
  [{ submodules: [join(TOP, 'library')] }, true],
];

for (const [given, isConcerned] of CONCERNED) {
  test(`${JSON.stringify([...(given.touched ?? given.submodules ?? [])].map((path) => path.slice(TOP.length)))} ${isConcerned ? 'concerns' : 'does not concern'} the project`, () => {
    expect(concerns(changeOf(given), SCOPE)).toBe(isConcerned);
  });
}

test('a submodule touches what it holds, and nothing beside it', () => {
  const change = changeOf({ submodules: ['/shop/library'], touched: new Set(['/shop/a.yaml']) });
  const paths = ['/shop/library/a.yaml', '/shop/library2/a.yaml', '/shop/a.yaml', '/shop/b.yaml'];
  expect(paths.map((path) => isTouched(change, path))).toEqual([true, false, true, false]);
});

function changeOf(given: Partial<Change>): Change {
  return {
    top: TOP,
    touched: new Set(),
    submodules: [],
    now: new Map(),
    before: new Map(),
    ...given,
  };
}
