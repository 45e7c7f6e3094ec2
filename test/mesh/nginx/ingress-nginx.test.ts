import { expect, test } from 'vitest';
import { answerUnroutedIngress, isIngressNginx } from '../../../src/mesh/nginx/ingress-nginx.ts';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

test.each<[string, boolean]>([
  ['registry.k8s.io/ingress-nginx/controller:v1.13.3@sha256:01', true],
  ['k8s.gcr.io/ingress-nginx/controller-chroot:v1.5.1', true],
  ['quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.26.1', true],
  ['bitnami/nginx-ingress-controller', true],
  ['nginx/nginx-ingress:3.4.0', false],
  ['nginx:1.30', false],
])('image %s is ingress-nginx: %s', (image, expected) => {
  const mesh = meshOf(deployment({ containers: [{ name: 'a', image }] }));
  expect(isIngressNginx(the(mesh, 'Workload'))).toBe(expected);
});

const INJECT = 'sidecar.istio.io/inject';
const PREFIX = 'nginx.ingress.kubernetes.io/';
const FULL = 'web.shop.svc.cluster.local';
const BOTH = { 'service-upstream': 'true', 'upstream-vhost': FULL };

const controller = (name: string, inject: string, annotations = {}): string =>
  deployment({
    name,
    namespace: 'ingress-nginx',
    labels: { [INJECT]: inject },
    annotations,
    containers: [{ name: 'controller', image: 'registry.k8s.io/ingress-nginx/controller:v1.13.3' }],
  });

interface Situation {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly host?: string;
  readonly port?: object;
  readonly controllers?: readonly string[];
  readonly inject?: string;
  readonly others?: readonly string[];
}

/** How the only Ingress, for `www.example.com` and port `http` of the Service `web`, is sent past the routes: `to pods, Host … : fate`. */
function unrouted({ annotations = {}, className = 'nginx', ...situation }: Situation): string {
  const { host = 'www.example.com', port = {}, inject = 'true', others = [] } = situation;
  const { controllers = [controller('controller', 'true')] } = situation;
  const prefixed = Object.entries(annotations).map(([key, value]) => [PREFIX + key, value]);
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', annotations: Object.fromEntries(prefixed) },
    spec: {
      ingressClassName: className,
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
  const mesh = meshOf(
    documents(
      JSON.stringify(ingress),
      service('web', 'shop', [{ name: 'http', port: 80, targetPort: 8080, ...port }]),
      deployment({ name: 'web', namespace: 'shop', labels: { [INJECT]: inject } }),
      ...controllers,
      ...others,
    ),
  );
  const found = answerUnroutedIngress(mesh)(the(mesh, 'Ingress'));
  if (!found) return 'routed';
  const said = typeof found.host === 'object' ? found.host.value : found.host;
  return `${found.toPods ? 'to pods' : 'to the Service'}, Host ${said ?? 'known'}: ${found.fate.kind}`;
}

const routes = (hosts: readonly string[], gateways: readonly string[]): string =>
  object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', { hosts, gateways });
const settings = object('v1', 'ConfigMap', 'controller', 'ingress-nginx', {}).replace(
  '"spec":{}',
  '"data":{"service-upstream":"true"}',
);
const strict = object('security.istio.io/v1', 'PeerAuthentication', 'default', 'shop', {
  mtls: { mode: 'STRICT' },
});
const closed = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
  meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
});

const CLIENT = 'to pods, Host client: bypassing';

test.each<[string, Situation, string]>([
  ['no annotation', {}, CLIENT],
  ['both', { annotations: BOTH }, 'routed'],
  [
    'the first alone',
    { annotations: { 'service-upstream': 'true' } },
    'to the Service, Host client: bypassing',
  ],
  [
    'the second alone',
    { annotations: { 'upstream-vhost': FULL } },
    'to pods, Host known: bypassing',
  ],
  [
    'the second alone, where pods have the port of the Service',
    { annotations: { 'upstream-vhost': FULL }, port: { targetPort: 80 } },
    'routed',
  ],
  ['the first in the ConfigMap', { others: [settings] }, 'to the Service, Host client: bypassing'],
  [
    'a Host of variables',
    { annotations: { ...BOTH, 'upstream-vhost': '$service_name.shop' } },
    'routed',
  ],
  [
    'a Host that nobody knows',
    { annotations: { ...BOTH, 'upstream-vhost': 'www.example.com' } },
    'to the Service, Host www.example.com: bypassing',
  ],
  [
    'a Host that only the namespace of the Service knows',
    { annotations: { ...BOTH, 'upstream-vhost': 'web' } },
    'to the Service, Host web: bypassing',
  ],
  ['TLS to the pods', { annotations: { 'backend-protocol': 'HTTPS' } }, 'routed'],
  ['gRPC to the pods', { annotations: { 'backend-protocol': 'GRPC' } }, CLIENT],
  [
    'a Host by a snippet',
    { annotations: { 'configuration-snippet': 'proxy_set_header Host a;' } },
    'routed',
  ],
])('annotations of ingress-nginx: %s', (_, situation, expected) => {
  expect(unrouted(situation)).toBe(expected);
});

test.each<[string, Situation, string]>([
  ['another class', { className: 'traefik' }, 'routed'],
  [
    'a class of another name',
    {
      className: 'outside',
      others: [
        object('networking.k8s.io/v1', 'IngressClass', 'outside', '', {
          controller: 'k8s.io/ingress-nginx',
        }),
      ],
    },
    CLIENT,
  ],
  ['no controller', { controllers: [] }, 'routed'],
  ['a controller outside', { controllers: [controller('a', 'false')] }, 'routed'],
  [
    'one inside, one outside',
    { controllers: [controller('a', 'true'), controller('b', 'false')] },
    'routed',
  ],
  [
    'calls past the sidecar',
    {
      controllers: [
        controller('a', 'true', { 'traffic.sidecar.istio.io/excludeOutboundPorts': '80' }),
      ],
    },
    'routed',
  ],
  ['pods outside', { inject: 'false' }, 'routed'],
  ['a port that is not HTTP', { port: { appProtocol: 'tcp' } }, 'routed'],
  ['pods that demand mutual TLS', { others: [strict] }, 'to pods, Host client: refused'],
  ['a closed mesh', { others: [closed] }, 'to pods, Host client: blocked'],
  [
    'routes of sidecars for the host',
    {
      annotations: { 'service-upstream': 'true' },
      others: [routes(['www.example.com'], ['mesh'])],
    },
    'routed',
  ],
  [
    'routes of a gateway for the host',
    { others: [routes(['www.example.com'], ['public'])] },
    CLIENT,
  ],
])('ingress-nginx in the mesh, %s', (_, situation, expected) => {
  expect(unrouted(situation)).toBe(expected);
});
