import { expect, test } from 'vitest';
import { beginsTls, followedRule, tlsOfPort } from '../../../src/mesh/routing/client-tls.ts';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const rule = (name: string, inNamespace: string, host: string, spec: object = {}): string =>
  object('networking.istio.io/v1', 'DestinationRule', name, inNamespace, { host, ...spec });

const FULL = 'api.back.svc.cluster.local';
const OF_CLIENT = rule('client', 'front', FULL);
const OF_SERVICE = rule('service', 'back', 'api');
const OF_ROOT = rule('root', 'istio-system', '*.local');
const OF_WEB = { workloadSelector: { matchLabels: { app: 'web' } } };
const OF_OTHERS = { workloadSelector: { matchLabels: { app: 'other' } } };

/** The name of the rule that pods `web` of namespace `front` follow to the Service `back/api`. */
function followed(...rules: readonly string[]): string | undefined {
  const mesh = meshOf(
    documents(
      deployment({ name: 'web', namespace: 'front' }),
      service('api', 'back', [{ port: 80 }]),
      ...rules,
    ),
  );
  return followedRule(the(mesh, 'Workload', 'web'), the(mesh, 'Service', 'api'), mesh)?.name;
}

test.each<[string, readonly string[], string | undefined]>([
  ['none', [], undefined],
  ['of the client', [OF_ROOT, OF_SERVICE, OF_CLIENT], 'client'],
  ['of the Service', [OF_ROOT, OF_SERVICE], 'service'],
  ['of the root namespace', [OF_ROOT], 'root'],
  ['of elsewhere', [rule('elsewhere', 'ops', FULL)], undefined],
  ['that is kept', [rule('kept', 'back', 'api', { exportTo: ['.'] }), OF_ROOT], 'root'],
  ['for another Service', [rule('other', 'front', 'api')], undefined],
  ['with the narrowest host', [rule('wide', 'front', '*.local'), OF_CLIENT], 'client'],
  [
    'with the narrower wildcard',
    [rule('wide', 'front', '*.local'), rule('narrow', 'front', '*.back.svc.cluster.local')],
    'narrow',
  ],
  ['of two that are merged', [OF_CLIENT, rule('second', 'front', FULL)], undefined],
  ['for its pods', [OF_CLIENT, rule('own', 'front', FULL, OF_WEB)], 'own'],
  ['for other pods', [rule('own', 'front', FULL, OF_OTHERS), OF_SERVICE], 'service'],
  ['for pods of another namespace', [rule('own', 'back', 'api', OF_WEB)], undefined],
])('the rule %s', (_, rules, expected) => {
  expect(followed(...rules)).toBe(expected);
});

test.each<[string, object, string | undefined]>([
  ['none', {}, undefined],
  ['for all ports', { tls: { mode: 'SIMPLE' } }, 'SIMPLE'],
  ['of mutual TLS inside the mesh', { tls: { mode: 'ISTIO_MUTUAL' } }, undefined],
  ['turned off', { tls: { mode: 'DISABLE' } }, undefined],
  [
    'of the port',
    { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'MUTUAL' } }] },
    'MUTUAL',
  ],
  [
    'of another port',
    { portLevelSettings: [{ port: { number: 81 }, tls: { mode: 'MUTUAL' } }] },
    undefined,
  ],
  [
    'that settings of the port replace',
    { tls: { mode: 'SIMPLE' }, portLevelSettings: [{ port: { number: 80 } }] },
    undefined,
  ],
])('TLS %s', (_, trafficPolicy, expected) => {
  const mesh = meshOf(rule('api', 'back', 'api', { trafficPolicy }));
  expect(beginsTls(tlsOfPort(the(mesh, 'DestinationRule'), 80))?.value).toBe(expected);
});
