import { expect, test } from 'vitest';
import { withFindings } from '../../src/graph/findings.ts';
import { focusNames, focusOn } from '../../src/graph/focus.ts';
import type { MarkedGraph } from '../../src/graph/graph.ts';
import { graphOf } from '../../src/graph/graph-of.ts';
import type { Mesh } from '../../src/mesh/mesh.ts';
import { deployment, documents, meshOf, object, service } from '../mesh/mesh-of.ts';

const gateway = object('networking.istio.io/v1', 'Gateway', 'door', 'shop', {
  selector: { istio: 'ingressgateway' },
  servers: [
    { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.dev', '*.b.dev', '*'] },
  ],
});
const route = (name: string, host: string, to: string) =>
  object('networking.istio.io/v1', 'VirtualService', name, 'shop', {
    hosts: [host],
    gateways: ['door'],
    http: [{ route: [{ destination: { host: to } }] }],
  });
const calling = (name: string, url: string) =>
  deployment({
    name,
    namespace: 'shop',
    containers: [{ name, env: [{ name: 'API_URL', value: url }] }],
  });
const graph = marked(
  meshOf(
    documents(
      gateway,
      route('a', 'a.dev', 'web'),
      route('b', '*.b.dev', 'api'),
      service('web', 'shop', [{ port: 80 }]),
      service('api', 'shop', [{ port: 80 }]),
      calling('web', 'http://api.shop:80/'),
      calling('api', 'https://api.bank.io/'),
      calling('alone', 'https://api.other.io/'),
    ),
  ),
);

function marked(mesh: Mesh): MarkedGraph {
  return withFindings(graphOf(mesh), []);
}

const DOOR = ['outside', 'gateway with istio=ingressgateway', 'Gateway shop/door'];
const WEB = ['Service shop/web', 'Deployment shop/web'];
const API = ['Service shop/api', 'Deployment shop/api', 'host api.bank.io'];

test.each([
  ['a host: what it can reach', 'a.dev', [...DOOR, 'VirtualService shop/a', ...WEB, ...API]],
  [
    'a host that a wildcard holds, in any case',
    'X.b.dev',
    [...DOOR, 'VirtualService shop/b', ...API],
  ],
  [
    'a host outside: all that leads there',
    'api.bank.io',
    [...DOOR, 'VirtualService shop/a', 'VirtualService shop/b', ...WEB, ...API],
  ],
  ['a workload', 'shop/web', [...DOOR, 'VirtualService shop/a', ...WEB, ...API]],
  ['a name alone', 'alone', ['Deployment shop/alone', 'host api.other.io']],
  ['a name with its kind', 'Deployment shop/alone', ['Deployment shop/alone', 'host api.other.io']],
])('a focus on %s', (_name, focus, wanted) => {
  const found = focusOn(graph, focus);
  expect([...(found?.nodes.map(({ id }) => id) ?? [])].sort()).toEqual([...wanted].sort());
  const ids = new Set(wanted);
  expect(found?.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
});

test('nothing has the name, though a Gateway takes every host', () => {
  expect(focusOn(graph, 'c.dev')).toBe(undefined);
  expect(focusOn(graph, 'sho/web')).toBe(undefined);
});

test('names that can be focused on', () => {
  expect(focusNames(graph)).toEqual(
    expect.arrayContaining(['a.dev', '*.b.dev', 'shop/web', 'web', 'api.bank.io']),
  );
});

test('circles end', () => {
  const edge = { kind: 'calls', evidence: [] } as const;
  const nodes = ['a', 'b'].map((id) => ({ id, kind: 'host' as const, label: id, notes: [] }));
  const edges = [
    { ...edge, from: 'a', to: 'b' },
    { ...edge, from: 'b', to: 'a' },
  ];
  const whole = withFindings({ environment: '.', nodes, edges }, []);
  expect(focusOn(whole, 'a')).toEqual(whole);
});

test('findings stay where they are, and none comes from what is left out', () => {
  const finding = { rule: 'x', codes: [], severity: 'error', message: 'm' } as const;
  const at = graph.edges.find(({ to }) => to === 'host api.other.io')?.evidence[0];
  const of = {
    environments: ['test'],
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'alone' },
  };
  const whole = withFindings(graph, at ? [{ ...finding, ...of, at }] : []);
  expect(whole.ofEdges.size).toBe(1);
  expect(focusOn(whole, 'alone')?.ofEdges.size).toBe(1);
  const other = focusOn(whole, 'a.dev');
  expect([other?.ofEdges.size, other?.ofNodes.size, other?.elsewhere]).toEqual([0, 0, []]);
});
