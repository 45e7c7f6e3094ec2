import { expect, test } from 'vitest';
import { injectingLabel, meantAnswer } from '../../../src/mesh/injection/labels.ts';
import { documents, meshOf, namespace, object } from '../mesh-of.ts';

const plane = (revision?: string): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', `plane-${revision}`, 'istio-system', {
    revision,
  });
const ENABLED = { key: 'istio-injection', value: 'enabled' };

const LABELS: readonly (readonly [string, string, object | undefined])[] = [
  ['nothing is known', namespace('shop'), ENABLED],
  ['a control plane without a revision', plane(), ENABLED],
  ['one with a revision', plane('1-27'), { key: 'istio.io/rev', value: '1-27' }],
  ['one of each', documents(plane('1-27'), plane()), ENABLED],
  ['a revision that a template fills in', plane('{{ x }}'), ENABLED],
  ['an ambient mesh', namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), undefined],
];

test.each(LABELS)('the label that injects: %s', (_name, files, expected) => {
  expect(injectingLabel(meshOf(files))).toEqual(expected);
});

test.each([
  ['yes', true],
  ['True', true],
  ['enable', true],
  ['off', false],
  ['N', false],
  ['maybe', undefined],
  ['', undefined],
])('%j says %j', (word, expected) => {
  expect(meantAnswer(word)).toBe(expected);
});
