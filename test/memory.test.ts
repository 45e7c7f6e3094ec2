import assert from 'node:assert/strict';
import { test } from 'vitest';
import { environmentsOf, noEnvironments } from '../src/environments/environments.ts';
import { noTrees, withTrees } from '../src/environments/kustomize/inputs.ts';
import { kustomized, nothingComposed } from '../src/environments/kustomize/kustomize.ts';
import type { FileFacts } from '../src/facts/facts.ts';
import { readFacts } from '../src/facts/read.ts';
import { type LintResult, type LintSettings, lint, lintInSteps } from '../src/lint.ts';
import { type Memory, newMemory } from '../src/memory.ts';
import { declaredIn } from '../src/mesh/objects/declared.ts';
import { rules } from '../src/rules/index.ts';
import { caller, entry } from './cli/repository.ts';

const SETTINGS: LintSettings = { severities: new Map(), migrating: 'auto', complete: false };

function kustomization(...resources: readonly string[]): string {
  return `namespace: shop\nresources: [${resources.join(', ')}]\n`;
}

const MESH = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: mesh }
spec:
  meshConfig: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }
`;

const FILES: Readonly<Record<string, string>> = {
  'mesh/mesh.yaml': MESH,
  'a/kustomization.yaml': kustomization('api.yaml', 'entry.yaml', '../mesh/mesh.yaml'),
  'a/api.yaml': caller('api', 'api.paywell.io'),
  'a/entry.yaml': entry('paywell', 'api.elsewhere.io'),
  'b/kustomization.yaml': kustomization('api.yaml', '../mesh/mesh.yaml'),
  'b/api.yaml': caller('api', 'api.partner.io'),
  'b/Dockerfile': 'FROM nginx:1.27\n',
};

function factsOf(texts: Readonly<Record<string, string>>): FileFacts[] {
  const files = Object.entries(texts).map(([file, text]) => readFacts(file, text));
  return withTrees(files, (file) => texts[file]);
}

/** Runs to the end; `steps` counts the rules that ran. */
function run(files: readonly FileFacts[], memory: Memory): { steps: number; result: LintResult } {
  const inSteps = lintInSteps({ files, context: CONTEXT, clusters: [] }, rules, SETTINGS, memory);
  for (let steps = 0; ; steps++) {
    const step = inSteps.next();
    if (step.done) return { steps, result: step.value };
  }
}

const CONTEXT: readonly FileFacts[] = [];

function fresh(files: readonly FileFacts[]): LintResult {
  return lint({ files, context: CONTEXT, clusters: [] }, rules, SETTINGS);
}

/** Facts that have been made already stay the same objects. */
function changed(before: readonly FileFacts[], file: string, text: string): FileFacts[] {
  const now = before.map((facts) => (facts.file === file ? readFacts(file, text) : facts));
  return withTrees(now, () => text);
}

test('a run with nothing new judges nothing', () => {
  const memory = newMemory();
  const files = factsOf(FILES);
  const first = run(files, memory);
  const second = run(files, memory);
  assert.equal(first.steps, 2 * rules.length);
  assert.equal(second.steps, 0);
  assert.deepEqual(second.result, first.result);
  assert.ok(first.result.diagnostics.length > 0);
});

const EDITS: readonly [what: string, file: string, text: string, environments: number][] = [
  ['a file of one environment', 'a/entry.yaml', entry('paywell', 'api.paywell.io'), 1],
  ['a kustomization', 'b/kustomization.yaml', kustomization('api.yaml'), 1],
  ['a file that two environments share', 'mesh/mesh.yaml', MESH.replace('REGISTRY', 'ANY'), 2],
  ['a file of every environment', 'b/Dockerfile', 'FROM nginx:1.24\n', 2],
  ['nothing but a comment at the end', 'a/api.yaml', `${FILES['a/api.yaml']}# why\n`, 0],
];

for (const [what, file, text, environments] of EDITS) {
  test(`${what}: ${environments} environments are judged, and the result is that of a fresh run`, () => {
    const memory = newMemory();
    const before = factsOf(FILES);
    run(before, memory);
    const after = changed(before, file, text);
    const { steps, result } = run(after, memory);
    assert.equal(steps, environments * rules.length);
    assert.deepEqual(result, fresh(after));
  });
}

test('a run that was given up forgets nothing of what holds again', () => {
  const memory = newMemory();
  const files = factsOf(FILES);
  run(files, memory);
  const input = { context: CONTEXT, clusters: [] };
  const other = changed(files, 'b/Dockerfile', 'FROM nginx:1.24\n');
  lintInSteps({ ...input, files: other }, rules, SETTINGS, memory).next();
  assert.equal(run(files, memory).steps, 0);
});

