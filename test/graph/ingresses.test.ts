import { expect, test } from 'vitest';
import { ingressStage } from '../../src/graph/ingresses.ts';
import { documents, meshOf, object, service } from '../mesh/mesh-of.ts';
import { notes, ways } from './drawn.ts';

const backend = (name: string, port: object) => ({ service: { name, port } });
const rule = (host: string | undefined, ...paths: readonly object[]) => ({
  ...(host !== undefined && { host }),
  http: { paths },
});
const ingress = (spec: object, annotations: Readonly<Record<string, string>> = {}) =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'door', namespace: 'shop', annotations },
    spec,
  });
const web = service('web', 'shop', [{ name: 'http', port: 80 }]);
const path = (value: string, pathType = 'Prefix', port: object = { number: 80 }) => ({
  path: value,
  pathType,
  backend: backend('web', port),
});

test.each([
  [
    'a rule with a host',
    { rules: [rule('a.dev', path('/api'))] },
    [
      'outside > Ingress shop/door: a.dev',
      'Ingress shop/door > Service shop/web: a.dev:80, prefix /api',
    ],
  ],
  [
    'every host, and an exact path',
    { rules: [rule(undefined, path('/api', 'Exact'))] },
    ['outside > Ingress shop/door', 'Ingress shop/door > Service shop/web: port 80, exact /api'],
  ],
  [
    'a host twice is one way in',
    { rules: [rule('a.dev', path('/a')), rule('a.dev', path('/b'))] },
    [
      'outside > Ingress shop/door: a.dev',
      'Ingress shop/door > Service shop/web: a.dev:80, prefix /a',
      'Ingress shop/door > Service shop/web: a.dev:80, prefix /b',
    ],
  ],
  [
    'a default backend alone',
    { defaultBackend: backend('web', { name: 'http' }) },
    [
      'outside > Ingress shop/door',
      'Ingress shop/door > Service shop/web: port 80, whatever no rule takes',
    ],
  ],
  [
    'TLS for one host of two',
    { rules: [rule('a.dev', path('/')), rule('b.dev', path('/'))], tls: [{ hosts: ['b.dev'] }] },
    [
      'outside > Ingress shop/door: a.dev',
      'outside > Ingress shop/door: b.dev, TLS ends',
      'Ingress shop/door > Service shop/web: a.dev:80, prefix /',
      'Ingress shop/door > Service shop/web: b.dev:80, prefix /',
    ],
  ],
  [
    "GKE's own form of a prefix",
    { rules: [rule('a.dev', path('/api/*', 'ImplementationSpecific'))] },
    [
      'outside > Ingress shop/door: a.dev',
      'Ingress shop/door > Service shop/web: a.dev:80, prefix /api/',
    ],
  ],
  [
    'a port by a name that the Service does not have',
    { rules: [rule('a.dev', path('/', 'Prefix', { name: 'grpc' }))] },
    [
      'outside > Ingress shop/door: a.dev',
      'Ingress shop/door > Service shop/web: a.dev:grpc, prefix /',
    ],
  ],
])('%s', (_name, spec, wanted) => {
  expect(ways(ingressStage(meshOf(documents(ingress(spec), web))))).toEqual(wanted);
});

test('what is not among the files says so', () => {
  const rules = [
    rule(
      'a.dev',
      { path: '/a', pathType: 'Prefix', backend: backend('gone', { number: 80 }) },
      { path: '/b', pathType: 'Prefix', backend: backend('{{ .name }}', { number: 80 }) },
    ),
  ];
  expect(notes(ingressStage(meshOf(documents(ingress({ rules }), web))))).toMatchObject({
    'Service shop/gone': 'missing',
    '{{ .name }}': 'unknown',
  });
  expect(notes(ingressStage(meshOf(ingress({ rules }))))).toMatchObject({
    'Service shop/gone': 'unknown',
  });
});

test('an Ingress that nobody takes up lets nobody in', () => {
  const off = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    meshConfig: { ingressControllerMode: 'OFF' },
  });
  const spec = { rules: [rule('a.dev', path('/'))] };
  const mesh = meshOf(
    documents(ingress(spec, { 'kubernetes.io/ingress.class': 'istio' }), web, off),
  );
  expect(ways(ingressStage(mesh))).toEqual([
    'Ingress shop/door > Service shop/web: a.dev:80, prefix /',
  ]);
  expect(notes(ingressStage(mesh))['Ingress shop/door']).toBe(
    'nobody takes it up: class "istio", but ingressControllerMode is OFF',
  );
});

test('a MultiClusterIngress leads to MultiClusterServices, not to Services of the name', () => {
  const spec = { template: { spec: { backend: { serviceName: 'door', servicePort: 80 } } } };
  const door = object('networking.gke.io/v1', 'MultiClusterIngress', 'door', 'shop', spec);
  const stage = ingressStage(meshOf(documents(door, service('door', 'shop', [{ port: 80 }]))));
  expect(ways(stage).at(-1)).toBe(
    'MultiClusterIngress shop/door > MultiClusterService shop/door: port 80, whatever no rule takes',
  );
  expect(notes(stage)['MultiClusterService shop/door']).toBe('unknown');
});
