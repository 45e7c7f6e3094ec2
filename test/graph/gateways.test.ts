import { expect, test } from 'vitest';
import { gatewayStage } from '../../src/graph/gateways.ts';
import { documents, meshOf, object } from '../mesh/mesh-of.ts';
import { ways } from './drawn.ts';

const gateway = (name: string, selector: object, servers: readonly object[]) =>
  object('networking.istio.io/v1', 'Gateway', name, 'shop', { selector, servers });
const https = (hosts: readonly string[], mode = 'SIMPLE') => ({
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  hosts,
  tls: { mode },
});
const front = (name: string, spec: object) => object('v1', 'Service', name, 'istio-system', spec);
const door = gateway('door', { istio: 'ingressgateway' }, [https(['a.dev', 'shop/b.dev'])]);

test.each([
  [
    'no Service among the files',
    door,
    [
      'outside > gateway with istio=ingressgateway',
      'gateway with istio=ingressgateway > Gateway shop/door: a.dev:443, TLS ends',
      'gateway with istio=ingressgateway > Gateway shop/door: b.dev:443, TLS ends',
    ],
  ],
  [
    'a Service, which its own stage lets in',
    documents(
      door,
      front('istio-ingressgateway', { selector: { istio: 'ingressgateway', app: 'x' } }),
    ),
    [
      'Service istio-system/istio-ingressgateway > Gateway shop/door: a.dev:443, TLS ends',
      'Service istio-system/istio-ingressgateway > Gateway shop/door: b.dev:443, TLS ends',
    ],
  ],
  [
    'a Service that an installer makes',
    documents(
      door,
      object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
        components: { ingressGateways: [{ name: 'istio-ingressgateway', enabled: true }] },
      }),
    ),
    [
      'outside > Service istio-system/istio-ingressgateway: LoadBalancer',
      'Service istio-system/istio-ingressgateway > Gateway shop/door: a.dev:443, TLS ends',
      'Service istio-system/istio-ingressgateway > Gateway shop/door: b.dev:443, TLS ends',
    ],
  ],
  [
    'a Service of another gateway',
    documents(door, front('other', { selector: { istio: 'ingressgateway-internal' } })),
    [
      'outside > gateway with istio=ingressgateway',
      'gateway with istio=ingressgateway > Gateway shop/door: a.dev:443, TLS ends',
      'gateway with istio=ingressgateway > Gateway shop/door: b.dev:443, TLS ends',
    ],
  ],
  [
    'TLS that passes, and every host in plain text',
    gateway('door', { istio: 'ingressgateway' }, [
      https(['a.dev'], 'PASSTHROUGH'),
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ]),
    [
      'outside > gateway with istio=ingressgateway',
      'gateway with istio=ingressgateway > Gateway shop/door: a.dev:443, TLS passes',
      'gateway with istio=ingressgateway > Gateway shop/door: port 80',
    ],
  ],
  [
    'a Gateway for traffic that leaves is not entered',
    gateway('out', { istio: 'egressgateway' }, [https(['a.dev'])]),
    [],
  ],
  [
    'the Gateway API',
    object('gateway.networking.k8s.io/v1', 'Gateway', 'door', 'shop', {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'a.dev' }],
    }),
    ['outside > Gateway shop/door of the Gateway API: a.dev:80'],
  ],
])('%s', (_name, files, wanted) => {
  expect(ways(gatewayStage(meshOf(files)))).toEqual(wanted);
});
