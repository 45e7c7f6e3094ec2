import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const gateway = (name: string, selector: object, ...servers: readonly object[]) =>
  object('networking.istio.io/v1', 'Gateway', name, 'shop', { selector, servers });
const server = (number: number, protocol: string, hosts: readonly string[], more: object = {}) => ({
  port: { number, protocol },
  hosts,
  ...more,
});
const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
  components: { ingressGateways: [{ name: 'door', label: { door: 'yes' } }] },
});
const off = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
  meshConfig: { ingressControllerMode: 'OFF' },
});
const istios = { istio: 'ingressgateway' };

test.each([
  ['a workload', { app: 'web' }, deployment({}), '1 0'],
  [
    'a workload and its Service',
    { app: 'web' },
    documents(deployment({}), service('web', '', [])),
    '1 1',
  ],
  ['a Service alone', { app: 'web' }, service('web', 'edge', []), '0 1'],
  ['an installer', { door: 'yes' }, operator, '0 0 by an installer'],
  ['nothing, beside an installer', { door: 'no' }, operator, 'missing'],
  ['nothing, beside a gateway', { door: 'no' }, deployment({ labels: istios }), 'missing'],
  ['nothing, beside an application', { door: 'no' }, deployment({}), 'unknown'],
  ["Istio's own", istios, 'kind: X', 'unknown'],
  ['one of the chart', { istio: 'partners' }, operator, 'unknown'],
  ['filled in', { app: '${APP}' }, operator, 'unknown'],
  ['no selector', {}, operator, 'unknown'],
])('proxies: %s', (_name, selector, beside, wanted) => {
  const mesh = meshOf(documents(gateway('web', selector), beside));
  const found = mesh.listeners.proxies(the(mesh, 'IstioGateway'));
  const words =
    typeof found === 'string'
      ? found
      : [found.workloads.length, found.services.length, found.made].join(' ').trim();
  expect(words).toBe(wanted);
});

test.each([
  ["Istio's own", istios, 'kind: X', 'with Istio'],
  ["Istio's own, switched off", istios, off, 'missing'],
  ['another', { istio: 'egressgateway' }, 'kind: X', 'missing'],
])('proxies of complete files: %s', (_name, selector, beside, wanted) => {
  const mesh = meshOf(documents(gateway('web', selector), beside), { complete: true });
  const found = mesh.listeners.proxies(the(mesh, 'IstioGateway'));
  expect(typeof found === 'string' ? found : found.made).toBe(wanted);
});

const pod = (hostNetwork: boolean) => deployment({ hostNetwork, labels: { door: 'yes' } });
const front = (name: string, ...ports: readonly object[]) =>
  object('v1', 'Service', name, '', { selector: { door: 'yes' }, ports });

test.each([
  [
    'number and target',
    documents(pod(false), front('a', { port: 80, targetPort: 8080 })),
    [80, 8080],
  ],
  ['a named target', documents(pod(false), front('a', { port: 80, targetPort: 'http' })), [80]],
  ['UDP', documents(pod(false), front('a', { port: 80 }, { port: 53, protocol: 'UDP' })), [80]],
  ['two Services', documents(front('a', { port: 80 }), front('b', { port: 443 })), [80, 443]],
  ['no Service', pod(false), undefined],
  ["the host's network", documents(pod(true), front('a', { port: 80 })), undefined],
  ['an installer', documents(operator, front('a', { port: 80 })), undefined],
  ['variants', documents(front('a', { port: 80 }), front('a', { port: 443 })), undefined],
])('ports: %s', (_name, beside, wanted) => {
  const mesh = meshOf(documents(gateway('web', { door: 'yes' }), beside));
  expect(mesh.listeners.exposedPorts(the(mesh, 'IstioGateway'))?.ports).toEqual(wanted);
});

const tls = { tls: { mode: 'SIMPLE', credentialName: 'x' } };

