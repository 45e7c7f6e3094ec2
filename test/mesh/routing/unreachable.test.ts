import { expect, test } from 'vitest';
import { meshOf, object, the } from '../mesh-of.ts';

const shadowed = (spec: object): string[] => {
  const mesh = meshOf(object('networking.istio.io/v1', 'VirtualService', 'web', 'shop', spec));
  return mesh.routing
    .shadowed(the(mesh, 'VirtualService'))
    .map(({ index, match, how, by }) => `${index}${match ? ' match' : ''} ${how} as ${by.index}`);
};
const prefix = (path: string) => ({ uri: { prefix: path } });
const exact = (path: string) => ({ uri: { exact: path } });

test.each([
  ['the same', prefix('/a'), prefix('/a'), ['1 same as 0']],
  ['a longer prefix', prefix('/a'), prefix('/ab'), ['1 wider as 0']],
  ['a shorter prefix', prefix('/ab'), prefix('/a'), []],
  ['a path below', prefix('/a'), exact('/a/b'), ['1 wider as 0']],
  ['a prefix of an exact path', exact('/a'), prefix('/a'), []],
  ['all paths', prefix('/'), { uri: { regex: '/[ab]' } }, ['1 wider as 0']],
  ['all paths, none written', prefix('/'), { method: { exact: 'GET' } }, ['1 wider as 0']],
  ['any regex', { uri: { regex: '.*' } }, prefix('/a'), ['1 wider as 0']],
  ['another regex', { uri: { regex: '/a.*' } }, prefix('/a'), []],
  ['letters of any size', { ...prefix('/A'), ignoreUriCase: true }, exact('/ab'), ['1 wider as 0']],
  ['letters of one size', prefix('/a'), { ...exact('/ab'), ignoreUriCase: true }, []],
  ['a method more', prefix('/a'), { ...prefix('/a'), method: { exact: 'GET' } }, ['1 wider as 0']],
  ['a method less', { ...prefix('/a'), method: { exact: 'GET' } }, prefix('/a'), []],
  ['an authority less', { authority: { exact: 'a' } }, {}, []],
  ['another scheme', { scheme: { exact: 'http' } }, { scheme: { exact: 'https' } }, []],
  [
    'a header that must be there',
    { headers: { 'X-A': {} } },
    { headers: { 'x-a': { exact: '1' } } },
    ['1 wider as 0'],
  ],
  ['a header less', { headers: { a: { exact: '1' } } }, { headers: {} }, []],
  [
    'another parameter',
    { queryParams: { a: { exact: '1' } } },
    { queryParams: { A: { exact: '1' } } },
    [],
  ],
  [
    'no such header at all',
    { withoutHeaders: { a: { exact: '1' } } },
    { withoutHeaders: { a: {} } },
    ['1 wider as 0'],
  ],
  [
    'no header of one value',
    { withoutHeaders: { a: {} } },
    { withoutHeaders: { a: { exact: '1' } } },
    [],
  ],
  ['another port', { port: 80 }, { port: 81 }, []],
  ['one port', {}, { port: 81 }, ['1 wider as 0']],
  ['other labels', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } }, []],
  [
    'more labels',
    { sourceLabels: { app: 'a' } },
    { sourceLabels: { app: 'a', v: '1' } },
    ['1 wider as 0'],
  ],
  ['another namespace', { sourceNamespace: 'a' }, { sourceNamespace: 'b' }, []],
  ['another Gateway', { gateways: ['a'] }, { gateways: ['b'] }, []],
  ['one Gateway of several', { gateways: ['a'] }, {}, []],
  ['all Gateways', { gateways: ['a', 'mesh'] }, {}, ['1 same as 0']],
  ['filled in', prefix('/${A}'), prefix('/${A}/b'), []],
])('http: %s', (_name, earlier, later, wanted) => {
  const http = [{ match: [earlier] }, { match: [later] }];
  expect(shadowed({ gateways: ['a', 'mesh'], http })).toEqual(wanted);
});

test.each([
  [
    'one match of two',
    [{ match: [prefix('/a')] }, { match: [prefix('/a'), prefix('/b')] }],
    ['1 match same as 0'],
  ],
  ['inside one route', [{ match: [prefix('/a'), prefix('/ab')] }], ['0 match wider as 0']],
  ['harmless inside one route', [{ match: [prefix('/'), exact('/')] }], []],
  [
    'behind everything',
    [{}, { match: [prefix('/a')] }, {}],
    ['1 everything as 0', '2 everything as 0'],
  ],
  ['behind a delegate', [{ delegate: { name: 'x' } }, { match: [prefix('/a')] }], []],
])('routes: %s', (_name, http, wanted) => {
  expect(shadowed({ http })).toEqual(wanted);
});

const sni = (...sniHosts: readonly string[]) => ({ sniHosts });

test.each([
  ['the same host', sni('a.example'), sni('a.example'), ['1 same as 0']],
  ['a wildcard', sni('*.example'), sni('a.b.example'), ['1 wider as 0']],
  ['all', sni('*'), sni('a.example'), ['1 wider as 0']],
  ['one of two', sni('a.example'), sni('a.example', 'b.example'), []],
  ['a port more', sni('a.example'), { ...sni('a.example'), port: 443 }, ['1 wider as 0']],
  [
    'other subnets',
    { destinationSubnets: ['10.0.0.0/8'] },
    { destinationSubnets: ['11.0.0.0/8'] },
    [],
  ],
  ['subnets more', {}, { destinationSubnets: ['11.0.0.0/8'] }, ['1 wider as 0']],
])('connections: %s', (_name, earlier, later, wanted) => {
  const tls = [{ match: [earlier] }, { match: [later] }];
  expect(shadowed({ tls })).toEqual(wanted);
  expect(shadowed({ tcp: tls })).toEqual(wanted);
});
