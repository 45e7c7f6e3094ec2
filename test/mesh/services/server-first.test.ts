import { expect, test } from 'vitest';
import { documents, meshOf, object, service, the } from '../mesh-of.ts';

/** The protocol of a port that hangs. */
function stalled(port: object, istioVersion = '1.20', settings: object = {}): string | undefined {
  const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
    meshConfig: settings,
  });
  const mesh = meshOf(documents(service('web', 'shop', [port]), operator), { istioVersion });
  const [only] = the(mesh, 'Service').ports;
  return only && mesh.services.stalled(only);
}

test.each<[object, string | undefined]>([
  [{ name: 'smtp', port: 1025 }, 'SMTP'],
  [{ name: 'SMTP-relay', port: 2525 }, 'SMTP'],
  [{ name: 'sftp', port: 2222 }, 'SSH'],
  [{ name: 'client', port: 4222 }, 'NATS'],
  [{ port: 22 }, 'SSH'],
  [{ name: 'mariadb', port: 3307 }, 'MySQL'],
  [{ name: 'mariadb', port: 3306 }, undefined],
  [{ name: 'smtp', port: 25 }, undefined],
  [{ name: 'tcp-smtp', port: 587 }, undefined],
  [{ name: 'smtp', port: 587, appProtocol: 'tcp' }, undefined],
  [{ name: 'http', port: 22 }, undefined],
  [{ name: 'smtp', port: 587, protocol: 'UDP' }, undefined],
  [{ name: 'nats-metrics', port: 7777 }, undefined],
  [{ name: 'smtp-tls', port: 465 }, undefined],
  [{ name: 'postgres', port: 5432 }, undefined],
  [{ name: 'web', port: 8080 }, undefined],
])('%j: %s', (port, protocol) => {
  expect(stalled(port)).toBe(protocol);
});

test.each<[string, object, string | undefined]>([
  ['1.2', {}, undefined],
  ['1.7', {}, undefined],
  ['1.8', {}, 'SMTP'],
  ['1.20', { protocolDetectionTimeout: '5s' }, undefined],
  ['1.20', { protocolDetectionTimeout: '0s' }, 'SMTP'],
  ['1.7', { protocolDetectionTimeout: '0ms' }, 'SMTP'],
])('Istio %s with %j: %s', (version, settings, protocol) => {
  expect(stalled({ name: 'smtp', port: 1025 }, version, settings)).toBe(protocol);
});
