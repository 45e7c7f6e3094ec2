import { expect, test } from 'vitest';
import { VALUE_CHECKS } from '../../../src/mesh/annotations/annotation-values.ts';
import { KNOWN_ANNOTATIONS, LABELS_ONLY } from '../../../src/mesh/annotations/known-annotations.ts';
import { deployment, meshOf } from '../mesh-of.ts';

const on = (kind: string, name: string, value = 'x', more = {}): string =>
  JSON.stringify({
    apiVersion: kind === 'Gateway' ? 'gateway.networking.k8s.io/v1' : 'v1',
    kind,
    metadata: { name: 'x', annotations: { [name]: value }, ...more },
  });
const onPods = (name: string, value: string, labels = {}): string =>
  deployment({ annotations: { [name]: value }, labels });

const PORTS = 'traffic.sidecar.istio.io/excludeInboundPorts';

const FAULTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['none of Istio', onPods('example.org/x', ''), []],
  ['a name that ends alike', onPods('notistio.io/x', ''), []],
  ["the operator's own", on('Service', 'install.operator.istio.io/x'), []],
  ['written by Istio', onPods('sidecar.istio.io/status', '{}'), []],
  ['a templated name', onPods('sidecar.istio.io/{{ x }}', ''), []],
  ['unknown', onPods('sidecar.istio.io/proxyCpu', '1'), ['unknown']],
  ['a label', on('Namespace', 'istio-injection', 'enabled'), ['label']],
  ['not listed, and read all the same', onPods('sidecar.istio.io/capNetBindService', 'true'), []],
  ['in its place', onPods('proxy.istio.io/config', '{}'), []],
  ['on the workload', on('ReplicationController', 'proxy.istio.io/config'), ['not-on-template']],
  ['on another kind', on('Namespace', 'proxy.istio.io/config'), ['misplaced']],
  ['for a Service, on pods', onPods('traffic.istio.io/nodeSelector', '{}'), ['misplaced']],
  ['anywhere', on('Service', 'gateway.istio.io/controller-version'), []],
  ['handed on by a Gateway', on('Gateway', 'proxy.istio.io/config'), []],
  ['no port', onPods(PORTS, '80,http'), ['invalid']],
  ['filled in later', onPods(PORTS, '${PORT}'), ['alpha']],
  ['filled in by kustomize', onPods(PORTS, 'HTTP_PORT_PLACEHOLDER'), ['alpha']],
  ['a value in the wrong place', on('Namespace', PORTS, 'http'), ['misplaced']],
  ['set by the CNI plugin', on('Pod', PORTS, '15020'), []],
  ['deprecated', onPods('sidecar.istio.io/inject', 'false'), ['deprecated']],
  [
    'deprecated, with its successor',
    onPods('sidecar.istio.io/inject', 'false', { 'sidecar.istio.io/inject': 'false' }),
    [],
  ],
];

test.each(FAULTS)('%s', (_name, files, expected) => {
  expect(meshOf(files).annotationFaults.map(({ fault }) => fault)).toEqual(expected);
});

test('up to Istio 1.9 the injection annotation has no successor', () => {
  const mesh = meshOf(onPods('sidecar.istio.io/inject', 'false'), { istioVersion: '1.9' });
  expect(mesh.annotationFaults).toEqual([]);
});

test('each annotation is listed once, and none is a label', () => {
  expect(KNOWN_ANNOTATIONS.size).toBe(68 + 13);
  expect(LABELS_ONLY.filter((name) => KNOWN_ANNOTATIONS.has(name))).toEqual([]);
  expect([...VALUE_CHECKS.keys()].filter((name) => !KNOWN_ANNOTATIONS.has(name))).toEqual([]);
  expect([...KNOWN_ANNOTATIONS].filter(([, { kinds }]) => kinds.length === 0)).toEqual([]);
});

const VALUES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [PORTS, ['', '80', '80, 443 ,1'], ['80;443', '65536', '-1', '80,']],
  ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '', '80'], ['* ', 'all']],
  [
    'traffic.sidecar.istio.io/includeOutboundIPRanges',
    ['*', '', '10.0.0.0/8,fd00::/8'],
    ['10.0.0.0', '10.0.0.0/8, 11.0.0.0/8', '10.0.0.0/33', '*,10.0.0.0/8', '8/8'],
  ],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ['', '10.0.0.0/8'], ['*']],
  ['status.sidecar.istio.io/port', ['0', ' 15020 '], ['', 'x', '1.5']],
  [
    'readiness.status.sidecar.istio.io/periodSeconds',
    ['0', '4294967295'],
    ['', '4294967296', '-1', '2s'],
  ],
  ['sidecar.istio.io/interceptionMode', ['REDIRECT', 'TPROXY', 'NONE'], ['', 'none']],
  [
    'istio.io/reroute-virtual-interfaces',
    ['', 'eth0,net_1.2'],
    ['0eth', 'an-interface-too-long', 'a, b'],
  ],
  ['prometheus.istio.io/merge-metrics', ['1', 't', 'False'], ['yes', 'tRUE', '']],
  ['sidecar.istio.io/proxyCPU', ['1', '100m', '0.5', '1e3', '2Gi', '.5'], ['', '1 Gi', '1MB', 'm']],
];

test.each(VALUES)('values of %s', (name, valid, invalid) => {
  const check = VALUE_CHECKS.get(name);
  expect(valid.filter((value) => !check?.isValid(value))).toEqual([]);
  expect(invalid.filter((value) => check?.isValid(value))).toEqual([]);
});
