import { expect, test } from 'vitest';
import { nginxStage } from '../../src/graph/nginx.ts';
import { documents, meshOf, object, service } from '../mesh/mesh-of.ts';
import { notes, ways } from './drawn.ts';

const configMap = (text: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'nginx', namespace: 'shop' },
    data: { 'default.conf': text },
  });
const pods = object('apps/v1', 'Deployment', 'web', 'shop', {
  template: {
    metadata: { labels: { app: 'web' } },
    spec: {
      containers: [
        {
          name: 'nginx',
          image: 'nginx:1.25',
          volumeMounts: [{ name: 'nginx', mountPath: '/etc/nginx/conf.d' }],
        },
      ],
      volumes: [{ name: 'nginx', configMap: { name: 'nginx' } }],
    },
  },
});
const api = service('api', 'shop', [{ name: 'http', port: 8080 }]);
const location = (directives: string) => `server { location / { ${directives} } }`;

test.each([
  [
    'a Service',
    location('proxy_pass http://api:8080;'),
    ['Service shop/api: proxies, port 8080, HTTP/1.0'],
  ],
  [
    'HTTP/1.1 over TLS',
    location('proxy_http_version 1.1; proxy_pass https://api:8080;'),
    ['Service shop/api: proxies, port 8080, HTTP/1.1, over TLS'],
  ],
  [
    'all servers of an upstream but those in the pod',
    `upstream all { server api:8080; server gone:80; server 127.0.0.1:90; } ${location('proxy_pass http://all;')}`,
    [
      'Service shop/api: proxies, port 8080, HTTP/1.0',
      'Service shop/gone: proxies, port 80, HTTP/1.0',
    ],
  ],
  [
    'what a variable decides',
    location('proxy_pass http://$target;'),
    ['http://$target: proxies, HTTP/1.0'],
  ],
  [
    'servers that speak no HTTP',
    `${location('fastcgi_pass api:8080;')} ${location('grpc_pass grpcs://api:8080;')} ${location('uwsgi_pass localhost:1;')}`,
    [
      'Service shop/api: proxies, port 8080, FastCGI',
      'Service shop/api: proxies, port 8080, over TLS',
    ],
  ],
  ['a socket, which stays in the pod', location('proxy_pass http://unix:/tmp/x;'), []],
  [
    'a host outside, which is left to the ways out',
    location('proxy_pass https://bank.dev.io;'),
    [],
  ],
])('nginx of a workload that proxies to %s', (_name, text, wanted) => {
  const mesh = meshOf(documents(pods, api, configMap(text)));
  expect(ways(nginxStage(mesh))).toEqual(wanted.map((one) => `Deployment shop/web > ${one}`));
});

test('nginx that no workload is seen to run', () => {
  const files = {
    'nginx.conf': `http { ${location('proxy_pass https://bank.dev.io;')} }`,
    'api.yaml': api,
  };
  const stage = nginxStage(meshOf(files));
  expect(ways(stage)).toEqual(['nginx nginx.conf > host bank.dev.io: proxies, port 443, over TLS']);
  expect(notes(stage)).toEqual({ 'nginx nginx.conf': 'nothing ties it to a cluster' });
});

test('nginx in a ConfigMap that no workload mounts', () => {
  const mesh = meshOf(documents(api, configMap(location('proxy_pass http://api:8080;'))));
  const stage = nginxStage(mesh);
  expect(ways(stage)).toEqual(['ConfigMap shop/nginx > Service shop/api: proxies, port 8080']);
  expect(notes(stage)).toEqual({ 'ConfigMap shop/nginx': 'no workload is seen to use it' });
});