test.each([
  ['HTTP for one host', server(80, 'HTTP', ['a']), server(80, 'HTTP2', ['a']), ''],
  ['HTTP and TCP', server(80, 'HTTP', ['a']), server(80, 'TCP', ['b']), 'left port, right port'],
  [
    'HTTP and HTTPS',
    server(443, 'HTTP', ['a']),
    server(443, 'HTTPS', ['b'], tls),
    'left port, right port',
  ],
  ['TCP and TCP', server(80, 'TCP', ['a']), server(80, 'MONGO', ['b']), 'left port, right port'],
  ['other ports', server(80, 'TCP', ['a']), server(81, 'TCP', ['a']), ''],
  ['other addresses', server(80, 'TCP', ['a'], { bind: '10.0.0.1' }), server(80, 'TCP', ['a']), ''],
  [
    'TLS for one host',
    server(443, 'TLS', ['A'], tls),
    server(443, 'HTTPS', ['a'], tls),
    'left host, right host',
  ],
  ['TLS for other hosts', server(443, 'TLS', ['*.a'], tls), server(443, 'TLS', ['b.a'], tls), ''],
  [
    'TLS for other namespaces',
    server(443, 'TLS', ['x/a'], tls),
    server(443, 'TLS', ['y/a'], tls),
    '',
  ],
  [
    'TLS for all namespaces',
    server(443, 'TLS', ['*/a'], tls),
    server(443, 'TLS', ['y/a'], tls),
    'left host, right host',
  ],
  ['no protocol', { port: { number: 80 }, hosts: ['a'] }, server(80, 'TCP', ['a']), ''],
  ['filled in', server(443, 'TLS', ['${H}'], tls), server(443, 'TLS', ['${H}'], tls), ''],
])('conflicts: %s', (_name, left, right, wanted) => {
  const conflicts = (...objects: readonly string[]) =>
    meshOf(documents(...objects))
      .listeners.conflicts()
      .map((conflict) => `${conflict.gateway.name} ${conflict.kind}`)
      .join(', ');
  const wide = { ...istios, app: 'x' };
  expect(conflicts(gateway('left', istios, left), gateway('right', istios, right))).toBe(wanted);
  expect(conflicts(gateway('left', istios, left), gateway('right', wide, right))).toBe('');
  const both = deployment({ name: 'x', labels: istios });
  expect(conflicts(gateway('left', istios, left), gateway('right', wide, right), both)).toBe(
    wanted,
  );
});

test('a host written twice in one Gateway', () => {
  const { listeners } = meshOf(gateway('web', istios, server(80, 'HTTP', ['a', './a', 'b'])));
  expect(listeners.conflicts().map(({ kind, host }) => `${kind} ${host?.value}`)).toEqual([
    'repeated a',
    'repeated ./a',
  ]);
});

test.each([
  ['one Secret', server(443, 'HTTPS', ['a'], tls), server(443, 'HTTPS', ['b'], tls), 2],
  ['on other ports', server(443, 'HTTPS', ['a'], tls), server(8443, 'HTTPS', ['b'], tls), 0],
  [
    'passed on',
    server(443, 'TLS', ['a'], tls),
    server(443, 'TLS', ['b'], { tls: { mode: 'PASSTHROUGH', credentialName: 'x' } }),
    0,
  ],
  [
    'files',
    server(443, 'TLS', ['a'], { tls: { mode: 'SIMPLE', serverCertificate: 'c', privateKey: 'k' } }),
    server(443, 'TLS', ['b'], { tls: { mode: 'SIMPLE', serverCertificate: 'c', privateKey: 'k' } }),
    2,
  ],
])('one certificate: %s', (_name, left, right, wanted) => {
  const shared = (selector: object) =>
    meshOf(
      documents(gateway('left', istios, left), gateway('right', selector, right)),
    ).listeners.sharedCertificates();
  expect(shared(istios)).toHaveLength(wanted);
  expect(shared({ ...istios, app: 'x' })).toHaveLength(wanted);
  expect(shared({ istio: 'other' })).toHaveLength(0);
});
