import { expect, test } from 'vitest';
import { findSecret, podNamespaces } from '../../../src/mesh/ingress/gateway-secrets.ts';
import { firstOf, meshOf } from './mesh-of.ts';

function object(kind: string, namespace: string, rest: string): string {
  return `---
apiVersion: ${kind === 'Secret' ? 'v1' : 'cert-manager.io/v1'}
kind: ${kind}
metadata:
  name: web
${namespace === '' ? '' : `  namespace: ${namespace}`}
${rest}
`;
}

test.each([
  ['there', object('Secret', 'edge', 'data: {tls.crt: eA==}'), 'found'],
  ['elsewhere', object('Secret', 'shop', 'data: {tls.crt: eA==}'), 'elsewhere'],
  ['made there', object('Certificate', 'edge', 'spec: {secretName: web}'), 'found'],
  ['made elsewhere', object('Certificate', 'shop', 'spec: {secretName: web}'), 'elsewhere'],
  ['no namespace written', object('Secret', '', 'data: {tls.crt: eA==}'), 'unknown'],
  [
    'namespace filled in later',
    object('Secret', '${NAMESPACE}', 'data: {tls.crt: eA==}'),
    'unknown',
  ],
  ['another Secret', object('Certificate', 'edge', 'spec: {secretName: other}'), 'nowhere'],
])('%s', (_name, text, kind) => {
  expect(findSecret(meshOf(text), 'web', ['edge']).kind).toBe(kind);
});

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: shop
spec:
  selector:
    SELECTOR
  servers: []
`;
const PODS = `---
apiVersion: v1
kind: Service
metadata:
  name: istio-ingressgateway
  namespace: edge
spec:
  selector:
    istio: ingressgateway
`;

test.each([
  ['the default', 'istio: ingressgateway', '', ['istio-system']],
  ['a Service tells', 'istio: ingressgateway', PODS, ['edge']],
  ['other pods', 'app: shop-gateway', '', []],
  ['the default and more', 'istio: ingressgateway\n    region: asia', '', []],
])('where the pods run: %s', (_name, selector, more, namespaces) => {
  const mesh = meshOf(GATEWAY.replace('SELECTOR', selector) + more);
  expect(podNamespaces(mesh, firstOf(mesh, 'IstioGateway')).namespaces).toEqual(namespaces);
});
