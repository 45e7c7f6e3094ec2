import { expect, test } from 'vitest';
import { documents, meshOf, namespace, object, service, the } from '../mesh-of.ts';

const port = { name: 'http', port: 80 };
const entry = (host: string, inNamespace: string): string =>
  object('networking.istio.io/v1', 'ServiceEntry', host.replace(/\W/g, '-'), inNamespace, {
    hosts: [host],
    resolution: 'DNS',
    ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
  });
const routes = (host: string, gateway: string, inNamespace: string): string =>
  object('networking.istio.io/v1', 'VirtualService', 'x', inNamespace, {
    hosts: [host],
    gateways: [gateway],
    http: [{ route: [{ destination: { host: 'web' } }] }],
  });
const exported = (name: string, exportTo: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'team',
      annotations: { 'networking.istio.io/exportTo': exportTo },
    },
    spec: { ports: [port] },
  });
const files = documents(
  exported('all', '*'),
  exported('some', 'far, shop'),
  exported('own', '.'),
  exported('none', '~'),
  exported('filled', '${NAMESPACE}'),
  namespace('shop'),
  service('web', 'shop', [port]),
  service('api', 'team', [port]),
  entry('api.stripe.com', 'egress'),
  entry('*.acme.dev', 'shop'),
  routes('shop.internal', 'mesh', 'shop'),
  routes('*', 'public', 'team'),
);

/** What a host of a Sidecar of `shop` is found to be. */
function fault(host: string, complete: boolean): string {
  const sidecar = object('networking.istio.io/v1', 'Sidecar', 'x', 'shop', {
    egress: [{ hosts: [host] }],
  });
  const mesh = meshOf(documents(files, sidecar), { complete });
  const own = the(mesh, 'Sidecar');
  const [found] = (own.egressHosts ?? []).map((one) => mesh.egress.egressHostFault(own, one));
  if (found?.is === 'elsewhere') return `elsewhere in ${found.namespace}`;
  return found?.is === 'short' ? `short for ${found.full}` : (found?.is ?? '');
}

/** A host, and what is wrong with it; the last where the input is complete and the answer is another. */
const HOSTS: readonly (readonly [string, string, string?])[] = [
  ['./*', ''],
  ['*/*', ''],
  ['~/*', ''],
  ['~/gone.acme.org', ''],
  ['far/*', ''],
  ['./web.shop.svc.cluster.local', ''],
  ['shop/WEB.shop.svc.cluster.local', ''],
  ['*/web.shop.svc.cluster.local', ''],
  ['team/web.shop.svc.cluster.local', 'elsewhere in shop'],
  ['far/web.shop.svc.cluster.local', 'elsewhere in shop'],
  ['./gone.shop.svc.cluster.local', 'missing'],
  ['far/gone.far.svc.cluster.local', '', 'missing'],
  ['./gone.far.svc.cluster.local', 'elsewhere in far', 'missing'],
  ['team/all.team.svc.cluster.local', ''],
  ['team/some.team.svc.cluster.local', ''],
  ['team/own.team.svc.cluster.local', 'hidden'],
  ['*/none.team.svc.cluster.local', 'hidden'],
  ['team/filled.team.svc.cluster.local', ''],
  ['./web', 'short for web.shop.svc.cluster.local'],
  ['team/api.team', 'short for api.team.svc.cluster.local'],
  ['*/web.shop', 'short for web.shop.svc.cluster.local'],
  ['*/api.shop', '', 'missing'],
  ['./gone', '', 'missing'],
  ['./*.shop.svc.cluster.local', ''],
  ['./*.team.svc.cluster.local', 'elsewhere in team'],
  ['./*.svc.cluster.local', ''],
  ['egress/api.stripe.com', ''],
  ['*/api.stripe.com', ''],
  ['egress/*.stripe.com', ''],
  ['./api.stripe.com', 'elsewhere in egress'],
  ['far/*.stripe.com', 'elsewhere in egress'],
  ['./www.acme.dev', ''],
  ['./shop.internal', ''],
  ['./api.acme.org', 'missing'],
  ['./*.acme.org', '', 'missing'],
  ['./web.shop.svc.clusterset.local', ''],
  ['${NAMESPACE}/gone.shop.svc.cluster.local', ''],
  ['web', ''],
];

for (const [host, found, whenComplete = found] of HOSTS) {
  test(`${host}: ${found || 'fine'}`, () => {
    expect([fault(host, false), fault(host, true)]).toEqual([found, whenComplete]);
  });
}
