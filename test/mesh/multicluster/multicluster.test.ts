import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { documents, meshOf, object } from '../mesh-of.ts';

const web = (spec: object, inNamespace = 'shop') =>
  object('v1', 'Service', 'web', inNamespace, spec);
const ports = (port: object) => ({ ports: [{ name: 'http', port: 80, ...port }] });

test.each([
  ['the same', ports({}), ports({}), []],
  ['a type that is the default', {}, { type: 'ClusterIP' }, []],
  ['a protocol that is the default', ports({}), ports({ protocol: 'TCP' }), []],
  ['ports of nodes and targets', ports({ nodePort: 1, targetPort: 2 }), ports({ nodePort: 3 }), []],
  ['the type', {}, { type: 'NodePort' }, ['type']],
  ['headless', {}, { clusterIP: 'None' }, ['headless']],
  ['the name of a port', ports({}), ports({ name: 'tcp' }), ['ports']],
  ['the protocol of a port', ports({}), ports({ appProtocol: 'grpc' }), ['ports']],
  ['everything', ports({}), { type: 'NodePort', clusterIP: 'None' }, ['headless', 'type', 'ports']],
])('Services of two clusters: %s', (_name, here, there, wanted) => {
  const otherClusters = [{ name: 'west', files: [readFacts('west.yaml', web(there))] }];
  const found = meshOf(web(here), { otherClusters }).multicluster.inconsistentServices();
  expect(found.flatMap(({ differences }) => differences)).toEqual(wanted);
});

test('Services of other namespaces are others', () => {
  const otherClusters = [{ name: 'west', files: [readFacts('west.yaml', web(ports({}), 'data'))] }];
  expect(meshOf(web({}), { otherClusters }).multicluster.inconsistentServices()).toEqual([]);
});

const networks = (registry: string, multiCluster: object = {}) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    values: {
      global: { multiCluster, meshNetworks: { n: { endpoints: [{ fromRegistry: registry }] } } },
    },
  });
const secret = (key: string, label: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'x', namespace: 'istio-system', labels: { 'istio/multiCluster': label } },
    data: { [key]: 'eA==' },
  });

test.each([
  ['built in', networks('Kubernetes'), ''],
  ['built in, in other letters', networks('kubernetes'), 'kubernetes'],
  ['the own cluster', networks('east', { clusterName: 'east' }), ''],
  ['a remote cluster', documents(networks('west'), secret('west', 'true')), ''],
  ['another remote cluster', documents(networks('wst'), secret('west', 'true')), 'wst'],
  ['a Secret of something else', documents(networks('west'), secret('x', 'false')), ''],
  ['filled in', documents(networks('${C}'), secret('west', 'true')), ''],
])('registries: %s', (_name, files, wanted) => {
  const found = meshOf(files).multicluster.unknownRegistries();
  expect(found.map(({ registry }) => registry.value).join()).toBe(wanted);
});

test('in complete files every cluster has its Secret', () => {
  const { multicluster } = meshOf(networks('west'), { complete: true });
  expect(multicluster.unknownRegistries()).toHaveLength(1);
});
