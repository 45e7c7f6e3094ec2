import { expect, test } from 'vitest';
import { answerOutside } from '../../../src/mesh/egress/outside.ts';
import { siteOf } from '../../../src/mesh/egress/site.ts';
import { documents, meshOf, NAMESPACE } from './project.ts';

const PROJECT = documents(
  NAMESPACE,
  `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec:
  type: ExternalName
  externalName: db.provider.net
`,
  `apiVersion: v1
kind: Service
metadata: {name: edge, namespace: shop}
spec:
  type: LoadBalancer
  loadBalancerIP: 34.1.2.3
`,
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      hosts: ["shop/*.shop-front.com"]
`,
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: out, namespace: shop}
spec:
  selector: {istio: egressgateway}
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      hosts: [api.partner.net]
`,
);

test.each([
  ['api.stripe.com', true],
  ['db.prod.internal', true],
  ['10.20.0.3', true],
  ['34.9.9.9', true],
  ['api.partner.net', true],
  ['worldclockapi.com', true],
  ['huggingface.co', true],
  ['34.1.2.3', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['169.254.169.254', false],
  ['192.0.2.1', false],
  ['224.0.0.1', false],
  ['metadata.google.internal', false],
  ['metadata', false],
  ['catalog', false],
  ['catalog.shop', false],
  ['catalog.other', false],
  ['catalog.shop.svc', false],
  ['catalog.shop.svc.cluster.local', false],
  ['catalog.shop.svc.corp.zone', false],
  ['printer.local', false],
  ['host.docker.internal', false],
  ['api.example.com', false],
  ['www.your-domain.com', false],
  ['foo.bar.test', false],
  ['gcr.io', false],
  ['europe-docker.pkg.dev', false],
  ['www.shop-front.com', false],
  ['db.provider.net', false],
])('%s is outside: %s', (host, expected) => {
  const settings = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istio}
spec:
  values: {global: {proxy: {clusterDomain: corp.zone}}}
`;
  const mesh = meshOf({ 'a.yaml': PROJECT, 'istio.yaml': settings });
  expect(answerOutside(mesh)(host, 'shop')).toBe(expected);
});

test.each([
  ['api.stripe.com', 'stripe.com'],
  ['a.b.shop.co.uk', 'shop.co.uk'],
  ['db.prod.internal', 'prod.internal'],
  ['10.0.0.1', '10.0.0.1'],
  ['stripe.com', 'stripe.com'],
])('%s is of the site %s', (host, site) => {
  expect(siteOf(host)).toBe(site);
});
