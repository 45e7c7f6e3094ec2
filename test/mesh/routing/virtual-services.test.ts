import { expect, test } from 'vitest';
import { deployment, documents, meshOf, object, service, the } from '../mesh-of.ts';

const virtualService = (name: string, inNamespace: string, spec: object) =>
  object('networking.istio.io/v1', 'VirtualService', name, inNamespace, spec);
const route = (host: string, subset?: string) => ({ route: [{ destination: { host, subset } }] });
const inMesh = (name: string, inNamespace: string, host: string, spec: object = {}) =>
  virtualService(name, inNamespace, { hosts: [host], http: [route(host)], ...spec });
const full = 'web.shop.svc.cluster.local';

test.each([
  ['one host', [inMesh('a', 'shop', 'web'), inMesh('b', 'shop', full)], 'a with b, b with a'],
  ['two hosts', [inMesh('a', 'shop', 'web'), inMesh('b', 'data', 'web')], ''],
  ['itself', [inMesh('a', 'shop', 'web', { hosts: ['web', full] })], ''],
  [
    'bound to a gateway alone',
    [inMesh('a', 'shop', 'web'), inMesh('b', 'shop', 'web', { gateways: ['x'] })],
    '',
  ],
  [
    'bound to a gateway too',
    [inMesh('a', 'shop', 'web'), inMesh('b', 'shop', 'web', { gateways: ['x', 'mesh'] })],
    'a with b, b with a',
  ],
  [
    'not seen together',
    [
      inMesh('a', 'shop', 'web', { exportTo: ['.'] }),
      inMesh('b', 'data', full, { exportTo: ['.'] }),
    ],
    '',
  ],
  [
    'seen together in one namespace',
    [
      inMesh('a', 'shop', 'web', { exportTo: ['.'] }),
      inMesh('b', 'data', full, { exportTo: ['shop'] }),
    ],
    'a with b, b with a',
  ],
  [
    'one is seen everywhere',
    [
      inMesh('a', 'shop', 'web', { exportTo: ['*'] }),
      inMesh('b', 'shop', 'web', { exportTo: ['.'] }),
      inMesh('c', 'data', full, { exportTo: ['.'] }),
    ],
    'a with b, a with c, b with a, c with a',
  ],
  [
    'a wildcard beside a host it holds',
    [inMesh('a', 'shop', '*.example.com'), inMesh('b', 'shop', 'a.example.com')],
    '',
  ],
  [
    'another protocol',
    [inMesh('a', 'shop', 'web'), inMesh('b', 'shop', 'web', { http: [], tcp: [route('web')] })],
    '',
  ],
  ['filled in', [inMesh('a', 'shop', '${HOST}'), inMesh('b', 'shop', '${HOST}')], ''],
])('rivals: %s', (_name, objects, wanted) => {
  const found = meshOf(documents(...objects)).routing.rivalHosts();
  const words = found.flatMap(({ virtualService: { name }, others }) =>
    others.map((other) => `${name} with ${other.name}`),
  );
  expect(words.join(', ')).toBe(wanted);
});

const RIVALS = { a: inMesh('a', 'shop', 'web'), b: inMesh('b', 'shop', 'web') };

test.each([
  ['one file', ['x.yaml', 'x.yaml'], {}, 'surely'],
  ['files of their own', ['x.yaml', 'y.yaml'], {}, 'probably'],
  ['all there is', ['x.yaml', 'y.yaml'], { complete: true }, 'surely'],
  ['a folder of variants', ['demo/x.yaml', 'demo/y.yaml'], { name: 'demo/one.yaml' }, 'hardly'],
  ['variants at the top', ['x.yaml', 'y.yaml'], { name: 'demo/one.yaml' }, 'probably'],
  ['beside the variants', ['demo/x.yaml', 'y.yaml'], { name: 'demo/one.yaml' }, 'probably'],
  ['a variant itself', ['demo/x.yaml', 'demo/y.yaml'], { name: 'demo/x.yaml' }, 'hardly'],
  ['a folder of that name', ['demo/x.yaml', 'demo/y.yaml'], { name: 'demo' }, 'probably'],
])('rivals, how surely together: %s', (_name, [a = '', b = ''], options, wanted) => {
  const files: Record<string, string> = { 'demo/one.yaml': '' };
  for (const [file, object] of [
    [a, RIVALS.a],
    [b, RIVALS.b],
  ] as const) {
    files[file] = documents(...(files[file] ? [RIVALS.a] : []), object);
  }
  const found = meshOf(files, options).routing.rivalHosts();
  expect(found.map(({ together }) => together)).toEqual([wanted, wanted]);
});

