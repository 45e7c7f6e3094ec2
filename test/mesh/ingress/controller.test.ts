import { expect, test } from 'vitest';
import { controllerOf } from '../../../src/mesh/ingress/controller.ts';
import { firstOf, meshOf } from './mesh-of.ts';

function ingress({ annotation = '', className = '', apiVersion = 'networking.k8s.io/v1' }): string {
  return `
apiVersion: ${apiVersion}
kind: Ingress
metadata:
  name: web
  annotations:
    note: x
${annotation === '' ? '' : `    kubernetes.io/ingress.class: ${annotation}`}
spec:
${className === '' ? '' : `  ingressClassName: ${className}`}
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`;
}

function ingressClass(name: string, controller: string, isDefault = false): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: ${name}
  annotations:
    ingressclass.kubernetes.io/is-default-class: "${isDefault}"
spec:
  controller: ${controller}
`;
}

function operator(settings: string): string {
  return `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: control-plane
  namespace: istio-system
spec:
  meshConfig:
    ${settings}
`;
}

const ISTIO = 'istio.io/ingress-controller';
const NGINX = 'k8s.io/ingress-nginx';

test.each([
  ['no class', ingress({}), 'gke'],
  ['empty annotation', ingress({ annotation: '""' }), 'gke'],
  ['gce', ingress({ annotation: 'gce' }), 'gke'],
  ['gce-internal', ingress({ annotation: 'gce-internal' }), 'gke'],
  ['gce-regional-external', ingress({ annotation: 'gce-regional-external' }), 'gke'],
  ['gce-multi-cluster', ingress({ annotation: 'gce-multi-cluster' }), 'gke'],
  ['nginx', ingress({ annotation: 'nginx' }), 'other'],
  ['istio', ingress({ annotation: 'istio' }), 'istio'],
  ['templated', ingress({ annotation: '${CLASS}' }), 'unknown'],
  ['annotation before className', ingress({ annotation: 'gce', className: 'istio' }), 'gke'],
  ['className of no object, istio', ingress({ className: 'istio' }), 'istio'],
  ['className of no object, nginx', ingress({ className: 'nginx' }), 'other'],
  ['className gce, which GKE does not read', ingress({ className: 'gce' }), 'other'],
  ['className of Istio', ingress({ className: 'mesh' }) + ingressClass('mesh', ISTIO), 'istio'],
  [
    'className istio of nginx',
    ingress({ className: 'istio' }) + ingressClass('istio', NGINX),
    'other',
  ],
  ['default class nginx', ingress({}) + ingressClass('nginx', NGINX, true), 'other'],
  ['default class Istio', ingress({}) + ingressClass('mesh', ISTIO, true), 'istio'],
  ['class that is not the default', ingress({}) + ingressClass('nginx', NGINX), 'gke'],
  [
    'default class, old API',
    ingress({ apiVersion: 'extensions/v1beta1' }) + ingressClass('nginx', NGINX, true),
    'gke',
  ],
  ['own class of Istio', ingress({ annotation: 'edge' }) + operator('ingressClass: edge'), 'istio'],
  [
    'istio beside an own class',
    ingress({ annotation: 'istio' }) + operator('ingressClass: edge'),
    'other',
  ],
  ['mode DEFAULT', ingress({}) + operator('ingressControllerMode: DEFAULT'), 'istio'],
  [
    'mode OFF',
    ingress({ annotation: 'istio' }) + operator('ingressControllerMode: "OFF"'),
    'nobody',
  ],
])('%s', (_name, text, kind) => {
  const mesh = meshOf(text);
  expect(controllerOf(mesh, firstOf(mesh, 'Ingress')).kind).toBe(kind);
});

test('a MultiClusterIngress belongs to GKE', () => {
  const mesh = meshOf(`
apiVersion: networking.gke.io/v1
kind: MultiClusterIngress
metadata:
  name: web
spec:
  template:
    spec:
      backend:
        serviceName: web
        servicePort: 80
`);
  expect(controllerOf(mesh, firstOf(mesh, 'Ingress'))).toMatchObject({ kind: 'gke' });
});
