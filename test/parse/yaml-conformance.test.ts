import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateYaml, randomNumbers } from './yaml-generator.ts';
import { compareFile, falseSkips, newComparison } from './yaml-oracle.ts';

const repositories = join(import.meta.dirname, '../../../shared/corpus/repos');
const isThere = existsSync(repositories);

/** Each file as large as a generated one, and only every so many of them: `scripts/conformance/yaml.ts` reads all. */
const EVERY = 12;
const LARGEST = 100_000;

const name =
  'the nodes of real files are those of the package yaml, and no document is skipped wrongly';

test.skipIf(!isThere)(
  isThere ? name : `${name} (skipped: no ../shared)`,
  { timeout: 60_000 },
  () => {
    const comparison = newComparison();
    const files = readdirSync(repositories, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .sort();
    for (const file of files.filter((_, index) => index % EVERY === 0)) {
      const text = readFileSync(join(repositories, file), 'utf8');
      if (text.length > LARGEST) continue;
      compareFile(file, text, comparison);
      expect(falseSkips(text).wrong).toEqual([]);
    }
    expect(comparison.differences).toEqual([]);
    expect(comparison.documents).toBeGreaterThan(300);
  },
);

test('the nodes of odd documents are those of the package yaml', () => {
  const comparison = newComparison();
  for (const text of ODD) compareFile('odd.yaml', text, comparison);
  expect(comparison.differences).toEqual([]);
  expect(comparison.onlyYaml + comparison.onlyOurs + comparison.broken).toBe(0);
});

test('the nodes of generated documents are those of the package yaml', () => {
  const comparison = newComparison();
  const random = randomNumbers(3);
  for (let round = 0; round < 2000; round++) {
    const text = generateYaml(random);
    const before = comparison.differences.length;
    compareFile('generated.yaml', text, comparison);
    expect([text, ...comparison.differences.slice(before)]).toEqual([text]);
  }
  const { documents, onlyYaml, onlyOurs } = comparison;
  expect([onlyYaml, onlyOurs]).toEqual([0, 0]);
  expect(documents).toBeGreaterThan(1500);
});

const ODD: readonly string[] = [
  'a: &x {b: 1, "c": [2, 3,], }\nd: *x\n*x : e\n',
  '? a\n: b\n? c\n? |\n  d\n: - e\n',
  '- - - a\n    - b\n  -\n-\n- # c\n  d\n',
  'a: !!str 1\nb: !t {c: d}\ne: &f !g\nh: !!seq\n- i\n',
  '"a": \'b\'\n\'c d\' : "e\\n\\u0041"\n"": ""\n',
  'a: "x\n  y\n\n  z"\nb: \'x\n  y\'\nc: x\n  y\n\n  z\nd: e # f\n',
  'a: |  # c | >\n\n  b\n\n   c\n\n\nd: >2-\n    e\n  f\n  g\nh: |+\n  i\n\n\n',
  '{a: 1, b, "c": , d: {e: }, ? f : g, h: [i: j, {k: l}: m, "n": o]}\n',
  '[a, [b, {}], {}, [], "", \'\', &x y, *x]\n',
  'a:\n- b\n- c: d\n  e: f\n-   g: h\n    i:\n    - j\n',
  'a: &m {b: 1}\nc:\n  <<: *m\n  d: 2\n',
  'a: 1\na: 2\n"a": 3\n',
  'a: {b: 1, # c\n  # d\n  e: 2 # f\n  }\n',
  'a: x:y\nb: x#y\nc: -x\nd: ?x\ne: :x\nf: a, b\ng: a[0]\n',
  '\u00e4: \u{1f600}\n"\u{1f600}": |\n  \u00e4\n',
  'a:   \n\n  # c\n\n  b\n',
  '--- |\n a\n--- >-\n b\n--- "c"\n--- # d\ne\n...\n',
  'a: [\n  b,\n  c\n  ]\nd: {\n  e: f\n  }\n',
];
