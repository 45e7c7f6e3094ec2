import { expect, test } from 'vitest';
import type { FileFacts } from '../../../src/facts/facts.ts';
import { emptyFacts, readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { answerDeclared } from '../../../src/mesh/objects/known-declared.ts';
import { service } from '../mesh-of.ts';

function template(file: string, skipped: FileFacts['skipped'] = 'helm-template'): FileFacts {
  return skipped ? { ...emptyFacts(file), skipped } : emptyFacts(file);
}

const FILES = [
  template('helm/oven/templates/api-gateway.yaml'),
  template('helm/oven/charts/dough-mill/templates/deep/service.yaml'),
  template('all-in-one/templates/till.yaml.tmpl', 'template'),
  template('docs/templates/letter.pdf', 'binary'),
  template('kubernetes/web.yaml.j2', 'template'),
  template('my-templates/flour.yaml', 'template'),
];

test.each([
  ['holds the chart', 'oven-api', true],
  ['is the chart', 'oven', true],
  ['holds the chart behind the release', 'prod-oven', true],
  ['holds its letters alone', 'ovens', false],
  ['holds a chart of two words', 'prod-dough-mill-web', true],
  ['holds one of the two', 'dough-web', false],
  ['is called like the template', 'api-gateway', true],
  ['is called like a template with another ending', 'till', true],
  ['holds the name of a template', 'first-till', false],
  ['is called like what is no template', 'letter', false],
  ['is called like a template of no chart', 'web', false],
  ['is called like one in a folder that is no chart', 'flour', false],
])('a Service whose name %s: %s, %s', (_what, name, wanted) => {
  const declared = declaredIn(() => FILES);
  expect(declared.has('Service', { name, namespace: 'shop' })).toBe(wanted);
  expect(declared.has('IstioGateway', { name, namespace: 'shop' })).toBe(false);
});

test('a chart at the top of the project has no name that tells', () => {
  const declared = declaredIn(() => [template('templates/api.yaml')]);
  expect(declared.has('Service', { name: 'templates', namespace: '' })).toBe(false);
  expect(declared.has('Service', { name: 'api', namespace: '' })).toBe(true);
});

test('answers are not kept when a file becomes a template', () => {
  const file = 'oven/templates/a.yaml';
  const others = [readFacts('web.yaml', service('web', 'shop', []))];
  const declaredOf = answerDeclared();
  const before = declaredOf([emptyFacts(file), ...others]);
  const now = declaredOf([template(file, 'template'), ...others]);
  expect(now).not.toBe(before);
  expect(now.signature()).not.toBe(before.signature());
  expect(now.has('Service', { name: 'oven', namespace: '' })).toBe(true);
});