test('the facts that a kustomization makes of a file are the same object until something in it differs', () => {
  const memory = noEnvironments();
  const made = (files: readonly FileFacts[]): readonly FileFacts[] =>
    environmentsOf(files, { clusters: [], whole: false, memory }).flatMap(({ own }) => own);
  const texts = {
    'a/kustomization.yaml': 'resources: [api.yaml, entry.yaml]\n',
    'a/api.yaml': caller('api', 'api.paywell.io'),
    'a/entry.yaml': entry('paywell', 'api.elsewhere.io'),
  };
  const before = factsOf(texts);
  const [api, other] = made(before);
  const after = made(changed(before, 'a/entry.yaml', entry('paywell', 'api.paywell.io')));
  assert.ok(api !== undefined && after[0] === api);
  assert.notEqual(after[1], other);
  const commented = changed(before, 'a/api.yaml', `${texts['a/api.yaml']}# meshlint ignore-file\n`);
  assert.notEqual(made(commented)[0], api);
});

test('what is composed again after a change is what a fresh composition gives', () => {
  const texts = {
    'base/kustomization.yaml':
      'resources: [api.yaml]\nconfigMapGenerator:\n- { name: own, files: [own.txt] }\n',
    'base/api.yaml': caller('api', 'api.paywell.io'),
    'base/own.txt': 'one',
    'prod/kustomization.yaml': 'resources: [../base, web.yaml]\npatches: [{ path: patch.yaml }]\n',
    'prod/web.yaml': caller('web', 'api.partner.io'),
    'prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\n',
    'test/kustomization.yaml': 'namePrefix: test-\nresources: [../base]\n',
    'other/kustomization.yaml': 'resources: [../prod/web.yaml]\n',
  };
  const environments = (files: readonly FileFacts[], memory = noEnvironments()) =>
    environmentsOf(files, { clusters: [], whole: false, memory });
  const changes: [string, string][] = [
    ['base/api.yaml', caller('api', 'api.elsewhere.io')],
    ['base/own.txt', 'two'],
    ['prod/patch.yaml', '- { op: add, path: /metadata/labels, value: { a: b } }\n'],
    ['prod/web.yaml', caller('shop', 'api.partner.io')],
    ['test/kustomization.yaml', 'namePrefix: try-\nresources: [../base]\n'],
    ['test/kustomization.yaml', 'namePrefix: try-\n'],
  ];
  const memory = noEnvironments();
  let files = factsOf(texts);
  environments(files, memory);
  for (const [file, text] of changes) {
    files = changed(files, file, text);
    assert.deepEqual(environments(files, memory), environments(files), file);
  }
});

test('only what is made of a changed file is composed again', () => {
  const memory = nothingComposed();
  const before = factsOf(FILES);
  const [first, second] = kustomized(before, { memory }).environments;
  const files = changed(before, 'b/api.yaml', caller('api', 'api.paywell.io'));
  const again = kustomized(files, { memory }).environments;
  assert.equal(again[0], first);
  assert.notEqual(again[1], second);
});

test('a file that only a generator takes stays the same facts until it says something else', () => {
  const texts: Record<string, string> = {
    'a/kustomization.yaml': 'configMapGenerator: [{ name: own, files: [own.txt, gone.txt] }]\n',
    'a/own.txt': 'one',
  };
  const files = [readFacts('a/kustomization.yaml', texts['a/kustomization.yaml'] ?? '')];
  const known = noTrees();
  const read = () => withTrees(files, (file) => texts[file], known);
  const [, before, ...others] = read();
  assert.deepEqual([before?.file, others], ['a/own.txt', []]);
  assert.equal(read()[1], before);
  texts['a/own.txt'] = 'two';
  assert.notEqual(read()[1], before);
});

test('other settings, other grounds', () => {
  const memory = newMemory();
  const files = factsOf(FILES);
  run(files, memory);
  const strict = { ...SETTINGS, severities: new Map([['missing-service-entry', 'off' as const]]) };
  const steps = lintInSteps({ files, context: CONTEXT, clusters: [] }, rules, strict, memory);
  let step = steps.next();
  while (!step.done) step = steps.next();
  assert.deepEqual(step.value.diagnostics, []);
});

test('an environment that has gone is forgotten', () => {
  const memory = newMemory();
  const files = factsOf(FILES);
  run(files, memory);
  run(
    files.filter(({ file }) => !file.startsWith('b/')),
    memory,
  );
  assert.deepEqual([...memory.environments.keys()], ['kustomization a']);
});

test('a second declaration elsewhere of what there was once is noticed', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\n';
  const before = factsOf({ ...FILES, 'c/kustomization.yaml': kustomization('service.yaml') });
  const files = [...before, readFacts('c/service.yaml', service)];
  const signature = (all: readonly FileFacts[]): string => declaredIn(() => all).signature();
  const twice = [...files, readFacts('d/service.yaml', service)];
  const thrice = [...twice, readFacts('e/service.yaml', service)];
  assert.notEqual(signature(twice), signature(files));
  assert.equal(signature(thrice), signature(twice));
});
