import { expect, test } from 'vitest';
import { documents, meshOf, object } from '../mesh-of.ts';

const gateway = (name: string, gatewayClassName: string, port: number, address: object) =>
  object('gateway.networking.k8s.io/v1', 'Gateway', name, 'edge', {
    gatewayClassName,
    addresses: [address],
    listeners: [{ name: 'http', port, protocol: 'HTTP' }],
  });
const GKE = 'gke-l7-global-external-managed';
const ip = (value: string) => ({ value });
const named = { type: 'NamedAddress', value: 'shop-ip' };
const service = { type: 'Hostname', value: 'gateway.edge.svc.cluster.local' };

test.each([
  ['one address, two ports', 'istio', [80, ip('192.0.2.1')], [8080, ip('192.0.2.1')], true],
  ['two addresses', 'istio', [80, ip('192.0.2.1')], [80, ip('192.0.2.2')], false],
  ['one Service', 'istio', [80, service], [80, service], false],
  ['one that is filled in', 'istio', [80, ip('${IP}')], [80, ip('${IP}')], false],
  ['another type', GKE, [80, named], [80, ip('shop-ip')], false],
  ['another class, one port', GKE, [80, named], [80, named], true],
  ['another class, two ports', GKE, [80, named], [443, named], false],
] as const)('%s', (_name, className, [port, address], [otherPort, otherAddress], isShared) => {
  const { listeners } = meshOf(
    documents(
      gateway('shop', className, port, address),
      gateway('admin', className, otherPort, otherAddress),
    ),
  );
  const found = listeners.sharedAddresses().map((one) => [one.gateway, ...one.others]);
  expect(found.map((gateways) => gateways.map(({ name }) => name))).toEqual(
    isShared
      ? [
          ['shop', 'admin'],
          ['admin', 'shop'],
        ]
      : [],
  );
});
