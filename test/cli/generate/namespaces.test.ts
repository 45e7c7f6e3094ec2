import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { drafted } from './drafts.ts';

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`;

const POLICY = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec:
  host: web.shop.svc.cluster.local
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers: [{name: web, image: "registry.acme.dev/web:1"}]
`;

const REVISION = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh, namespace: istio-system}
spec:
  revision: canary
`;

const INJECTION = ['--only', 'namespace-injection'];

test.each([
  ['no revision', {}, { 'istio-injection': 'enabled' }],
  ['a revision', { 'mesh.yaml': REVISION }, { 'istio.io/rev': 'canary' }],
])('a Namespace gets its label, by a control plane with %s', async (_which, more, labels) => {
  const folder = folderWith({ 'namespace.yaml': NAMESPACE, 'web.yaml': POLICY, ...more });
  expect(found(folder, INJECTION)).toEqual(['namespace.yaml:4 namespace-injection']);
  const [namespace] = await drafted(folder, []);
  expect(namespace).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });
  meshlint(folder, ['generate', '--out', 'drafts']);
  expect(found(folder, INJECTION)).toEqual([]);
});
