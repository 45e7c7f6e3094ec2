import { expect, test } from 'vitest';
import { documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const entry = (name: string, inNamespace: string, spec: object) =>
  object('networking.istio.io/v1', 'ServiceEntry', name, inNamespace, spec);
const files = documents(
  service('web', 'shop', [{ port: 80 }, { port: 8443 }]),
  service('lone', '', [{ port: 80 }]),
  namespace('empty'),
  entry('payments', 'shop', { hosts: ['api.payments.example'], ports: [{ number: 443 }] }),
  entry('partners', 'shop', { hosts: ['*.partners.example'], ports: [{ number: 80 }] }),
  entry('short', 'shop', { hosts: ['legacy'] }),
  service('other', 'istio-system', [{ port: 80 }]),
);

const at = { file: 'all.yaml', start: 0, end: 0 };

test.each([
  ['web', 'shop', [80, 8443]],
  ['WEB.', 'shop', [80, 8443]],
  ['web.shop.svc.cluster.local', 'data', [80, 8443]],
  ['lone', 'shop', [80]],
  ['web', '', [80, 8443]],
  ['web.shop', 'data', 'missing'],
  ['web.shop.svc', 'shop', 'missing'],
  ['webb', 'shop', 'missing'],
  ['webb.shop.svc.cluster.local', 'data', 'missing'],
  ['web', 'data', 'unknown'],
  ['web', 'empty', 'unknown'],
  ['api.payments.example', 'data', [443]],
  ['eu.partners.example', 'shop', [80]],
  ['partners.example', 'shop', 'missing'],
  ['pay.payments.example', 'shop', 'missing'],
  ['pay.payments.example', 'data', 'unknown'],
  ['legacy', 'shop', 'missing'],
  ['istio-egressgateway.istio-system.svc.cluster.local', 'shop', 'unknown'],
  ['kiali.istio-system.svc.cluster.local', 'shop', 'unknown'],
  ['kubernetes.default.svc.cluster.local', 'shop', 'unknown'],
  ['*.shop.svc.cluster.local', 'shop', 'unknown'],
  ['${HOST}', 'shop', 'unknown'],
  ['web.NAMESPACE_PLACEHOLDER.svc', 'shop', 'unknown'],
])('%s in %s is %s', (value, from, wanted) => {
  const { routing } = meshOf(files);
  const found = routing.host({ value, at }, from);
  expect(typeof found === 'string' ? found : routing.ports({ value, at }, from)).toEqual(wanted);
});

test.each([
  ['the cluster is described', files, 'missing'],
  [
    'nothing but objects of Istio is there',
    object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', {}),
    'unknown',
  ],
])('complete files: %s', (_name, text, wanted) => {
  const { routing } = meshOf(text, { complete: true });
  expect(routing.host({ value: 'web', at }, 'data')).toBe(wanted);
});

test('where no namespace is written, Services of other folders tell nothing', () => {
  const mesh = meshOf({ 'shop/k8s/web.yaml': service('web', '', []) });
  const from = (file: string) => mesh.routing.host({ value: 'webb', at: { ...at, file } }, '');
  expect(from('shop/istio/routes.yaml')).toBe('missing');
  expect(from('other/istio/routes.yaml')).toBe('unknown');
});
