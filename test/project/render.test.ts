import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { onTestFinished, test } from 'vitest';
import { run } from '../../src/project/program.ts';
import { findProgram } from '../../src/project/render/find-program.ts';
import { withoutSchemas } from '../../src/project/render/lean-copy.ts';
import { plainWords, sideBySide } from '../../src/project/render/workshop.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    note: |
      spec: in a text
  name: a.x.io
spec:
  group: x.io
  versions:
# a comment at the margin
  - name: v1
`;
const SERVICE = 'apiVersion: v1\nkind: Service\nspec:\n  type: ClusterIP\n';

test.each([
  ['a file without any', SERVICE, SERVICE],
  ['the end of a file', CRD, CRD.slice(0, CRD.indexOf('\nspec:') + 1)],
  [
    'before a key at the margin',
    `${CRD}status: {}\nextra: 1\n`,
    `${CRD.slice(0, CRD.indexOf('\nspec:') + 1)}extra: 1\n`,
  ],
  [
    'among other documents',
    `${SERVICE}---\n${CRD}---\n${SERVICE}`,
    `${SERVICE}---\n${CRD.slice(0, CRD.indexOf('\nspec:') + 1)}---\n${SERVICE}`,
  ],
  [
    'a text that speaks of one',
    `${SERVICE}# kind: CustomResourceDefinition\n`,
    `${SERVICE}# kind: CustomResourceDefinition\n`,
  ],
])('schemas are left out: %s', (_about, text, expected) => {
  assert.equal(withoutSchemas(text), expected);
});

test.each([
  ['error: no such file "/x/copy/a.yaml"', 'no such file "copy/a.yaml"'],
  ['# Warning: old\nError: a\n  b\n', 'a b'],
  [
    'E1126 00:36:20.70 30114 run.go:72] "command failed" err="loading: \\"x\\" is not there"\n',
    'loading: "x" is not there',
  ],
  ['', 'it fails without a word'],
  ['a'.repeat(400), `${'a'.repeat(300)}…`],
])('words of a program: %j', (said, expected) => {
  assert.equal(plainWords(said, '/x'), expected);
});

test('programs are looked for in absolute folders alone, and must be allowed to run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'kubectl'), '');
  writeFileSync(join(folder, 'kustomize'), '');
  chmodSync(join(folder, 'kubectl'), 0o755);
  const path = `bin::.:/nowhere:${folder}`;
  assert.equal(findProgram(['kustomize', 'kubectl'], path), join(folder, 'kubectl'));
  assert.equal(findProgram(['kustomize'], path), undefined);
});

const node = (text: string, limits: { mostOutput?: number; longest?: number } = {}) =>
  run({ program: process.execPath, args: ['-e', text], folder: '.', mostOutput: 1000, ...limits });

test('a program that takes too long, writes too much, or is not there', async () => {
  assert.deepEqual(await node('setInterval(() => {}, 1000)', { longest: 300 }), {
    trouble: 'it took too long',
  });
  assert.deepEqual(await node("console.log('x'.repeat(2000))"), { trouble: 'it writes too much' });
  assert.match(
    JSON.stringify(await run({ program: '/nowhere/x', args: [], folder: '.', mostOutput: 1 })),
    /cannot be started/,
  );
  assert.deepEqual(await node("console.log('ä'); console.error('e'); process.exitCode = 3"), {
    status: 3,
    stdout: 'ä\n',
    stderr: 'e\n',
  });
});

test('results of work that is done side by side have the order of the items', async () => {
  const wait = (milliseconds: number): Promise<number> =>
    new Promise((resolve) => setTimeout(() => resolve(milliseconds), milliseconds));
  assert.deepEqual(await sideBySide([30, 1, 20, 2], wait), [30, 1, 20, 2]);
});
