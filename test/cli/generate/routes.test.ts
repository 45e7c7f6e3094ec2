import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { type DraftedObject, drafted } from './drafts.ts';
import { INJECTED, ingress, path } from './ingresses.ts';

/** For each host its routes, as `match → service:port`. */
function routesOf(objects: readonly DraftedObject[]): Record<string, string[]> {
  const services = objects.filter(({ kind }) => kind === 'VirtualService');
  return Object.fromEntries(
    services.map(({ spec }) => {
      const { hosts, http } = JSON.parse(JSON.stringify(spec));
      return [hosts.join(' '), http.map(routeText)];
    }),
  );
}

interface Route {
  readonly match?: readonly { readonly uri: object }[];
  readonly route: readonly { readonly destination: { readonly host: string } }[];
}

function routeText({ match = [], route }: Route): string {
  const paths = match.map(({ uri }) =>
    Object.entries(uri)
      .map((pair) => pair.join(' '))
      .join(),
  );
  return `${paths.join(', ') || 'all'} → ${route[0]?.destination.host.split('.')[0]}`;
}

test('paths end at slashes, exact ones come first, the longest before the others', async () => {
  const paths = [
    path('/a', 'Prefix', 'a'),
    path('/a/', 'Prefix', 'unreachable'),
    path('/a', 'Exact', 'exact'),
    path('/a/b', 'Prefix', 'b'),
    path('/g/*', 'ImplementationSpecific', 'g'),
    path('/g', 'ImplementationSpecific', 'only-g'),
    path('/*', 'ImplementationSpecific', 'rest'),
  ];
  const folder = folderWith({ 'a.yaml': INJECTED, 'b.yaml': ingress('shop', { 'a.dev': paths }) });
  expect(routesOf(await drafted(folder, []))).toEqual({
    'a.dev': [
      'exact /a/b, prefix /a/b/ → b',
      'exact /a → exact',
      'exact /g → only-g',
      'exact /a, prefix /a/ → a',
      'prefix /a/ → unreachable',
      'prefix /g/ → g',
      'all → rest',
    ],
  });
});

test('Ingresses that share a host share its Gateway and its routes', async () => {
  const folder = folderWith({
    'a.yaml': INJECTED,
    'b.yaml': ingress('web', { 'a.dev': [path('/', 'Prefix', 'web')] }),
    'c.yaml': ingress('api', { 'a.dev': [path('/api', 'Prefix', 'api')] }),
    'd.yaml': ingress('other', { 'b.dev': [path('/', 'Prefix', 'other')] }),
  });
  const objects = await drafted(folder, []);
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Gateway web',
    'VirtualService web',
    'Gateway other',
    'VirtualService other',
  ]);
  expect(routesOf(objects)['a.dev']).toEqual(['exact /api, prefix /api/ → api', 'all → web']);
});

test('a host of two namespaces has one server, and routes from both', async () => {
  const rules = (service: string) => ({ 'a.dev': [path(`/${service}`, 'Prefix', service)] });
  const folder = folderWith({
    'a.yaml': INJECTED,
    'b.yaml': INJECTED.replace('name: shop', 'name: blog'),
    'c.yaml': ingress('web', rules('web')),
    'd.yaml': ingress('blog', rules('blog'), { namespace: 'blog' }),
  });
  const objects = await drafted(folder, []);
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
    'Gateway shop',
    'VirtualService shop',
    'VirtualService blog',
  ]);
  expect(objects[2]?.spec?.gateways).toEqual(['shop/web']);
});

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: gateways
spec:
  selector:
    istio: ingressgateway
    edge: 'true'
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.dev]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: shop
spec:
  hosts: [a.dev]
  gateways: [gateways/edge]
  http:
  - match: [{uri: {prefix: /web}}]
    route: [{destination: {host: web}}]
`;

const TWO_PATHS = { 'a.dev': [path('/web', 'Prefix', 'web'), path('/api', 'Prefix', 'api')] };

test('what is routed already is not drafted again: the rest joins the Gateway that serves the host', async () => {
  const folder = folderWith({
    'a.yaml': INJECTED,
    'b.yaml': ingress('web', TWO_PATHS),
    'c.yaml': GATEWAY,
  });
  expect(found(folder, ['--only', 'unrouted-host'])).toHaveLength(1);
  const objects = await drafted(folder, []);
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'VirtualService web-2',
  ]);
  expect(objects[0]?.spec?.gateways).toEqual(['gateways/edge']);
  expect(routesOf(objects)).toEqual({ 'a.dev': ['exact /api, prefix /api/ → api'] });
  meshlint(folder, ['generate', '--out', 'drafts']);
  expect(found(folder, ['--only', 'unrouted-host'])).toEqual([]);
});

test('a Gateway that serves a host without TLS gets one beside it that ends TLS', async () => {
  const tls = [{ hosts: ['a.dev'], secretName: 'tls' }];
  const folder = folderWith({
    'a.yaml': INJECTED,
    'b.yaml': ingress('web', TWO_PATHS, { spec: { tls } }),
    'c.yaml': GATEWAY,
  });
  const lost = ['--only', 'lost-tls-termination'];
  expect(found(folder, lost)).toHaveLength(1);
  const [gateway] = await drafted(folder, []);
  expect(gateway?.kind).toBe('Gateway');
  expect(gateway?.spec).toEqual({
    selector: { istio: 'ingressgateway', edge: 'true' },
    servers: [
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['a.dev'],
        tls: { mode: 'SIMPLE', credentialName: 'tls' },
      },
    ],
  });
  meshlint(folder, ['generate', '--out', 'drafts']);
  expect(found(folder, lost)).toEqual([]);
});

test('annotations of ingress-nginx are told with what takes their place', () => {
  const nginx = ingress(
    'web',
    { 'a.dev': [path('/api(/|$)(.*)', 'ImplementationSpecific', 'api')] },
    {
      annotations: {
        'kubernetes.io/ingress.class': 'nginx',
        'nginx.ingress.kubernetes.io/rewrite-target': '/$2',
        'nginx.ingress.kubernetes.io/server-snippet': 'return 200;\n# x',
      },
      spec: { tls: [{ secretName: 'tls' }] },
    },
  );
  const { stdout } = meshlint(folderWith({ 'a.yaml': INJECTED, 'b.yaml': nginx }), ['generate']);
  expect(stdout).toContain(
    '# TODO: nginx.ingress.kubernetes.io/rewrite-target (/$2): write rewrite.uri, or uriRegexRewrite, into the routes.\n',
  );
  expect(stdout).toContain(
    '# TODO: nginx.ingress.kubernetes.io/server-snippet (return 200;\\n# x): nothing in Istio is the same.\n',
  );
  expect(stdout).toContain('regex: (?i)/api(/|$)(.*).*\n');
  expect(stdout).toContain('httpsRedirect: true\n');
});

test('an Ingress that Istio takes, or that leads to the gateway, needs no draft', () => {
  const istio = ingress(
    'web',
    { 'a.dev': [path('/', 'Prefix', 'web')] },
    { annotations: { 'kubernetes.io/ingress.class': 'istio' } },
  );
  const edge = ingress(
    'edge',
    { '*': [path('/', 'Prefix', 'istio-ingressgateway')] },
    { namespace: 'istio-system' },
  );
  const folder = folderWith({ 'a.yaml': INJECTED, 'b.yaml': istio, 'c.yaml': edge });
  expect(meshlint(folder, ['generate']).stdout).toBe('');
});
