import { expect, test } from 'vitest';
import type { Mesh } from '../../../src/mesh/mesh.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const secret = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'x', namespace: 'shop' },
});
const certificate = object('cert-manager.io/v1', 'Certificate', 'x', 'shop', { secretName: 'x' });
const gateway = object('networking.istio.io/v1', 'Gateway', 'public', 'istio-system', {});
const entry = object('networking.istio.io/v1', 'ServiceEntry', 'x', 'egress', { hosts: ['a.org'] });

const CASES: readonly (readonly [string, string, Parameters<Mesh['owns']>[0], string, boolean])[] =
  [
    ['a namespace that is declared', namespace('shop'), 'Service', 'shop', true],
    ['beside a Service', service('web', 'shop', []), 'Service', 'shop', true],
    ['beside a workload', deployment({ namespace: 'shop' }), 'Service', 'shop', true],
    ['another namespace', service('web', 'shop', []), 'Service', 'other', false],
    ['objects without a namespace', service('web', '', []), 'Service', '', true],
    ['Secrets are seldom there', deployment({ namespace: 'shop' }), 'Secret', 'shop', false],
    ['beside a Secret', secret, 'Secret', 'shop', true],
    ['beside what makes one', certificate, 'Secret', 'shop', true],
    [
      'a Gateway beside the application',
      documents(deployment({ namespace: 'shop' }), gateway),
      'IstioGateway',
      'shop',
      true,
    ],
    ['no Gateway at all', deployment({ namespace: 'shop' }), 'IstioGateway', 'shop', false],
    [
      'a Gateway of the platform',
      deployment({ namespace: 'istio-system' }),
      'IstioGateway',
      'istio-system',
      false,
    ],
    ['beside a Gateway of the platform', gateway, 'IstioGateway', 'istio-system', true],
    ['beside any ServiceEntry', entry, 'ServiceEntry', 'shop', true],
    ['grants beside a Service', service('web', 'shop', []), 'ReferenceGrant', 'shop', true],
    ['grants beside a Secret', secret, 'ReferenceGrant', 'shop', true],
    ['grants beside nothing they are for', namespace('shop'), 'ReferenceGrant', 'shop', false],
    [
      'grants of the platform',
      service('istiod', 'istio-system', []),
      'ReferenceGrant',
      'istio-system',
      false,
    ],
    ['no ServiceEntry at all', gateway, 'ServiceEntry', 'shop', false],
    ['a Namespace', namespace('shop'), 'Namespace', 'shop', true],
    ['no Namespace', service('web', 'shop', []), 'Namespace', 'shop', false],
    [
      'a ConfigMap',
      documents(namespace('shop'), deployment({ namespace: 'shop' })),
      'ConfigMap',
      'shop',
      false,
    ],
  ];

test.each(CASES)('%s', (_name, files, type, inNamespace, answer) => {
  expect(meshOf(files).owns(type, inNamespace)).toBe(answer);
  expect(meshOf(files, { complete: true }).owns(type, inNamespace)).toBe(true);
});

test('names that are filled in may be any', () => {
  const files = documents(service('web', 'shop', []), service('${NAME}', 'shop', []));
  expect(meshOf(files).owns('Service', 'shop')).toBe(false);
  expect(meshOf(files, { complete: true }).owns('Service', 'shop')).toBe(false);
  expect(meshOf(files, { complete: true }).owns('Service', 'other')).toBe(true);
});