const chooser = inMesh('chooser', 'shop', 'web', { http: [route('web', 'v1')] });

test.each([
  ['without a subset', 'web', undefined, ['public'], ['chooser']],
  ['in full', full, undefined, ['public'], ['chooser']],
  ['with a subset', 'web', 'v1', ['public'], []],
  ['to another host', 'other', undefined, ['public'], []],
  ['for sidecars', 'web', undefined, ['mesh'], []],
])('bypassed: %s', (_name, host, subset, gateways, wanted) => {
  const outside = inMesh('outside', 'shop', 'a.example.com', {
    gateways,
    http: [route(host, subset)],
  });
  const found = meshOf(documents(chooser, outside)).routing.bypassedRoutes();
  expect(found.flatMap(({ ignored }) => ignored.map(({ name }) => name))).toEqual(wanted);
});

const pods = (name: string, version?: string) =>
  deployment({ name, namespace: 'shop', labels: { app: 'web', ...(version && { version }) } });

test.each([
  ['all pods are in the one subset', ['v1'], [pods('a', 'v1'), pods('b', 'v1')], []],
  ['a pod is in none', ['v1'], [pods('a', 'v1'), pods('b')], [true]],
  ['a pod is in another', ['v1'], [pods('a', 'v1'), pods('b', 'v2')], [true]],
  ['no pod is known', ['v1'], [], [false]],
  ['no pod is known, two subsets', ['v1', 'v2'], [], [true]],
  ['one of two subsets has all', ['v1', 'v2'], [pods('a', 'v1')], [true]],
])('bypassed: %s', (_name, named, workloads, wanted) => {
  const rule = object('networking.istio.io/v1', 'DestinationRule', 'web', 'shop', {
    host: 'web',
    subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })),
  });
  const choices = inMesh('choices', 'shop', 'web', {
    http: named.map((subset) => route('web', subset)),
  });
  const outside = inMesh('outside', 'shop', 'a.example.com', {
    gateways: ['public'],
    http: [route('web')],
  });
  const text = documents(choices, outside, rule, service('web', 'shop', []), ...workloads);
  const found = meshOf(text).routing.bypassedRoutes();
  expect(found.map(({ isChoice }) => isChoice)).toEqual(wanted);
});

const gateway = object('networking.istio.io/v1', 'Gateway', 'public', 'shop', {
  servers: [
    { port: { number: 443 }, hosts: ['*'] },
    { port: { number: 80 }, hosts: ['*'], tls: { httpsRedirect: true } },
  ],
});
const ports = (...numbers: readonly number[]) => numbers.map((port) => ({ port }));

test.each([
  ['one port', ports(8080), 'web', ['public'], undefined],
  ['through the gateway', ports(8080, 9090), 'a.example.com', ['public'], [443]],
  ['the same port at the gateway', ports(443, 9090), 'a.example.com', ['public'], undefined],
  ['a gateway that is not known', ports(8080, 9090), 'a.example.com', ['x/y'], undefined],
  ['through the sidecar, to itself', ports(8080, 9090), 'web', [], undefined],
  ['through the sidecar, to another', ports(8080, 9090), 'front', [], [80]],
])('no port: %s', (_name, own, host, gateways, lost) => {
  const objects = documents(
    gateway,
    service('web', 'shop', own),
    service('front', 'shop', ports(80, 9090)),
    virtualService('web', 'shop', { hosts: [host], gateways, http: [route('web')] }),
  );
  const mesh = meshOf(objects);
  const judged = the(mesh, 'VirtualService');
  const [destination] = judged.http.flatMap(({ destinations }) => destinations);
  expect(destination && mesh.routing.unchosenPort(judged, destination)?.lost).toEqual(lost);
});
