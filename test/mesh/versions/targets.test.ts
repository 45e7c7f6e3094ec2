import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object } from '../mesh-of.ts';

const image = (name: string) => deployment({ name: 'x', containers: [{ name: 'x', image: name }] });
const policy = object('authentication.istio.io/v1alpha1', 'Policy', 'default', 'shop', {});
const rbac = object('rbac.istio.io/v1alpha1', 'ServiceRole', 'all', 'shop', {});
const operator = (spec: object) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', spec);
const route = (version: string) =>
  object(`networking.istio.io/${version}`, 'VirtualService', 'web', 'shop', { hosts: ['web'] });
const chart = (name: string, version: string, dependencies: object[] = []) => ({
  'Chart.yaml': JSON.stringify({ apiVersion: 'v2', name, version, dependencies }),
});

test.each([
  ['nothing', 'kind: X', undefined, 'not stated'],
  ['pilot', image('docker.io/istio/pilot:1.0.2'), '1.0.2', 'image docker.io/istio/pilot:1.0.2'],
  ['a release of its time', image('gcr.io/istio-release/proxyv2:release-1.1-20190101'), '1.1', ''],
  ['Cloud Service Mesh', image('gcr.io/gke-release/asm/pilot:1.14.6-asm.3'), '1.14.6', ''],
  ['a registry with a port', image('registry:5000/istio/pilot:1.9.0'), '1.9.0', ''],
  ['a digest', image('docker.io/istio/pilot:1.9.0@sha256:abc'), '1.9.0', ''],
  [
    'an example of Istio',
    image('docker.io/istio/examples-bookinfo-reviews-v1:1.8.0'),
    undefined,
    '',
  ],
  ['a pilot of others', image('example.org/pilot:3.1.0'), undefined, ''],
  ['a tag that is no version', image('docker.io/istio/pilot:latest'), undefined, ''],
  [
    'the control plane goes before proxies',
    documents(image('istio/proxyv2:1.9.1'), image('istio/pilot:1.8.2')),
    '1.8.2',
    '',
  ],
  [
    'IstioOperator',
    operator({ tag: '1.11.2' }),
    '1.11.2',
    'tag 1.11.2 of IstioOperator istio-system/mesh',
  ],
  ['a chart', chart('istiod', '1.21.0'), '1.21.0', 'chart version 1.21.0'],
  [
    'an umbrella chart',
    chart('platform', '3.0.0', [{ name: 'istio', version: '1.4.9' }]),
    '1.4.9',
    '',
  ],
  ['a chart of that name by others', chart('gateway', '1.2.0'), undefined, ''],
  ['a chart before its release', chart('istiod', '1.0.0'), undefined, ''],
  ['alpha policies', policy, '1.4', 'authentication.istio.io/v1alpha1'],
  ['alpha roles', rbac, '1.5', ''],
  ['v1 routes', route('v1'), undefined, 'networking.istio.io/v1, Istio 1.22 or newer'],
  [
    'old and new kinds',
    documents(policy, route('v1beta1')),
    undefined,
    'networking.istio.io/v1beta1, Istio 1.5 or newer',
  ],
  ['kinds of one age', documents(policy, route('v1alpha3')), '1.4', ''],
  ['a file of the release', { 'istio-demo-auth.yaml': 'kind: X' }, '1.3', 'istio-demo-auth.yaml'],
])('Istio by %s', (_name, files, version, from) => {
  const { istio } = meshOf(files).targets;
  expect(istio.version).toBe(version);
  if (from !== '') expect(istio.from).toBe(from);
});

test('what the user says goes before all evidence', () => {
  const { targets } = meshOf(image('istio/pilot:1.0.2'), {
    istioVersion: '1.30',
    kubernetesVersion: '1.29',
    nginxVersion: '1.25.1',
  });
  expect(targets.istio).toEqual({ version: '1.30', from: '--istio-version 1.30' });
  expect([targets.kubernetes.version, targets.nginx.version]).toEqual(['1.29', '1.25.1']);
});
