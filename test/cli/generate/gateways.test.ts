import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { drafted, sameAsGolden } from './drafts.ts';
import { INJECTED, ingress, path, service } from './ingresses.ts';

const ARTICLE = ingress(
  'shop',
  {
    'shop.acme.dev': [
      path('/', 'Prefix', 'web'),
      path('/api/*', 'ImplementationSpecific', 'api'),
      path('/api/health', 'Exact', 'api'),
      path('/cart', 'Prefix', 'cart', { name: 'http' }),
    ],
    'api.acme.dev': [path('/v1', 'ImplementationSpecific', 'api')],
  },
  {
    annotations: {
      'kubernetes.io/ingress.global-static-ip-name': 'shop-ip',
      'kubernetes.io/ingress.allow-http': 'false',
      'networking.gke.io/managed-certificates': 'shop-certificate',
    },
    spec: {
      defaultBackend: { service: { name: 'web', port: { name: 'http' } } },
      tls: [{ hosts: ['api.acme.dev'], secretName: 'api-tls' }],
    },
  },
);

const BEHIND = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    cloud.google.com/backend-config: '{"default": "web"}'
spec:
  selector:
    app: web
  ports:
  - name: http
    port: 80
---
apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata:
  name: web
  namespace: shop
spec:
  iap:
    enabled: true
  cdn:
    enabled: true
  securityPolicy:
    name: armor
  timeoutSec: 40
`;

const FILES = { 'namespace.yaml': INJECTED, 'ingress.yaml': ARTICLE, 'web.yaml': BEHIND };

/** All Services that the Ingress leads to. */
const WHOLE = { ...FILES, 'services.yaml': `${service('api')}---\n${service('cart')}` };

/** As the Secrets that the drafts name become the gateway's own. */
function secret(name: string, namespace: string): string {
  return `apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata:
  name: ${name}
  namespace: ${namespace}
data:
  tls.crt: Zm9y
  tls.key: Zm9y
`;
}

const SECRETS = [
  secret('api-tls', 'istio-system'),
  secret('shop-tls', 'istio-system'),
  secret('istio-ingressgateway-certs', 'istio-system'),
].join('---\n');

for (const version of ['1.0', '1.4', '1.20', '1.29']) {
  test(`on Istio ${version} nothing is wrong once the Secrets are there and the Ingress is gone`, async () => {
    const folder = folderWith({ ...WHOLE, 'secrets.yaml': SECRETS });
    const args = ['--istio-version', version];
    await drafted(folder, args);
    meshlint(folder, ['generate', '--out', 'drafts', ...args]);
    const between = found(folder, args).map((each) => each.replace(/:\d+/, ''));
    expect(new Set(between)).toEqual(
      new Set([
        'ingress.yaml leftover-ingress',
        'ingress.yaml global-static-ip',
        'ingress.yaml gke-ingress-annotation',
        'web.yaml gke-ingress-annotation',
      ]),
    );
    expect(meshlint(folder, ['generate', ...args]).stdout).toBe('');
    rmSync(join(folder, 'ingress.yaml'));
    writeFileSync(join(folder, 'web.yaml'), service('web'));
    expect(found(folder, args)).toEqual([]);
  });
}

test('Gateway API: its Gateway reads the Secrets where they are', async () => {
  const folder = folderWith({ ...WHOLE, 'secrets.yaml': secret('api-tls', 'shop') });
  const args = ['--gateway-api'];
  const objects = await drafted(folder, args);
  expect(new Set(objects.map(({ apiVersion }) => apiVersion))).toEqual(
    new Set(['gateway.networking.k8s.io/v1']),
  );
  meshlint(folder, ['generate', '--out', 'drafts', ...args]);
  expect(meshlint(folder, ['generate', ...args]).stdout).toBe('');
  rmSync(join(folder, 'ingress.yaml'));
  writeFileSync(join(folder, 'web.yaml'), service('web'));
  expect(found(folder, [])).toEqual([]);
});

test('what Istio cannot do stays as a line with the reason', () => {
  const folder = folderWith(FILES);
  sameAsGolden('gateways.yaml', meshlint(folder, ['generate', '--istio-version', '1.29']).stdout);
  sameAsGolden('gateway-api.yaml', meshlint(folder, ['generate', '--gateway-api']).stdout);
});
