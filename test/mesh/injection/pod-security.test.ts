import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { refusedInjections } from '../../../src/mesh/injection/pod-security.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { deployment, documents, meshOf, namespace, object } from '../mesh-of.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const INJECTED = { 'istio-injection': 'enabled' };
const shop = (labels: Readonly<Record<string, string>>): string => namespace('shop', labels);
const baseline = shop({ ...INJECTED, [ENFORCE]: 'baseline' });
const web = deployment({ namespace: 'shop' });
const operator = (enabled?: boolean): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
    ...(enabled !== undefined && { components: { cni: { enabled } } }),
  });
const node = deployment({ name: 'istio-cni-node', namespace: 'kube-system' });

/** The levels that refuse; with a `?` where the plugin may be there. */
function refusals(files: string, options: Partial<MeshInput> = {}): string {
  return refusedInjections(meshOf(files, options))
    .map(({ level, certain }) => `${level.value.value}${certain ? '' : '?'}`)
    .join(' ');
}

test.each<[string, string, string]>([
  ['baseline', documents(baseline, web, operator()), 'baseline'],
  [
    'restricted',
    documents(shop({ ...INJECTED, [ENFORCE]: 'restricted' }), web, operator(false)),
    'restricted',
  ],
  ['privileged', documents(shop({ ...INJECTED, [ENFORCE]: 'privileged' }), web, operator()), ''],
  [
    'a warning',
    documents(
      shop({ ...INJECTED, 'pod-security.kubernetes.io/warn': 'baseline' }),
      web,
      operator(),
    ),
    '',
  ],
  [
    'a profile with the plugin',
    documents(
      baseline,
      web,
      object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
        profile: 'openshift',
      }),
    ),
    '',
  ],
  [
    'the configuration of the mesh, which says nothing of plugins',
    documents(
      baseline,
      web,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio', namespace: 'istio-system' },
        data: { mesh: 'rootNamespace: istio-system' },
      }),
    ),
    'baseline?',
  ],
  ['the plugin', documents(baseline, web, operator(true)), ''],
  ['its DaemonSet', documents(baseline, web, operator(), node), ''],
  ['no settings', documents(baseline, web), 'baseline?'],
  [
    'settings of gateways alone',
    documents(
      baseline,
      web,
      object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
        profile: 'empty',
        tag: '1.24.1',
        components: { ingressGateways: [{ name: 'x', enabled: true }] },
      }),
    ),
    'baseline?',
  ],
  [
    'no injection',
    documents(shop({ 'istio-injection': 'disabled', [ENFORCE]: 'baseline' }), web, operator()),
    '',
  ],
  [
    'an ambient mesh',
    documents(
      shop({ 'istio.io/dataplane-mode': 'ambient', [ENFORCE]: 'baseline' }),
      web,
      operator(),
    ),
    '',
  ],
  [
    'a managed control plane',
    documents(shop({ 'istio.io/rev': 'asm-managed', [ENFORCE]: 'baseline' }), web),
    '',
  ],
  ['no pods', documents(baseline, operator()), ''],
  [
    'gateways',
    documents(
      baseline,
      operator(),
      deployment({ namespace: 'shop', annotations: { 'inject.istio.io/templates': 'gateway' } }),
    ),
    '',
  ],
])('%s', (_name, files, expected) => {
  expect(refusals(files)).toBe(expected);
});

test('the plugin may be installed from elsewhere in the project', () => {
  const declared = declaredIn(() => [readFacts('cni.yaml', node)]);
  expect(refusals(documents(baseline, web, operator()), { declared })).toBe('');
});

test('pods that are about to come into the mesh', () => {
  const text = documents(shop({ [ENFORCE]: 'baseline' }), web);
  expect(refusals(text, { migrating: true })).toBe('baseline?');
});
