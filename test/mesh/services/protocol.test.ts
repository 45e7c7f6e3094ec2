import { expect, test } from 'vitest';
import { meshOf, service, the } from '../mesh-of.ts';

test.each([
  [{ name: 'http', port: 80 }, '1.20', 'http'],
  [{ name: 'HTTP-api', port: 80 }, '1.20', 'http'],
  [{ name: 'http_proxy', port: 80 }, '1.20', 'http'],
  [{ name: 'http2-x', port: 80 }, '1.20', 'http2'],
  [{ name: 'grpc-web-x', port: 80 }, '1.20', 'grpc'],
  [{ name: 'grpc', port: 80 }, '1.20', 'grpc'],
  [{ name: 'https', port: 443 }, '1.20', 'https'],
  [{ name: 'tls-x', port: 443 }, '1.20', 'tls'],
  [{ name: 'tcp', port: 80 }, '1.20', 'tcp'],
  [{ name: 'mongo', port: 1 }, '1.20', 'mongo'],
  [{ name: 'redis-x', port: 1 }, '1.20', 'redis'],
  [{ name: 'mysql', port: 1 }, '1.20', 'mysql'],
  [{ name: 'httpx', port: 80 }, '1.20', 'sniffed'],
  [{ name: 'web', port: 80 }, '1.20', 'sniffed'],
  [{ port: 80 }, '1.2', 'tcp'],
  [{ port: 80 }, '1.3', 'sniffed'],
  [{ name: 'web', port: 3306 }, '1.20', 'tcp'],
  [{ name: 'http', port: 3306 }, '1.20', 'http'],
  [{ name: 'http', port: 53, protocol: 'UDP' }, '1.20', 'udp'],
  [{ name: 'tcp', port: 80, appProtocol: 'http' }, '1.20', 'http'],
  [{ name: 'http', port: 80, appProtocol: 'example.org/x' }, '1.20', 'sniffed'],
  [{ name: 'tcp', port: 80, appProtocol: 'http' }, '1.5', 'tcp'],
  [{ port: 80, appProtocol: 'kubernetes.io/h2c' }, '1.20', 'http2'],
  [{ port: 80, appProtocol: 'kubernetes.io/ws' }, '1.20', 'http'],
  [{ port: 80, appProtocol: 'kubernetes.io/wss' }, '1.20', 'https'],
  [{ name: 'constructor', port: 80 }, '1.20', 'sniffed'],
])('%j is, in Istio %s, %s', (port, istioVersion, protocol) => {
  const mesh = meshOf(service('web', 'shop', [port]), { istioVersion });
  expect(the(mesh, 'Service').ports.map(mesh.protocol)).toEqual([protocol]);
});

test.each([
  [{ name: 'http-x', port: 80 }, 'http'],
  [{ name: 'x', port: 80 }, undefined],
  [{ name: 'x', port: 3306 }, undefined],
  [{ name: 'http', port: 80, appProtocol: 'x' }, undefined],
  [{ name: 'x', port: 53, protocol: 'UDP' }, 'udp'],
])('%j states %s', (port, protocol) => {
  const mesh = meshOf(service('web', 'shop', [port]));
  expect(the(mesh, 'Service').ports.map(mesh.statedProtocol)).toEqual([protocol]);
});
