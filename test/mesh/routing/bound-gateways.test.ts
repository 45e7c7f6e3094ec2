import { expect, test } from 'vitest';
import { documents, meshOf, object, the } from '../mesh-of.ts';

const istio = (inNamespace: string, ...hosts: readonly string[]) =>
  object('networking.istio.io/v1', 'Gateway', 'public', inNamespace, { servers: [{ hosts }] });
const api = (...hostnames: readonly (string | undefined)[]) =>
  object('gateway.networking.k8s.io/v1', 'Gateway', 'door', 'edge', {
    listeners: hostnames.map((hostname) => ({ name: 'http', hostname })),
  });
const virtualService = (inNamespace: string, ...hosts: readonly string[]) =>
  object('networking.istio.io/v1', 'VirtualService', 'web', inNamespace, { hosts });

test.each([
  ['edge/public', 'IstioGateway'],
  ['public', 'missing'],
  ['public.edge.svc.cluster.local', 'IstioGateway'],
  ['edge/door', 'KubernetesGateway'],
  ['shop/door', 'missing'],
  ['elsewhere/door', 'unknown'],
  ['${GATEWAY}', 'unknown'],
])('from shop, %s is %s', (reference, wanted) => {
  const own = object('networking.istio.io/v1', 'Gateway', 'own', 'shop', {});
  const found = meshOf(documents(istio('edge'), own, api())).routing.boundGateway(
    reference,
    'shop',
  );
  expect(typeof found === 'string' ? found : found.type).toBe(wanted);
});

test.each([
  ['the same', istio('edge', 'a.example'), ['a.example', 'b.example'], ['a.example']],
  ['a wildcard of the Gateway', istio('edge', '*.example'), ['a.example'], ['a.example']],
  ['a wildcard of the VirtualService', istio('edge', 'a.example'), ['*.example'], ['*.example']],
  ['all', istio('edge', '*'), ['a.example'], ['a.example']],
  ['of every namespace', istio('edge', '*/a.example'), ['a.example'], ['a.example']],
  ['of its namespace', istio('edge', 'shop/a.example'), ['a.example'], ['a.example']],
  ['of another namespace', istio('edge', 'other/a.example'), ['a.example'], []],
  ["of the Gateway's namespace", istio('edge', './a.example'), ['a.example'], []],
  ['of a namespace that is not known', istio('', './a.example'), ['a.example'], ['a.example']],
  ['filled in', istio('edge', '${HOST}'), ['a.example'], ['a.example']],
  ['a Service in full', istio('edge', 'web.shop.svc.cluster.local'), ['web'], ['web']],
  ['none', istio('edge'), ['a.example'], []],
  ['listener', api('a.example'), ['a.example', 'b.example'], ['a.example']],
  ['listener for all', api(undefined), ['b.example'], ['b.example']],
  ['no listener', api(), ['b.example'], []],
])('served: %s', (_name, gateway, hosts, wanted) => {
  const mesh = meshOf(documents(gateway, virtualService('shop', ...hosts)));
  const bound = mesh.all('IstioGateway')[0] ?? the(mesh, 'KubernetesGateway');
  const served = mesh.routing.servedHosts(the(mesh, 'VirtualService'), bound);
  expect(served.map(({ value }) => value)).toEqual(wanted);
});
