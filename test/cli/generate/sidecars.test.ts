import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { drafted } from './drafts.ts';

const MESH = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
  namespace: istio-system
spec:
  meshConfig:
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: google
  namespace: platform
spec:
  hosts: ["*.googleapis.com"]
  ports: [{number: 443, name: https, protocol: HTTPS}]
  resolution: NONE
---
apiVersion: v1
kind: Service
metadata:
  name: users
  namespace: accounts
spec:
  ports: [{name: http, port: 80}]
`;

const API = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
      - name: api
        image: registry.acme.dev/api:1
        env:
        - {name: USERS_URL, value: "http://users.accounts"}
        - {name: STOCK_URL, value: "http://stock.depot.svc.cluster.local:8080"}
        - {name: CART_URL, value: "http://cart:8080"}
        - {name: GCS_URL, value: "https://storage.googleapis.com"}
        - {name: PAYMENT_URL, value: "https://api.stripe.com"}
`;

test('a Sidecar imports what files show the pods to use, and is made on request only', async () => {
  const folder = folderWith({ 'mesh.yaml': MESH, 'api.yaml': API });
  expect(meshlint(folder, ['generate']).stdout).not.toContain('Sidecar');
  const [sidecar] = await drafted(folder, ['--topic', 'sidecars']);
  expect(sidecar).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'shop' },
    spec: {
      egress: [
        {
          hosts: [
            './*',
            'istio-system/*',
            '*/api.stripe.com',
            'accounts/users.accounts.svc.cluster.local',
            'depot/stock.depot.svc.cluster.local',
            'platform/*.googleapis.com',
          ],
        },
      ],
    },
  });
});

test('with the Sidecar among the input nothing is wrong that was not before', () => {
  const folder = folderWith({ 'mesh.yaml': MESH, 'api.yaml': API });
  meshlint(folder, ['generate', '--out', 'drafts']);
  const before = found(folder, []);
  meshlint(folder, ['generate', '--topic', 'sidecars', '--out', 'drafts']);
  expect(found(folder, [])).toEqual(before);
});

test('a namespace that has a Sidecar, and Istio 1.0, get none', () => {
  const own = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: own, namespace: shop}
spec:
  egress: [{hosts: ["./*"]}]
`;
  const args = ['generate', '--topic', 'sidecars'];
  const folder = folderWith({ 'mesh.yaml': MESH, 'api.yaml': API });
  expect(meshlint(folder, [...args, '--istio-version', '1.0']).stdout).toBe('');
  const has = folderWith({ 'mesh.yaml': MESH, 'api.yaml': API, 'own.yaml': own });
  expect(meshlint(has, args).stdout).toBe('');
});
