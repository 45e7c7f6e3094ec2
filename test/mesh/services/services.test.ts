import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { deployment, documents, meshOf, namespace, object, service, the } from '../mesh-of.ts';

const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }];
const web = service('web', 'shop', PORTS);
const injected = namespace('shop', { 'istio-injection': 'enabled' });
const pods = deployment({ namespace: 'shop' });
const gateway = object('networking.istio.io/v1', 'Gateway', 'x', 'other', {});

const MEMBERSHIP: readonly (readonly [string, string, Partial<MeshInput>, string])[] = [
  ['pods in the mesh', documents(injected, pods, web), {}, 'yes'],
  ['pods outside', documents(namespace('shop'), pods, web), {}, 'no'],
  ['pods that come in', documents(namespace('shop'), pods, web), { migrating: true }, 'yes'],
  ['no pods, in the mesh', documents(injected, web), {}, 'yes'],
  ['no pods, outside', documents(namespace('shop'), web), {}, 'no'],
  ['nothing is known', web, {}, 'no'],
  ['nothing is known, beside a mesh', documents(gateway, web), {}, 'unknown'],
  ['the platform', service('web', 'kube-system', PORTS), { migrating: true }, 'no'],
  ['a gateway', service('istio-ingressgateway', 'shop', PORTS), { migrating: true }, 'no'],
  [
    'a waypoint',
    web.replace(
      '"name":"web"',
      '"name":"web","labels":{"gateway.istio.io/managed":"istio.io-mesh-controller"}',
    ),
    { migrating: true },
    'no',
  ],
];

test.each(MEMBERSHIP)('membership: %s', (_name, files, options, expected) => {
  const mesh = meshOf(files, options);
  expect(mesh.services.membership(the(mesh, 'Service'))).toBe(expected);
});

const container = (...ports: readonly object[]) => [{ name: 'web', ports }];
const http = { name: 'http', port: 80, targetPort: 8080 };

const SHARED: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ['HTTP and TCP', [http, { name: 'tcp', port: 81, targetPort: 8080 }], ['8080: http80 tcp81']],
  ['by name', [http, { name: 'tls', port: 443, targetPort: 'main' }], ['8080: http80 tls443']],
  ['HTTP and gRPC', [http, { name: 'grpc', port: 81, targetPort: 8080 }], []],
  ['HTTP and a guess', [http, { name: 'x', port: 81, targetPort: 8080 }], []],
  ['HTTP and UDP', [http, { name: 'x', port: 80, protocol: 'UDP', targetPort: 8080 }], []],
  ['different ports', [http, { name: 'tcp', port: 81 }], []],
];

test.each(SHARED)('shared ports: %s', (_name, ports, expected) => {
  const containers = container({ containerPort: 8080, name: 'main' });
  const mesh = meshOf(
    documents(deployment({ namespace: 'shop', containers }), service('web', 'shop', ports)),
  );
  const shared = mesh.services.sharedPorts(the(mesh, 'Workload'));
  const said = shared.map(
    ({ port, approaches }) =>
      `${port}: ${approaches.map((way) => `${way.protocol}${way.port.number.value}`).join(' ')}`,
  );
  expect(said).toEqual(expected);
});

const LOST: readonly (readonly [string, object, readonly object[], string | undefined])[] = [
  ['a name', { targetPort: 'web' }, [{ containerPort: 8080, name: 'web' }], undefined],
  ['a name that is not there', { targetPort: 'web' }, [{ containerPort: 8080 }], 'no-such-name'],
  ['a name, nothing declared', { targetPort: 'web' }, [], 'no-such-name'],
  ['a number', { targetPort: 8080 }, [{ containerPort: 8080 }], undefined],
  ['a number that is not there', { targetPort: 8081 }, [{ containerPort: 8080 }], 'undeclared'],
  ['a number, nothing declared', { targetPort: 8081 }, [], undefined],
  ['nothing written', {}, [{ containerPort: 80 }], undefined],
];

