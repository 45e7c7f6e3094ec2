import { expect, test } from 'vitest';
import { unreadValues } from '../../../src/mesh/versions/unread-values.ts';
import { meshOf, object } from '../mesh-of.ts';

const operator = (values: object, meshConfig: object = {}): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', { values, meshConfig });
const MTLS = { global: { mtls: { enabled: true } } };
const mode = (word: string) => ({ outboundTrafficPolicy: { mode: word } });

test.each<[string, string, string, string]>([
  ['global.mtls.enabled', operator(MTLS), '1.6', 'global.mtls.enabled'],
  ['it while it was read', operator(MTLS), '1.5', ''],
  ['it switched off', operator({ global: { mtls: { enabled: false } } }), '1.20', ''],
  [
    'a mode',
    operator({ global: mode('REGISTRY_ONLY') }),
    '1.8',
    'global.outboundTrafficPolicy.mode',
  ],
  ['it while it was read', operator({ global: mode('REGISTRY_ONLY') }), '1.7', ''],
  ['the default', operator({ global: mode('ALLOW_ANY') }), '1.20', ''],
  ['both places', operator({ global: mode('REGISTRY_ONLY') }, mode('REGISTRY_ONLY')), '1.20', ''],
  ['the right place', operator({}, mode('REGISTRY_ONLY')), '1.20', ''],
])('%s', (_name, files, istioVersion, expected) => {
  const found = unreadValues(meshOf(files, { istioVersion }));
  expect(found.map(({ path }) => path).join(' ')).toBe(expected);
});

test('values of a chart, where no version is known', () => {
  const files = { 'istiod/values.yaml': 'global:\n  mtls:\n    enabled: true\n' };
  expect(unreadValues(meshOf(files)).map(({ settings }) => settings.source)).toEqual([
    'Helm values istiod/values.yaml',
  ]);
});
