import { expect, test } from 'vitest';
import { ATTACHED_TYPES } from '../../../src/mesh/policies/reach.ts';
import { EXCLUSIVE_TYPES } from '../../../src/mesh/policies/rivals.ts';
import { deployment, documents, meshOf, namespace, object } from '../mesh-of.ts';

const SECURITY = 'security.istio.io/v1';
const NETWORKING = 'networking.istio.io/v1';
const web = deployment({ namespace: 'shop' });
const selecting = (app: string) => ({ selector: { matchLabels: { app } } });
const policy = (spec: object, inNamespace = 'shop', kind = 'AuthorizationPolicy'): string =>
  object(SECURITY, kind, 'x', inNamespace, spec);
const sidecar = (name: string, labels?: object, inNamespace = 'shop'): string =>
  object(NETWORKING, 'Sidecar', name, inNamespace, labels ? { workloadSelector: { labels } } : {});

/** What the one attached object of these files reaches: names, `missing` or `unknown`; the second with `--complete`. */
const REACH: readonly (readonly [string, string, string, string])[] = [
  ['a selector', documents(web, policy(selecting('web'))), 'web', 'web'],
  ['no selector', documents(web, policy({})), 'web', 'web'],
  ['a misspelt selector', documents(web, policy(selecting('wbe'))), 'missing', 'missing'],
  ['workloads elsewhere', documents(web, policy(selecting('web'), 'b')), 'unknown', 'missing'],
  ['no namespace', documents(deployment({}), policy(selecting('a'), '')), 'unknown', 'missing'],
  ['a template', documents(web, policy(selecting('${APP}'))), 'unknown', 'unknown'],
  ['the whole mesh', documents(web, policy({}, 'istio-system')), 'unknown', 'unknown'],
  ['root, everywhere', documents(web, policy(selecting('web'), 'istio-system')), 'web', 'web'],
  ['root, nowhere', documents(web, policy(selecting('x'), 'istio-system')), 'unknown', 'missing'],
  [
    'root, but only its own',
    documents(web, sidecar('x', { app: 'web' }, 'istio-system')),
    'unknown',
    'missing',
  ],
  [
    'targets',
    documents(web, policy({ targetRef: { kind: 'Service', name: 'a' } })),
    'unknown',
    'unknown',
  ],
  [
    'targets, several',
    documents(web, policy({ targetRefs: [{ kind: 'Gateway', name: 'a' }] })),
    'unknown',
    'unknown',
  ],
  [
    'a gateway',
    documents(web, policy({ selector: { matchLabels: { istio: 'ingressgateway' } } })),
    'unknown',
    'missing',
  ],
  [
    'a workload outside Kubernetes',
    documents(
      object(NETWORKING, 'WorkloadEntry', 'vm', 'shop', {
        address: '10.0.0.1',
        labels: { app: 'old' },
      }),
      policy(selecting('old')),
    ),
    'vm',
    'vm',
  ],
  [
    'a group of them',
    documents(
      object(NETWORKING, 'WorkloadGroup', 'vms', 'shop', { metadata: { labels: { app: 'old' } } }),
      policy(selecting('old')),
    ),
    'vms',
    'vms',
  ],
];

test.each(REACH)('reach: %s', (_name, files, answer, whenComplete) => {
  for (const [complete, expected] of [
    [false, answer],
    [true, whenComplete],
  ] as const) {
    const mesh = meshOf(files, { complete });
    const reached = ATTACHED_TYPES.flatMap((type) => mesh.all(type)).map(mesh.policies.reach);
    const said = reached.map((reach) =>
      typeof reach === 'string' ? reach : reach.map(({ name }) => name).join(),
    );
    expect(said).toEqual([expected]);
  }
});

const ambient = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
const waypoint = object('gateway.networking.k8s.io/v1', 'Gateway', 'way', 'shop', {
  gatewayClassName: 'istio-waypoint',
});
const ofGateway = (name: string, spec = {}) =>
  policy({
    selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } },
    ...spec,
  });

