import { expect, test } from 'vitest';
import { readFacts } from '../../src/facts/read.ts';
import type { Diagnostic } from '../../src/finding.ts';
import { withFindings } from '../../src/graph/findings.ts';
import { graphOf } from '../../src/graph/graph-of.ts';
import { buildMesh } from '../../src/mesh/build.ts';
import { deployment, documents, namespace, object, service } from '../mesh/mesh-of.ts';

const TEXT = documents(
  namespace('shop'),
  deployment({ namespace: 'shop', containers: [{ name: 'web', env: [] }] }),
  deployment({ name: 'other', namespace: 'shop' }),
  service('web', 'shop', [{ name: 'http', port: 80 }]),
  object('networking.istio.io/v1', 'VirtualService', 'route', 'shop', {
    hosts: ['web'],
    http: [{ route: [{ destination: { host: 'web' } }] }],
  }),
);
const files = [readFacts('all.yaml', TEXT)];
const graph = graphOf(buildMesh({ name: 'prod', files, migrating: false, complete: false }));

function at(words: string, from = 0): Diagnostic['at'] {
  const start = TEXT.indexOf(words, from);
  return { file: 'all.yaml', start, end: start + words.length };
}

function diagnostic(more: Partial<Diagnostic>): Diagnostic {
  const place = { file: 'elsewhere.yaml', start: 0, end: 1 };
  return {
    rule: 'x',
    codes: [],
    severity: 'error',
    message: 'm',
    environments: ['prod'],
    at: place,
    ...more,
  };
}

/** What is marked by one finding. */
function marked(more: Partial<Diagnostic>): object {
  const { ofEdges, ofNodes, elsewhere } = withFindings(graph, [diagnostic(more)]);
  return {
    edges: [...ofEdges.keys()].map(({ from, to }) => `${from} > ${to}`),
    nodes: [...ofNodes.keys()],
    elsewhere: elsewhere.length,
  };
}

const resource = (kind: string, name: string, inNamespace = 'shop') => ({
  apiVersion: 'v1',
  kind,
  namespace: inNamespace,
  name,
});
const DESTINATION = '"web"}}]';

test.each([
  [
    'the evidence of an edge',
    { at: at(DESTINATION) },
    { edges: ['VirtualService shop/route > Service shop/web'] },
  ],
  [
    'a part of it',
    { at: { ...at(DESTINATION), end: at(DESTINATION).start + 2 } },
    { edges: ['VirtualService shop/route > Service shop/web'] },
  ],
  [
    'what stands right before it',
    { at: { ...at(DESTINATION), start: at(DESTINATION).start - 1, end: at(DESTINATION).start } },
    { elsewhere: 1 },
  ],
  [
    'a port of a Service',
    { at: at('80', TEXT.indexOf('"port"')) },
    { edges: ['Service shop/web > Deployment shop/web'] },
  ],
  [
    'the same place, but another object that is drawn',
    { at: at(DESTINATION), resource: resource('Deployment', 'other') },
    { nodes: ['Deployment shop/other'] },
  ],
  [
    'an object at a place of no edge',
    { resource: resource('Deployment', 'web') },
    { nodes: ['Deployment shop/web'] },
  ],
  [
    'a Namespace: all workloads in it',
    { resource: resource('Namespace', 'shop', '') },
    { nodes: ['Deployment shop/web', 'Deployment shop/other'] },
  ],
  ['an object that is not drawn', { resource: resource('ConfigMap', 'web') }, { elsewhere: 1 }],
  ['another environment', { at: at(DESTINATION), environments: ['test'] }, {}],
  [
    'no environment, for it belongs to a file alone',
    { at: at(DESTINATION), environments: [] },
    { edges: ['VirtualService shop/route > Service shop/web'] },
  ],
  ['no environment and nothing drawn', { environments: [] }, {}],
])('a finding at %s', (_name, more, wanted) => {
  expect(marked(more)).toEqual({ edges: [], nodes: [], elsewhere: 0, ...wanted });
});

test('of several ways that one place shows, the one that the message names', () => {
  const place = { file: 'requirements.txt', start: 0, end: 5 };
  const edge = { from: 'Deployment shop/web', kind: 'calls', evidence: [place] } as const;
  const edges = ['a.dev', 'b.dev'].map((host) => ({ ...edge, to: `host ${host}` }));
  const on = (message: string): string[] => {
    const { ofEdges } = withFindings({ ...graph, edges }, [diagnostic({ at: place, message })]);
    return [...ofEdges.keys()].map(({ to }) => to);
  };
  expect(on('calls b.dev:443')).toEqual(['host b.dev']);
  expect(on('calls something')).toEqual(['host a.dev', 'host b.dev']);
});

test('many findings and edges in one file are matched without walking over all pairs', () => {
  const many = 20_000;
  const places = Array.from({ length: many }, (_, index) => ({
    file: 'all.yaml',
    start: 10 * index,
    end: 10 * index + 5,
  }));
  const edges = places.map((place, index) => ({
    from: 'a',
    to: `b${index}`,
    kind: 'calls' as const,
    evidence: [place],
  }));
  const diagnostics = places.map((place) => diagnostic({ at: place }));
  const { ofEdges } = withFindings({ environment: 'prod', nodes: [], edges }, diagnostics);
  expect(ofEdges.size).toBe(many);
});
