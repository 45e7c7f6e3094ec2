import { expect, test } from 'vitest';
import { newestApiVersion } from '../../../src/mesh/versions/served-since.ts';
import { meshOf, object } from '../mesh-of.ts';

const NETWORKING = 'networking.istio.io';
const SECURITY = 'security.istio.io';

test.each([
  ['1.0', NETWORKING, 'ServiceEntry', 'v1alpha3'],
  ['1.4', NETWORKING, 'ServiceEntry', 'v1alpha3'],
  ['1.5', NETWORKING, 'Gateway', 'v1beta1'],
  ['1.21.6', NETWORKING, 'Gateway', 'v1beta1'],
  ['1.22', NETWORKING, 'Sidecar', 'v1'],
  ['1.5', SECURITY, 'PeerAuthentication', 'v1beta1'],
  ['1.18', SECURITY, 'PeerAuthentication', 'v1beta1'],
  ['1.18', SECURITY, 'AuthorizationPolicy', 'v1'],
  ['1.22', SECURITY, 'PeerAuthentication', 'v1'],
])('Istio %s serves %s %s as %s', (istioVersion, group, kind, version) => {
  expect(newestApiVersion(meshOf('', { istioVersion }), group, kind)).toBe(`${group}/${version}`);
});

test.each([
  ['', 'v1'],
  ['v1alpha3', 'v1alpha3'],
  ['v1beta1', 'v1beta1'],
  ['v1alpha3 v1beta1', 'v1beta1'],
])('where no version is known, what the project uses counts: "%s"', (used, version) => {
  const objects = used
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => object(`${NETWORKING}/${each}`, 'VirtualService', each, 'shop', {}));
  expect(newestApiVersion(meshOf(objects.join('\n---\n')), NETWORKING, 'ServiceEntry')).toBe(
    `${NETWORKING}/${version}`,
  );
});
