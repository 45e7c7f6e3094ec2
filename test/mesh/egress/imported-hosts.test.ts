import { expect, test } from 'vitest';
import { importedHosts } from '../../../src/mesh/egress/imported-hosts.ts';
import { documents, meshOf, object, service } from '../mesh-of.ts';

function entry(name: string, hosts: readonly string[], addresses: readonly string[] = []): string {
  const ports = [{ number: 443, name: 'https', protocol: 'HTTPS' }];
  return object('networking.istio.io/v1', 'ServiceEntry', name, 'platform', {
    hosts,
    addresses,
    ports,
  });
}

const mesh = meshOf(
  documents(
    service('cart', 'shop', [{ name: 'http', port: 80 }]),
    service('users', 'accounts', [{ name: 'http', port: 80 }]),
    entry('google', ['*.googleapis.com']),
    entry('database', ['database.internal'], ['10.0.0.7']),
  ),
);

test.each([
  ['cart', []],
  ['cart.shop.svc.cluster.local', []],
  ['users.accounts', ['accounts/users.accounts.svc.cluster.local']],
  ['stock.depot.svc', ['depot/stock.depot.svc.cluster.local']],
  ['stock.depot', ['depot/stock.depot.svc.cluster.local', '*/stock.depot']],
  ['storage.googleapis.com', ['platform/*.googleapis.com']],
  ['api.stripe.com', ['*/api.stripe.com']],
  ['10.0.0.7', ['platform/database.internal']],
  ['10.0.0.8', []],
])('to see %s from shop, %j is imported', (host, imported) => {
  expect(importedHosts(mesh, host, 'shop')).toEqual(imported);
});
