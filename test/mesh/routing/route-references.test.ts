import { expect, test } from 'vitest';
import { documents, meshOf, object, service, the } from '../mesh-of.ts';

const api = (kind: string, name: string, inNamespace: string, spec: object) =>
  object('gateway.networking.k8s.io/v1', kind, name, inNamespace, spec);
const cluster = [
  api('Gateway', 'public', 'edge', {}),
  api('Gateway', 'loose', '', {}),
  service('web', 'shop', [{ port: 80 }, { port: 8443 }]),
  object('networking.istio.io/v1', 'ServiceEntry', 'old', 'shop', {
    hosts: ['old.shop.svc.cluster.local', 'api.example.com'],
    ports: [{ number: 8080 }],
  }),
];

test.each([
  [{ name: 'public', namespace: 'edge' }, 'public'],
  [{ name: 'loose', namespace: 'edge' }, 'loose'],
  [{ name: 'public' }, 'missing'],
  [{ name: 'public', namespace: 'shop' }, 'missing'],
  [{ name: 'publik', namespace: 'edge' }, 'missing'],
  [{ name: 'public', namespace: 'platform' }, 'unknown'],
  [{ name: '${GATEWAY}' }, 'unknown'],
  [{ name: 'public', namespace: '${EDGE}' }, 'unknown'],
  [{ name: 'public', kind: 'ListenerSet' }, 'unknown'],
  [{ name: 'public', group: 'networking.istio.io' }, 'unknown'],
  [{ name: 'web', group: '', kind: 'Service' }, 'unknown'],
])('parent %o is %s', (parent, wanted) => {
  const route = api('HTTPRoute', 'web', 'shop', { parentRefs: [parent] });
  const mesh = meshOf(documents(...cluster, route));
  const found = the(mesh, 'KubernetesRoute');
  const answers = found.parents.map((one) => mesh.routing.parentGateway(one, found));
  expect(answers.map((one) => (typeof one === 'string' ? one : one.name))).toEqual([wanted]);
});

test('where there is no Gateway at all, Gateways are others', () => {
  const route = api('HTTPRoute', 'web', 'shop', { parentRefs: [{ name: 'public' }] });
  const parentOf = (complete: boolean) => {
    const mesh = meshOf(documents(service('web', 'shop', []), route), { complete });
    const found = the(mesh, 'KubernetesRoute');
    return found.parents.map((one) => mesh.routing.parentGateway(one, found));
  };
  expect(parentOf(false)).toEqual(['unknown']);
  expect(parentOf(true)).toEqual(['missing']);
});

test.each([
  [{ name: 'web' }, [80, 8443]],
  [{ name: 'web', namespace: 'shop' }, [80, 8443]],
  [{ name: 'old' }, [8080]],
  [{ name: 'webb' }, 'missing'],
  [{ name: 'web.shop' }, 'missing'],
  [{ name: 'api.example.com' }, 'missing'],
  [{ name: 'web', namespace: 'data' }, 'unknown'],
  [{ name: '${NAME}' }, 'unknown'],
  [{ name: 'webb', namespace: '${NAMESPACE}' }, 'unknown'],
  [{ name: 'webb', group: 'multicluster.x-k8s.io', kind: 'ServiceImport' }, 'unknown'],
])('backend %o is %s', (backend, wanted) => {
  const route = api('GRPCRoute', 'web', 'shop', { rules: [{ backendRefs: [backend] }] });
  const { all, routing } = meshOf(documents(...cluster, route));
  const [reference] = all('KubernetesRoute').flatMap(({ backends }) => backends);
  const found = reference ? routing.referred(reference, 'shop') : undefined;
  const ports = reference ? routing.referredPorts(reference, 'shop') : undefined;
  expect(typeof found === 'string' ? found : ports).toEqual(wanted);
});

test.each([
  [{}, 'PathPrefix', '/'],
  [{ method: { service: 'shop.Web' } }, 'PathPrefix', '/shop.Web/'],
  [{ method: { service: 'shop.Web', method: 'Get' } }, 'Exact', '/shop.Web/Get'],
  [{ method: { method: 'Get' } }, 'RegularExpression', '/[^/]+/Get'],
  [{ method: { type: 'RegularExpression', service: 'W.*' } }, 'RegularExpression', '/W.*/[^/]+'],
])('a GRPCRoute that matches %o takes %s %s', (match, kind, value) => {
  const route = api('GRPCRoute', 'web', 'shop', { rules: [{ matches: [match] }] });
  expect(the(meshOf(route), 'KubernetesRoute').paths).toEqual([{ kind, value }]);
});