test.each(LOST)('target port: %s', (_name, port, declared, expected) => {
  const files = documents(
    deployment({ namespace: 'shop', containers: container(...declared) }),
    service('web', 'shop', [{ port: 80, ...port }]),
  );
  const mesh = meshOf(files);
  const found = the(mesh, 'Service');
  expect(found.ports.map((one) => mesh.services.lost(found, one))).toEqual([expected]);
});

test('a number that is not there, of a Service that leads to another that is', () => {
  const files = documents(
    deployment({ namespace: 'shop', containers: container({ containerPort: 8080 }) }),
    service('web', 'shop', [
      { port: 80, targetPort: 8080 },
      { port: 81, targetPort: 8081 },
      { port: 82, targetPort: 'admin' },
    ]),
  );
  const mesh = meshOf(files);
  const found = the(mesh, 'Service');
  expect(found.ports.map((one) => mesh.services.lost(found, one))).toEqual([
    undefined,
    undefined,
    'no-such-name',
  ]);
});

const OPENED: readonly (readonly [string, object, string | undefined])[] = [
  ['in args', { args: ['--port', '8081'] }, undefined],
  ['in a flag', { args: ['--listen=:8081'] }, undefined],
  ['in a command', { command: ['sh', '-c', 'serve -p 8081'] }, undefined],
  ['in a variable', { env: [{ name: 'LISTEN', value: 'tcp://0.0.0.0:8081' }] }, undefined],
  ['another number that holds it', { args: ['--port=18081'] }, 'undeclared'],
  ['nowhere', { args: ['--port=8080'] }, 'undeclared'],
];

test.each(OPENED)('a number that the program is told: %s', (_name, more, expected) => {
  const [own] = container({ containerPort: 8080 });
  const files = documents(
    deployment({ namespace: 'shop', containers: [{ ...own, ...more }] }),
    service('web', 'shop', [{ port: 80, targetPort: 8081 }]),
  );
  const mesh = meshOf(files);
  const found = the(mesh, 'Service');
  expect(found.ports.map((one) => mesh.services.lost(found, one))).toEqual([expected]);
});

test('a Service without workloads loses no port', () => {
  const mesh = meshOf(service('web', 'shop', [{ port: 80, targetPort: 'web' }]));
  const found = the(mesh, 'Service');
  expect(found.ports.map((one) => mesh.services.lost(found, one))).toEqual([undefined]);
});

const get = (port: number | string, scheme?: string) => ({
  readinessProbe: { httpGet: { port, scheme } },
});

const PROBED: readonly (readonly [string, readonly object[], string | undefined])[] = [
  ['HTTP by number', [get(8080)], 'http'],
  ['HTTP by name', [get('main')], 'http'],
  ['HTTPS', [get(8080, 'HTTPS')], 'https'],
  ['gRPC', [{ livenessProbe: { grpc: { port: 8080 } } }], 'grpc'],
  ['TCP', [{ livenessProbe: { tcpSocket: { port: 8080 } } }], undefined],
  ['another port', [get(9090)], undefined],
  ['two protocols', [get(8080), { livenessProbe: { grpc: { port: 8080 } } }], undefined],
  ['the same twice', [get(8080), get('main')], 'http'],
  ['no probe', [{}], undefined],
];

test.each(PROBED)('what probes speak: %s', (_name, containers, expected) => {
  const pods = deployment({
    namespace: 'shop',
    containers: containers.map((each, index) => ({
      name: `c${index}`,
      ports: [{ containerPort: 8080, name: 'main' }],
      ...each,
    })),
  });
  const web = service('web', 'shop', [{ name: 'web', port: 80, targetPort: 'main' }]);
  const mesh = meshOf(documents(pods, web));
  const found = the(mesh, 'Service');
  expect(found.ports.map((port) => mesh.services.probed(found, port))).toEqual([expected]);
});
