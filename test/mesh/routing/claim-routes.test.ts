import { expect, test } from 'vitest';
import { unverifiedClaimRoutes } from '../../../src/mesh/routing/claim-routes.ts';
import { deployment, documents, meshOf, object } from '../mesh-of.ts';

const door = { istio: 'ingressgateway' };
const gateway = object('networking.istio.io/v1', 'Gateway', 'public', 'shop', { selector: door });
const route = (match: object) =>
  object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', {
    hosts: ['a.example'],
    gateways: ['public', 'mesh', 'x/y'],
    http: [{ match: [match] }],
  });
const policy = (inNamespace: string, spec: object) =>
  object('security.istio.io/v1', 'RequestAuthentication', 'jwt', inNamespace, spec);
const claim = route({ headers: { '@request.auth.claims.group': { exact: 'a' } } });
const pods = deployment({ name: 'door', namespace: 'edge', labels: door });
const other = policy('istio-system', { selector: { matchLabels: { app: 'other' } } });

test.each([
  ['a policy for other pods', [claim, other], 1],
  ['a nested claim', [route({ headers: { '@Request.auth.claims[group][a]': {} } }), other], 1],
  [
    'a claim that must not be there',
    [route({ withoutHeaders: { '@request.auth.claims.a': {} } }), other],
    1,
  ],
  ['a plain header', [route({ headers: { 'x-claims': { exact: 'a' } } }), other], 0],
  ['no such policy in the input', [claim], 0],
  ['a policy for all of the mesh', [claim, policy('istio-system', {})], 0],
  [
    'a policy for these pods',
    [claim, pods, policy('edge', { selector: { matchLabels: door } })],
    0,
  ],
  ['a policy in another namespace', [claim, pods, other, policy('shop', {})], 1],
  [
    'a policy by reference',
    [claim, pods, policy('edge', { targetRefs: [{ kind: 'Gateway', name: 'x' }] })],
    0,
  ],
])('%s', (_name, objects, wanted) => {
  expect(unverifiedClaimRoutes(meshOf(documents(gateway, ...objects)))).toHaveLength(wanted);
});
