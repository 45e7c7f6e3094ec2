import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

test.each([
  ['a label of Istio', { labels: { istio: 'ingressgateway' } }, true],
  ['a label of Cloud Service Mesh', { labels: { asm: 'ingressgateway' } }, true],
  ['a gateway of its own name', { labels: { istio: 'ingressgateway-internal' } }, true],
  ['the template', { annotations: { 'inject.istio.io/templates': 'gateway' } }, true],
  ['Gateway API', { labels: { 'gateway.networking.k8s.io/gateway-name': 'door' } }, true],
  [
    'the arguments of its proxy',
    { containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }] },
    true,
  ],
  ['an application', { labels: { istio: 'pilot' } }, false],
  ['an API gateway', { name: 'api-gateway' }, false],
])('gateway pods: %s', (_name, pod, answer) => {
  const mesh = meshOf(deployment(pod));
  expect(mesh.isGatewayWorkload(the(mesh, 'Workload'))).toBe(answer);
});

const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
  components: {
    ingressGateways: [
      { name: 'door', namespace: 'doors', enabled: true, label: { istio: 'door' } },
      { name: 'closed', enabled: false },
    ],
  },
});
const gateway = (selector: object) =>
  object('networking.istio.io/v1', 'Gateway', 'public', 'shop', { selector });
const front = (selector: object) => object('v1', 'Service', 'front', 'shop', { selector });

test.each([
  ['installed', operator, 'door', 'doors', 'yes'],
  ['not installed', operator, 'closed', 'istio-system', 'unknown'],
  ['a name of the installer', 'kind: X', 'istio-ingressgateway', 'istio-system', 'yes'],
  ['a namespace of gateways', 'kind: X', 'whatever', 'asm-ingress', 'yes'],
  ['a selector of gateways', front({ istio: 'ingressgateway' }), 'front', 'shop', 'yes'],
  [
    'the selector of a Gateway',
    documents(front({ door: 'x' }), gateway({ door: 'x' })),
    'front',
    'shop',
    'yes',
  ],
  [
    'an application',
    documents(front({ app: 'web' }), gateway({ istio: 'ingressgateway' })),
    'front',
    'shop',
    'no',
  ],
  [
    'an alias of one',
    object('v1', 'Service', 'front', 'shop', {
      type: 'ExternalName',
      externalName: 'istio-ingressgateway.istio-system.svc.cluster.local',
    }),
    'front',
    'shop',
    'yes',
  ],
  ['one that is not there', service('web', 'shop', []), 'front', 'shop', 'no'],
  ['one that may be there', service('web', 'shop', []), 'front', 'other', 'unknown'],
])('gateway Services: %s', (_name, files, name, namespace, answer) => {
  expect(meshOf(files).isGatewayService(name, namespace)).toBe(answer);
});

const pods = deployment({
  name: 'door',
  namespace: 'doors',
  labels: { istio: 'door', asm: 'ingressgateway' },
});

test.each([
  ['where the pods are', documents(gateway({ istio: 'door' }), pods), ['doors']],
  ['where they are installed', documents(gateway({ istio: 'door' }), operator), ['doors']],
  [
    'where a Service selects them',
    documents(
      gateway({ istio: 'ingressgateway' }),
      object('v1', 'Service', 'x', 'edge', { selector: { istio: 'ingressgateway' } }),
    ),
    ['edge'],
  ],
  ['not known', gateway({ istio: 'ingressgateway' }), []],
  ['templated', documents(gateway({ istio: '${GATEWAY}' }), pods), []],
])('namespaces of a Gateway: %s', (_name, files, namespaces) => {
  const mesh = meshOf(files);
  expect(mesh.gatewayNamespaces(the(mesh, 'IstioGateway'))).toEqual(namespaces);
});

const one = gateway({ istio: 'ingressgateway' });

test.each([
  ['public', 'shop', 'found'],
  ['shop/public', 'other', 'found'],
  ['./public', 'shop', 'found'],
  ['public.shop.svc.cluster.local', 'other', 'found'],
  ['publik', 'shop', 'missing'],
  ['public', 'other', 'unknown'],
  ['istio-system/public', 'shop', 'unknown'],
  ['${GATEWAY}', 'shop', 'unknown'],
])('the Gateway %s, seen from %s, is %s', (reference, from, answer) => {
  const found = meshOf(one).gateway(reference, from);
  expect(typeof found === 'string' ? found : 'found').toBe(answer);
});

test('a Gateway without a namespace may be any', () => {
  const mesh = meshOf(object('networking.istio.io/v1', 'Gateway', 'public', '', {}));
  expect(mesh.gateway('istio-system/public', 'shop')).toMatchObject({ name: 'public' });
});
