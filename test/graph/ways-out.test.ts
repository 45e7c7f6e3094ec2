import { expect, test } from 'vitest';
import { outStage } from '../../src/graph/ways-out.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh/mesh-of.ts';
import { ways } from './drawn.ts';

const pods = (url: string) =>
  deployment({
    namespace: 'shop',
    containers: [
      { name: 'web', image: 'example.org/web:1', env: [{ name: 'API_URL', value: url }] },
    ],
  });
const shop = (injection = 'enabled') => namespace('shop', { 'istio-injection': injection });
const policy = (mode: string) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    meshConfig: { outboundTrafficPolicy: { mode } },
  });
const entry = (hosts: readonly string[], number = 443) =>
  object('networking.istio.io/v1', 'ServiceEntry', 'bank', 'shop', {
    hosts,
    ports: [{ number, name: 'https', protocol: 'HTTPS' }],
  });
const FROM = 'Deployment shop/web >';

test.each([
  [
    'blocked',
    documents(shop(), pods('https://api.bank.io'), policy('REGISTRY_ONLY')),
    [
      `${FROM} host api.bank.io: calls, port 443, https, blocked: REGISTRY_ONLY in IstioOperator istio-system/mesh`,
    ],
  ],
  [
    'open',
    documents(shop(), pods('https://api.bank.io'), policy('ALLOW_ANY')),
    [
      `${FROM} host api.bank.io: calls, port 443, https, open: ALLOW_ANY in IstioOperator istio-system/mesh`,
    ],
  ],
  [
    'open by default',
    documents(shop(), pods('https://api.bank.io')),
    [
      `${FROM} host api.bank.io: calls, port 443, https, open, as far as these files tell: default of Istio`,
    ],
  ],
  [
    'admitted',
    documents(shop(), pods('https://api.bank.io'), entry(['*.bank.io'])),
    [
      `${FROM} ServiceEntry shop/bank: calls, api.bank.io:443, https`,
      'ServiceEntry shop/bank > host *.bank.io: port 443, HTTPS',
    ],
  ],
  [
    'admitted on another port',
    documents(
      shop(),
      pods('https://api.bank.io'),
      entry(['api.bank.io'], 8443),
      policy('ALLOW_ANY'),
    ),
    [
      `${FROM} host api.bank.io: calls, port 443, https, open: ALLOW_ANY in IstioOperator istio-system/mesh; bank admits other ports`,
      'ServiceEntry shop/bank > host api.bank.io: port 8443, HTTPS',
    ],
  ],
  [
    'by no sidecar',
    documents(shop('disabled'), pods('https://api.bank.io')),
    [`${FROM} host api.bank.io: calls, port 443, https, by no sidecar`],
  ],
  [
    'to a Service',
    documents(shop(), pods('http://api.shop:8080/v1'), service('api', 'shop', [{ port: 8080 }])),
    [`${FROM} Service shop/api: calls, port 8080, http`],
  ],
])('a call that is %s', (_name, files, wanted) => {
  expect(ways(outStage(meshOf(files)))).toEqual(wanted);
});

test('the metadata server, of which the name alone is admitted', () => {
  const files = documents(
    shop(),
    deployment({
      namespace: 'shop',
      containers: [
        {
          name: 'web',
          image: 'example.org/web:1',
          env: [
            { name: 'METADATA_URL', value: 'http://metadata.google.internal/computeMetadata/v1/' },
          ],
        },
      ],
    }),
    policy('REGISTRY_ONLY'),
    object('networking.istio.io/v1', 'ServiceEntry', 'metadata', 'shop', {
      hosts: ['metadata.google.internal'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    }),
  );
  expect(ways(outStage(meshOf(files)))).toEqual([
    `${FROM} host metadata.google.internal: calls, port 80, admitted by name; by address blocked: REGISTRY_ONLY in IstioOperator istio-system/mesh`,
    'ServiceEntry shop/metadata > host metadata.google.internal: port 80, HTTP',
  ]);
});

test('proxy_pass to a host outside is one way, in words of nginx', () => {
  const text = 'server { location / { proxy_pass https://api.bank.io; } }';
  const configMap = JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'nginx', namespace: 'shop' },
    data: { 'default.conf': text },
  });
  const nginx = deployment({
    namespace: 'shop',
    containers: [
      {
        name: 'nginx',
        image: 'nginx:1.25',
        volumeMounts: [{ name: 'nginx', mountPath: '/etc/nginx/conf.d' }],
      },
    ],
    ...{ volumes: [{ name: 'nginx', configMap: { name: 'nginx' } }] },
  });
  const mesh = meshOf(documents(shop(), nginx, configMap, policy('ALLOW_ANY')));
  expect(ways(outStage(mesh))).toEqual([
    `${FROM} host api.bank.io: proxies, port 443, HTTP/1.0, open: ALLOW_ANY in IstioOperator istio-system/mesh`,
  ]);
});
