import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';

const GATEWAY = `apiVersion: v1
kind: Service
metadata:
  name: istio-ingressgateway
  namespace: istio-system
spec:
  type: LoadBalancer
  loadBalancerIP: shop-ip
  selector:
    istio: ingressgateway
  ports:
  - name: http2
    port: 80
`;

const ADDRESS = `apiVersion: compute.cnrm.cloud.google.com/v1beta1
kind: ComputeAddress
metadata:
  name: shop-ip
  namespace: infra
spec:
  location: global
`;

test('an address that is a name is to be reserved in the region, and written into the Service', () => {
  const folder = folderWith({ 'gateway.yaml': GATEWAY });
  expect(found(folder, [])).toEqual(['gateway.yaml:8 load-balancer-ip']);
  const { stdout } = meshlint(folder, ['generate']);
  expect(stdout).toBe(`# Drafts of meshlint: gateway-address. Review them before you apply them.
---
# load-balancer-ip, gateway.yaml:8: loadBalancerIP "shop-ip" is not an address
# TODO: Reserve an address: gcloud compute addresses create shop-ip-regional --region REGION
# TODO: Write loadBalancerIP: ADDRESS into Service istio-system/istio-ingressgateway, or: kubectl patch service istio-ingressgateway --namespace istio-system --patch '{"spec":{"loadBalancerIP":"ADDRESS"}}'
# Move DNS to it when the gateway answers there.
`);
});

test('Config Connector gets a reservation, whose address is taken once it is known', () => {
  const folder = folderWith({ 'gateway.yaml': GATEWAY, 'address.yaml': ADDRESS });
  const { stdout } = meshlint(folder, ['generate', '--out', 'drafts']);
  expect(stdout).toBe('wrote drafts/gateway-address.yaml\n');
  const path = join(folder, 'drafts/gateway-address.yaml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('  name: shop-ip-regional\n  namespace: infra\n');
  expect(text).toContain('  location: <region of the cluster>\n');
  writeFileSync(
    path,
    text.replace(/location: .*/, 'location: europe-west1\n  address: 203.0.113.7'),
  );
  const again = meshlint(folder, ['generate']).stdout;
  expect(again).toContain('# TODO: Write loadBalancerIP: 203.0.113.7 into Service');
  expect(again).not.toContain('kind:');
  writeFileSync(join(folder, 'gateway.yaml'), GATEWAY.replace('shop-ip', '203.0.113.7'));
  expect(found(folder, [])).toEqual([]);
});

test('no text of the input gets into a command that a shell would read more in', () => {
  const name = GATEWAY.replace('name: istio-ingressgateway', "name: 'x; $(id)'");
  const { stdout } = meshlint(
    folderWith({ 'gateway.yaml': name.replace('shop-ip', '"$(id)`id`"') }),
    ['generate'],
  );
  expect(stdout).not.toContain('kubectl');
  const hostile = ADDRESS.replace('global', "europe-west1\n  address: '1.2.3.4; id'");
  const folder = folderWith({ 'gateway.yaml': GATEWAY, 'address.yaml': hostile });
  expect(meshlint(folder, ['generate']).stdout).not.toMatch(/kubectl.*; id/);
});
