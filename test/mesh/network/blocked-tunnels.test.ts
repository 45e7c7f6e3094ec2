import { expect, test } from 'vitest';
import { deployment, documents, meshOf, namespace, object } from '../mesh-of.ts';

const ambient = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
const container = (probe?: object) => ({
  name: 'web',
  ports: [{ containerPort: 8080 }],
  ...(probe && { readinessProbe: probe }),
});
const web = (probe?: object): string =>
  deployment({ namespace: 'shop', containers: [container(probe)] });
const policy = (ingress: readonly object[]): string =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'x', 'shop', { podSelector: {}, ingress });

/** What does not reach the pods of the Deployment `web`. */
function faults(...files: readonly string[]): string {
  const found = meshOf(documents(...files)).network.blockedTunnels();
  return found.map(({ fault }) => fault).join(' ');
}

const from = [{ podSelector: {} }];
const kubelet = { from: [{ ipBlock: { cidr: '169.254.7.127/32' } }] };
const probe = { httpGet: { port: 8080 } };

test.each<[string, readonly object[], string]>([
  ['nothing', [], 'probes'],
  ['anything', [{}], ''],
  ['pods', [{ from }], 'probes'],
  ['pods, and the kubelet', [{ from }, kubelet], ''],
  ['a port', [{ ports: [{ port: 8080 }] }], 'tunnel'],
  ['a port of pods', [{ from, ports: [{ port: 8080 }] }], 'tunnel probes'],
  ['the port of the tunnel', [{ from, ports: [{ port: 15008 }] }, kubelet], ''],
  ['a range around it', [{ ports: [{ port: 8000, endPort: 16000 }] }], ''],
  ['a port by name', [{ ports: [{ port: 'http' }] }], ''],
  ['a port of UDP', [{ ports: [{ protocol: 'UDP', port: 53 }] }], 'probes'],
  ['all addresses', [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }], ''],
  [
    'all but those of links',
    [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] }],
    'probes',
  ],
])('what lets in %s', (_name, ingress, expected) => {
  expect(faults(ambient, web(probe), policy(ingress))).toBe(expected);
});

test.each<[string, readonly string[], string]>([
  ['no probe', [ambient, web(), policy([{ from }])], ''],
  [
    'a probe inside of the pod',
    [ambient, web({ exec: { command: ['x'] } }), policy([{ from }])],
    '',
  ],
  ['no policy', [ambient, web(probe)], ''],
  ['sidecars', [namespace('shop', { 'istio-injection': 'enabled' }), web(probe), policy([])], ''],
  [
    'policies of another kind',
    [
      ambient,
      web(probe),
      policy([]),
      object('cilium.io/v2', 'CiliumNetworkPolicy', 'x', 'shop', {}),
    ],
    '',
  ],
])('%s', (_name, files, expected) => {
  expect(faults(...files)).toBe(expected);
});
