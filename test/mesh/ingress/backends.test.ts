import { expect, test } from 'vitest';
import { backendsOf } from '../../../src/mesh/ingress/backends.ts';
import { firstOf, meshOf } from './mesh-of.ts';

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  defaultBackend:
    service:
      name: web
      port:
        name: http
`;
const INJECTED = `---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`;
const DISABLED = INJECTED.replace('enabled', 'disabled');
const SERVICE = `---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: web
`;
const WORKLOAD = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          ports:
            - name: web
              containerPort: 8080
`;
const OUTSIDER = WORKLOAD.replace(
  '        app: web\n',
  '        app: web\n        sidecar.istio.io/inject: "false"\n',
);
const GATEWAY = WORKLOAD.replace(
  '        app: web\n',
  '        app: web\n        istio: ingressgateway\n',
);
const EXTERNAL = `---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: ExternalName
  externalName: HOST
`;

function strict(extra: string): string {
  return `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  mtls:
    mode: PERMISSIVE
  portLevelMtls:
    ${extra}
`;
}

test.each([
  ['pods in the mesh', INGRESS + INJECTED + SERVICE + WORKLOAD, 'mesh'],
  ['pods that refuse', INGRESS + INJECTED + SERVICE + OUTSIDER, 'outside'],
  ['pods of a namespace that refuses', INGRESS + DISABLED + SERVICE + WORKLOAD, 'outside'],
  ['pods of a gateway', INGRESS + INJECTED + SERVICE + GATEWAY, 'gateway'],
  ['no pods, namespace in the mesh', INGRESS + INJECTED + SERVICE, 'mesh'],
  ['no Service, namespace in the mesh', INGRESS + INJECTED, 'mesh'],
  ['no Service, namespace outside', INGRESS + DISABLED, 'outside'],
  ['nothing of a mesh', INGRESS + SERVICE + WORKLOAD, 'unknown'],
  [
    'the control plane’s own namespace',
    INGRESS.replace('shop', 'istio-system') + INJECTED,
    'outside',
  ],
  [
    'a name filled in later',
    INGRESS.replace('name: web\n      port', 'name: ${NAME}\n      port') + INJECTED,
    'unknown',
  ],
  [
    'the usual name of the gateway',
    INGRESS.replace('name: web\n      port', 'name: istio-ingressgateway\n      port') + INJECTED,
    'gateway',
  ],
  [
    'another name for the gateway',
    INGRESS +
      INJECTED +
      EXTERNAL.replace('HOST', 'istio-ingressgateway.istio-system.svc.cluster.local'),
    'gateway',
  ],
  ['a host outside', INGRESS + INJECTED + EXTERNAL.replace('HOST', 'www.example.com'), 'outside'],
])('%s', (_name, text, stands) => {
  const mesh = meshOf(text);
  expect(backendsOf(mesh, firstOf(mesh, 'Ingress')).map((one) => one.stands)).toEqual([stands]);
});

test.each([
  ['Service that is not here', INGRESS, 'unknown'],
  ['pods that refuse', INGRESS + SERVICE + OUTSIDER, 'outside'],
  ['a namespace of the platform', INGRESS.replace('shop', 'kube-system'), 'outside'],
])('while migrating: %s', (_name, text, stands) => {
  const mesh = meshOf(text, { migrating: true });
  expect(backendsOf(mesh, firstOf(mesh, 'Ingress')).map((one) => one.stands)).toEqual([stands]);
});

test.each([
  ['its port is strict', '8080: {mode: STRICT}', 'STRICT'],
  ['another port is strict', '9090: {mode: STRICT}', undefined],
])('mutual TLS is asked of the pods’ port: %s', (_name, port, mode) => {
  const mesh = meshOf(INGRESS + INJECTED + SERVICE + WORKLOAD + strict(port));
  const [backend] = backendsOf(mesh, firstOf(mesh, 'Ingress'));
  expect(backend?.strict?.mode).toBe(mode);
});

test('each Service and port counts once', () => {
  const mesh = meshOf(`${INGRESS}  rules:
    - http:
        paths:
          - path: /
            backend:
              service:
                name: web
                port:
                  name: http
          - path: /admin
            backend:
              service:
                name: web
                port:
                  name: admin
`);
  const backends = backendsOf(mesh, firstOf(mesh, 'Ingress')).map(
    ({ backend }) => backend.port?.value,
  );
  expect(backends).toEqual(['http', 'admin']);
});