const INEFFECTIVE: readonly (readonly [string, string, string | undefined])[] = [
  ['a policy', policy(selecting('web')), undefined],
  [
    'pods that are kept out',
    documents(
      deployment({ namespace: 'shop', labels: { 'sidecar.istio.io/inject': 'false' } }),
      policy(selecting('web')),
    ),
    'selects-outsiders',
  ],
  ['pods without a label', documents(namespace('shop'), web, policy(selecting('web'))), undefined],
  [
    'a selector in the root namespace',
    policy(selecting('web'), 'istio-system', 'PeerAuthentication'),
    'selector-in-root-namespace',
  ],
  ['a default of the mesh', policy({}, 'istio-system', 'PeerAuthentication'), undefined],
  ['a selector elsewhere', policy(selecting('web'), 'shop', 'PeerAuthentication'), undefined],
  [
    'a Sidecar for ambient pods',
    documents(ambient, web, sidecar('x', { app: 'web' })),
    'sidecar-in-ambient',
  ],
  ['a default for ambient pods', documents(ambient, sidecar('x')), 'sidecar-in-ambient'],
  ['a Sidecar for other pods', documents(web, sidecar('x', { app: 'web' })), undefined],
  ['a waypoint', documents(waypoint, ofGateway('way')), 'selects-waypoint'],
  ['another gateway', documents(waypoint, ofGateway('front')), 'selects-kubernetes-gateway'],
  [
    'an attached one',
    ofGateway('way', { targetRefs: [{ kind: 'Gateway', name: 'way' }] }),
    undefined,
  ],
  [
    'pods of a gateway',
    documents(
      deployment({
        namespace: 'shop',
        labels: { 'gateway.networking.k8s.io/gateway-name': 'front' },
      }),
      policy(selecting('web')),
    ),
    'selects-kubernetes-gateway',
  ],
];

test.each(INEFFECTIVE)('ineffective: %s', (_name, files, expected) => {
  const mesh = meshOf(files);
  const said = ATTACHED_TYPES.flatMap((type) => mesh.all(type)).map(mesh.policies.ineffective);
  expect(said).toEqual([expected]);
});

const RIVALS: readonly (readonly [string, string, readonly string[]])[] = [
  ['two defaults', documents(sidecar('a'), sidecar('b')), ['a: b', 'b: a']],
  ['one default each', documents(sidecar('a'), sidecar('b', undefined, 'other')), []],
  ['a default and a selector', documents(web, sidecar('a'), sidecar('b', { app: 'web' })), []],
  [
    'three for one workload',
    documents(
      deployment({ namespace: 'shop', labels: { team: 'x', tier: 'y' } }),
      sidecar('a', { app: 'web' }),
      sidecar('b', { team: 'x' }),
      sidecar('c', { tier: 'y' }),
      sidecar('d', { tier: 'z' }),
    ),
    ['a: b,c at web', 'b: a,c at web', 'c: a,b at web'],
  ],
  [
    'for a workload of another namespace',
    documents(
      deployment({ namespace: 'other', labels: { team: 'x' } }),
      sidecar('a', { app: 'web' }),
      sidecar('b', { team: 'x' }),
    ),
    [],
  ],
  ['the same object again', documents(sidecar('a'), sidecar('a')), []],
];

test.each(RIVALS)('rivals: %s', (_name, files, expected) => {
  const mesh = meshOf(files);
  const said = EXCLUSIVE_TYPES.flatMap((type) => mesh.policies.rivalries(type)).map(
    ({ object: { name }, others, workload }) =>
      `${name}: ${others.map((other) => other.name).join()}${workload ? ` at ${workload.name}` : ''}`,
  );
  expect(said).toEqual(expected);
});

test('near misses: the labels in another namespace, or not on the template', () => {
  const misplaced = web.replace(
    '"name":"web","namespace"',
    '"labels":{"app":"api"},"name":"web","namespace"',
  );
  for (const [files, expected] of [
    [documents(misplaced, policy(selecting('api'))), 'template'],
    [documents(web, policy(selecting('web'), 'other')), 'namespace'],
    [documents(web, policy(selecting('wbe'))), undefined],
  ] as const) {
    const mesh = meshOf(files);
    expect(mesh.all('AuthorizationPolicy').map((one) => mesh.policies.nearMiss(one)?.by)).toEqual([
      expected,
    ]);
  }
});
