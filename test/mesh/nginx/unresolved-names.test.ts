import { expect, test } from 'vitest';
import { unresolvedNames } from '../../../src/mesh/nginx/unresolved-names.ts';
import { documents, meshOf, namespace, object, service } from '../mesh-of.ts';
import { nginxWith } from './nginx-pods.ts';

interface Situation {
  readonly inject?: string;
  readonly ambient?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly proxyMetadata?: Readonly<Record<string, string>>;
}

/** The names that nginx looks up in vain, `short = full` where the full one is known. */
function unresolved(text: string, { inject = 'true', ...situation }: Situation = {}): string[] {
  const { annotations, proxyMetadata = {} } = situation;
  const labels = situation.ambient ? {} : { 'sidecar.istio.io/inject': inject };
  const mesh = meshOf(
    documents(
      namespace('shop', situation.ambient ? { 'istio.io/dataplane-mode': 'ambient' } : {}),
      nginxWith(text, { labels, ...(annotations && { annotations }) }),
      service('api', 'shop', [{ port: 80 }]),
      service('stock', 'depot', [{ port: 80 }]),
      object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
        meshConfig: { defaultConfig: { proxyMetadata } },
      }),
    ),
  );
  return mesh.nginxSenders
    .flatMap((sender) => unresolvedNames(sender, mesh))
    .map(({ host, full }) => (full === undefined ? host : `${host} = ${full}`));
}

const API = 'api = api.shop.svc.cluster.local';
const inServer = (text: string): string => `server { listen 80; ${text} }`;
const to = (url: string): string => inServer(`location / { proxy_pass ${url}; }`);

test.each<[string, string, readonly string[]]>([
  ['a literal', to('http://api'), []],
  ['a variable behind the host', to('http://api/$1'), [API]],
  ['a variable glued to the host', to('http://api$request_uri'), [API]],
  ['a variable that a template fills in', to('http://api/${PREFIX}/'), []],
  [
    'a host out of a variable',
    inServer('set $up http://api; location / { proxy_pass $up; }'),
    [API],
  ],
  [
    'a name of another namespace',
    to('http://stock.depot/$1'),
    ['stock.depot = stock.depot.svc.cluster.local'],
  ],
  [
    'a name without the domain',
    to('http://api.shop.svc/$1'),
    ['api.shop.svc = api.shop.svc.cluster.local'],
  ],
  [
    'a pod of a headless Service',
    to('http://api-0.api/$1'),
    ['api-0.api = api-0.api.shop.svc.cluster.local'],
  ],
  ['the full name', to('http://api.shop.svc.cluster.local/$1'), []],
  ['a host outside', to('http://api.example.com/$1'), []],
  ['a short name of no Service', to('http://cache/$1'), ['cache']],
  ['this pod', to('http://localhost:8080/$1'), []],
  ['an address', to('http://10.0.0.1/$1'), []],
  [
    'an upstream block',
    `upstream api { server api.shop.svc.cluster.local; } ${to('http://api/$1')}`,
    [],
  ],
  [
    'the upstream that another URL makes',
    inServer('location / { proxy_pass http://api/$1; } location /b { proxy_pass http://api:80; }'),
    [],
  ],
  [
    'the upstream of another port',
    inServer('location / { proxy_pass http://api/$1; } location /b { proxy_pass http://api:81; }'),
    [API],
  ],
  ['a map', `map $arg_a $up { default api; b cache.example.com; } ${to('http://$up')}`, [API]],
  ['a resolver', `resolver 10.0.0.10 valid=5s; ${to('http://api/$1')}`, [API]],
  ['a resolver in the pod', `resolver 127.0.0.1:5353; ${to('http://api/$1')}`, []],
  [
    'the nearest resolver',
    `resolver 127.0.0.1; ${inServer('resolver 10.0.0.10; location / { proxy_pass http://api/$1; }')}`,
    [API],
  ],
  ['upstreams that are not known', `include upstreams.conf; ${to('http://api/$1')}`, []],
  [
    'an include that can hold none',
    inServer('include cors.conf; location / { proxy_pass http://api/$1; }'),
    [API],
  ],
])('%s', (_, text, expected) => {
  expect(unresolved(text)).toEqual(expected);
});

const CAPTURE = 'ISTIO_META_DNS_CAPTURE';

test.each<[string, string, boolean]>([
  ['one', `resolver 10.0.0.10; ${to('http://api/$1')}`, true],
  ['none', to('http://api/$1'), false],
  [
    'one of a file that is not known',
    inServer('include dns.conf; location / { proxy_pass http://api/$1; }'),
    true,
  ],
])('resolver: %s', (_, text, expected) => {
  const labels = { 'sidecar.istio.io/inject': 'true' };
  const mesh = meshOf(nginxWith(text, { labels }));
  const found = mesh.nginxSenders.flatMap((sender) => unresolvedNames(sender, mesh));
  expect(found.map(({ hasResolver }) => hasResolver)).toEqual([expected]);
});

test.each<[string, Situation, readonly string[]]>([
  ['outside the mesh', { inject: 'false' }, []],
  ['where all sidecars capture DNS', { proxyMetadata: { [CAPTURE]: 'true' } }, []],
  ['where they do not', { proxyMetadata: { [CAPTURE]: 'false' } }, [API]],
  [
    'where their own does',
    { annotations: { 'proxy.istio.io/config': `proxyMetadata: {${CAPTURE}: "true"}` } },
    [],
  ],
  ['in an ambient mesh', { ambient: true }, []],
])('pods %s', (_, situation, expected) => {
  expect(unresolved(to('http://api/$1'), situation)).toEqual(expected);
});
