import { expect, test } from 'vitest';
import { routeStage } from '../../src/graph/routes.ts';
import { documents, meshOf, object, service } from '../mesh/mesh-of.ts';
import { notes, ways } from './drawn.ts';

const route = (spec: object, name = 'route') =>
  object('networking.istio.io/v1', 'VirtualService', name, 'shop', spec);
const to = (host: string, more: object = {}) => ({ destination: { host, ...more } });
const gateway = (hosts: readonly string[]) =>
  object('networking.istio.io/v1', 'Gateway', 'door', 'shop', {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }],
  });
const web = service('web', 'shop', [{ name: 'http', port: 80 }]);
const entry = object('networking.istio.io/v1', 'ServiceEntry', 'bank', 'shop', {
  hosts: ['bank.dev'],
  ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }],
});
const ROUTE = 'VirtualService shop/route';

test.each([
  [
    'a gateway that serves the host',
    documents(gateway(['*.a.dev']), route({ hosts: ['x.a.dev'], gateways: ['door'] })),
    [`Gateway shop/door > ${ROUTE}: x.a.dev`],
  ],
  [
    'a gateway that does not',
    documents(gateway(['b.dev']), route({ hosts: ['x.a.dev'], gateways: ['door'] })),
    [],
  ],
  [
    'a gateway that is not among the files',
    route({ hosts: ['a.dev'], gateways: ['istio-system/door'] }),
    [`Gateway istio-system/door > ${ROUTE}: a.dev`],
  ],
  ['sidecars, where no gateway is named', route({ hosts: ['web'] }), [`sidecars > ${ROUTE}: web`]],
  [
    'sidecars beside a gateway',
    documents(gateway(['*']), route({ hosts: ['a.dev'], gateways: ['mesh', 'door'] })),
    [`Gateway shop/door > ${ROUTE}: a.dev`, `sidecars > ${ROUTE}: a.dev`],
  ],
])('ways to a VirtualService: %s', (_name, files, wanted) => {
  expect(ways(routeStage(meshOf(files)))).toEqual(wanted);
});

test.each([
  [
    'a Service with a port',
    { http: [{ route: [to('web', { port: { number: 80 } })] }] },
    'Service shop/web: port 80',
  ],
  [
    'paths',
    {
      http: [{ match: [{ uri: { prefix: '/a' } }, { uri: { exact: '/b' } }], route: [to('web')] }],
    },
    'Service shop/web: prefix /a or exact /b',
  ],
  [
    'one of the paths is every path',
    { http: [{ match: [{ uri: { prefix: '/a' } }, { headers: {} }], route: [to('web')] }] },
    'Service shop/web',
  ],
  [
    'a subset for requests with some header',
    {
      http: [{ match: [{ headers: { x: { exact: '1' } } }], route: [to('web', { subset: 'v2' })] }],
    },
    'Service shop/web: subset v2, some requests only',
  ],
  [
    'a host that a ServiceEntry admits',
    { http: [{ route: [to('bank.dev')] }] },
    'ServiceEntry shop/bank',
  ],
  ['a host that none admits', { http: [{ route: [to('other.dev.io')] }] }, 'other.dev.io'],
  ['a Service that ought to be here', { http: [{ route: [to('gone')] }] }, 'Service shop/gone'],
  [
    'TLS by its server name',
    { tls: [{ match: [{ port: 443, sniHosts: ['a.dev'] }], route: [to('web')] }] },
    'Service shop/web: a.dev, tls',
  ],
  [
    'TCP',
    { tcp: [{ route: [to('web', { port: { number: 80 } })] }] },
    'Service shop/web: port 80, tcp',
  ],
  [
    'a delegate',
    { http: [{ delegate: { name: 'inner' } }] },
    'VirtualService shop/inner: delegates',
  ],
  [
    'a delegate elsewhere',
    { http: [{ match: [{ uri: { prefix: '/a' } }], delegate: { name: 'far' } }] },
    'VirtualService far: delegates, prefix /a',
  ],
])('ways from a VirtualService: %s', (_name, spec, wanted) => {
  const inner = route({ http: [] }, 'inner');
  const mesh = meshOf(documents(route({ hosts: [], ...spec }), web, entry, inner));
  expect(ways(routeStage(mesh))).toEqual([`${ROUTE} > ${wanted}`]);
});

test('what does not exist, is not known, and answers by itself', () => {
  const spec = {
    hosts: [],
    gateways: ['istio-system/door'],
    http: [{ route: [to('gone'), to('far.other')] }, { redirect: { uri: '/' } }],
  };
  expect(notes(routeStage(meshOf(documents(route({ ...spec, hosts: ['a'] }), web))))).toEqual({
    'Gateway istio-system/door': 'unknown',
    'Service shop/gone': 'missing',
    'far.other': 'missing',
    [ROUTE]: 'answers or redirects some requests itself',
  });
});

const httpRoute = (spec: object) =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', 'shop', spec);

test.each([
  [
    'a Gateway and a Service',
    {
      hostnames: ['a.dev'],
      parentRefs: [{ name: 'door' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' } }],
          backendRefs: [{ name: 'web', port: 80 }],
        },
      ],
    },
    [
      'Gateway door of the Gateway API > HTTPRoute shop/route: a.dev',
      'HTTPRoute shop/route > Service shop/web: prefix /a',
    ],
  ],
  [
    'something else than a Service',
    { rules: [{ backendRefs: [{ kind: 'ServiceImport', name: 'web' }] }] },
    ['HTTPRoute shop/route > ServiceImport web'],
  ],
])('an HTTPRoute: %s', (_name, spec, wanted) => {
  expect(ways(routeStage(meshOf(documents(httpRoute(spec), web))))).toEqual(wanted);
});
