import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const PREFIX = 'traffic.sidecar.istio.io/';
const pods = (annotations: Record<string, string> = {}, labels: Record<string, string> = {}) =>
  deployment({
    namespace: 'shop',
    labels: { 'sidecar.istio.io/inject': 'true', ...labels },
    annotations,
    containers: [{ name: 'web', ports: [{ containerPort: 8080 }] }],
  });
const outside = deployment({ namespace: 'shop', labels: { 'sidecar.istio.io/inject': 'false' } });
const inject = (key: string, value: string) => pods({ [PREFIX + key]: value });

test.each([
  ['a port', pods(), 8080, '1.20', true],
  ['an undeclared port', pods(), 9090, '1.20', true],
  ['an excluded port', inject('excludeInboundPorts', '22, 8080'), 8080, '1.20', false],
  ['a templated list', inject('excludeInboundPorts', '${PORTS}'), 8080, '1.20', false],
  ['not among the included', inject('includeInboundPorts', '8081'), 8080, '1.20', false],
  ['among the included', inject('includeInboundPorts', '8080'), 8080, '1.20', true],
  ['all included', inject('includeInboundPorts', '*'), 8080, '1.20', true],
  ['none included', inject('includeInboundPorts', ''), 8080, '1.20', false],
  ['health of the proxy', pods(), 15021, '1.20', false],
  ['SSH, 1.12', pods(), 22, '1.12', false],
  ['SSH, 1.13', pods(), 22, '1.13', true],
  [
    'nothing redirected',
    pods({ 'sidecar.istio.io/interceptionMode': 'NONE' }),
    8080,
    '1.20',
    false,
  ],
  ['no sidecar', outside, 8080, '1.20', false],
  [
    'an ambient pod',
    deployment({ labels: { 'istio.io/dataplane-mode': 'ambient' } }),
    8080,
    '1.24',
    false,
  ],
  ['a gateway', pods({}, { istio: 'ingressgateway' }), 8080, '1.20', false],
])('inbound: %s', (_name, files, port, istioVersion, answer) => {
  const mesh = meshOf(files, { istioVersion });
  expect(mesh.capturesInbound(the(mesh, 'Workload'), port)).toBe(answer);
});

test('up to Istio 1.2 only declared ports are captured', () => {
  const injected = documents(
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
    }),
    pods(),
  );
  const mesh = meshOf(injected, { istioVersion: '1.2' });
  const workload = the(mesh, 'Workload');
  expect([8080, 9090].map((port) => mesh.capturesInbound(workload, port))).toEqual([true, false]);
});

const ranges = (key: string, value: string) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    values: { global: { proxy: { [key]: value } } },
  });
const db = service('db', 'shop', [{ port: 5432 }]);

test.each([
  ['a host', pods(), 'api.example.org', 443, true],
  ['loopback', pods(), '127.0.0.1', 80, false],
  ['loopback by name', pods(), 'localhost', 80, false],
  ['loopback, IPv6', pods(), '::1', 80, false],
  ['an address', pods(), '8.8.8.8', 443, true],
  ['an excluded port', inject('excludeOutboundPorts', '3306,443'), 'api.example.org', 443, false],
  [
    'an excluded address',
    inject('excludeOutboundIPRanges', '169.254.169.254/32'),
    '169.254.169.254',
    80,
    false,
  ],
  [
    'another excluded address',
    inject('excludeOutboundIPRanges', '10.0.0.0/8'),
    '8.8.8.8',
    80,
    true,
  ],
  [
    'private ranges, a public host',
    inject('includeOutboundIPRanges', '10.0.0.0/8,172.16.0.0/12'),
    'api.example.org',
    443,
    false,
  ],
  [
    'private ranges, a Service',
    documents(inject('includeOutboundIPRanges', '10.0.0.0/8'), db),
    'db',
    5432,
    true,
  ],
  [
    'private ranges, a private address',
    inject('includeOutboundIPRanges', '10.0.0.0/8'),
    '10.1.2.3',
    80,
    true,
  ],
  ['no ranges', inject('includeOutboundIPRanges', ''), 'api.example.org', 443, false],
  [
    'no ranges but the port',
    pods({ [`${PREFIX}includeOutboundIPRanges`]: '', [`${PREFIX}includeOutboundPorts`]: '443' }),
    'api.example.org',
    443,
    true,
  ],
  [
    'ranges of the mesh',
    documents(pods(), ranges('includeIPRanges', '10.0.0.0/8')),
    'api.example.org',
    443,
    false,
  ],
  [
    'all ranges of the mesh',
    documents(pods(), ranges('includeIPRanges', '*')),
    'api.example.org',
    443,
    true,
  ],
  [
    'ports of the mesh',
    documents(pods(), ranges('excludeOutboundPorts', '443')),
    'api.example.org',
    443,
    false,
  ],
  ['no sidecar', outside, 'api.example.org', 443, false],
])('outbound: %s', (_name, files, host, port, answer) => {
  const mesh = meshOf(files);
  expect(mesh.capturesOutbound(the(mesh, 'Workload'), host, port)).toBe(answer);
});
