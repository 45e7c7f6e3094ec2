import { expect, test } from 'vitest';
import { negativeConditions } from '../../../src/mesh/objects/negative-conditions.ts';
import { meshOf } from '../mesh-of.ts';

const object = (apiVersion: string, kind: string, status: object): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'x' }, status });
const condition = (type: string, status: string, reason = '') => ({
  conditions: [{ type, status, reason }],
});
const GATEWAY = 'gateway.networking.k8s.io/v1';

test.each([
  [object('v1', 'Service', condition('istio.io/WaypointBound', 'False')), 1],
  [object('v1', 'Service', condition('istio.io/WaypointBound', 'True')), 0],
  [object('v1', 'Service', condition('example.org/Synced', 'False')), 0],
  [
    object('networking.istio.io/v1', 'ServiceEntry', condition('istio.io/WaypointBound', 'False')),
    1,
  ],
  [object('networking.istio.io/v1', 'Gateway', condition('Programmed', 'False')), 0],
  [object(GATEWAY, 'Gateway', condition('Programmed', 'False')), 1],
  [object(GATEWAY, 'Gateway', condition('Programmed', 'Unknown')), 0],
  [
    object(GATEWAY, 'HTTPRoute', {
      parents: [condition('Accepted', 'False'), condition('ResolvedRefs', 'False')],
    }),
    2,
  ],
  [object(GATEWAY, 'GRPCRoute', { parents: [condition('Accepted', 'False')] }), 1],
  [object('security.istio.io/v1', 'AuthorizationPolicy', condition('ZtunnelAccepted', 'False')), 1],
  [
    object(
      'security.istio.io/v1',
      'AuthorizationPolicy',
      condition('WaypointAccepted', 'True', 'PartiallyInvalid'),
    ),
    1,
  ],
  [object('v1', 'Service', {}), 0],
])('%s', (text, expected) => {
  const resources = meshOf(text).files.flatMap((file) => file.resources);
  expect(negativeConditions(resources)).toHaveLength(expected);
});
