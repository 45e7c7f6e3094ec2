import { hostCovers, hostsOverlap } from '../mesh/ingress/host-patterns.ts';
import { groupBy } from '../mesh/once.ts';
import type { EdgeKind, Graph, GraphEdge, GraphNode, MarkedGraph } from './graph.ts';

/** Kinds of edges whose host is the one that a request from outside asks for. */
const OF_REQUESTS: readonly EdgeKind[] = ['enters', 'serves', 'binds', 'routes'];

/**
 * What leads to a host or an object, and what it leads to, with the findings there; `undefined` where nothing has this name. An object is named as
 * `namespace/name`, `name`, or with its kind in front; a host by itself, also where a wildcard holds it.
 */
export function focusOn(graph: MarkedGraph, focus: string): MarkedGraph | undefined {
  const host = focus.toLowerCase();
  const ends = graph.nodes.filter(
    (node) => namesOfNode(node).includes(focus) || isHost(node, host),
  );
  const ways = graph.edges.filter((edge) => edge.host !== undefined && isFor(edge.host, host));
  if (ends.length + ways.length === 0) return undefined;
  const asked = graph.edges.filter((edge) => mayCarry(edge, host));
  const edges = new Set([
    ...ways,
    ...reachable(
      graph.edges,
      ends.map(({ id }) => id),
    ),
    ...reachable(
      asked,
      ways.map(({ to }) => to),
      'on',
    ),
    ...reachable(
      asked,
      ways.map(({ from }) => from),
      'back',
    ),
  ]);
  const ids = new Set([
    ...ends.map(({ id }) => id),
    ...[...edges].flatMap(({ from, to }) => [from, to]),
  ]);
  return {
    environment: graph.environment,
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter((edge) => edges.has(edge)),
    ofNodes: new Map([...graph.ofNodes].filter(([id]) => ids.has(id))),
    ofEdges: new Map([...graph.ofEdges].filter(([edge]) => edges.has(edge))),
    elsewhere: [],
  };
}

/** All names that can be focused on. */
export function focusNames({ nodes, edges }: Graph): readonly string[] {
  const names = [...nodes.flatMap(namesOfNode), ...edges.flatMap(({ host }) => host ?? [])];
  return [...new Set(names)];
}

function namesOfNode({ label, resource }: GraphNode): readonly string[] {
  if (resource === undefined) return [label];
  const { name, namespace } = resource;
  return namespace === '' ? [label, name] : [label, name, `${namespace}/${name}`];
}

function isHost({ kind, label }: GraphNode, host: string): boolean {
  return kind === 'host' && isFor(label, host);
}

/** `*` holds every name, so it is no sign that a name is meant. */
function isFor(pattern: string, host: string): boolean {
  return pattern !== '*' && hostCovers(pattern, host);
}

/** Whether requests for a host may take an edge. */
function mayCarry({ kind, host: own }: GraphEdge, host: string): boolean {
  return own === undefined || !OF_REQUESTS.includes(kind) || hostsOverlap(own, host);
}

/** The edges that lead on from nodes, back from them, or both; each once. */
function reachable(
  edges: readonly GraphEdge[],
  start: readonly string[],
  direction: 'on' | 'back' | 'both' = 'both',
): readonly GraphEdge[] {
  if (direction === 'both') {
    return [...reachable(edges, start, 'on'), ...reachable(edges, start, 'back')];
  }
  const [near, far] = direction === 'on' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const byNear = groupBy(edges, (edge) => edge[near]);
  const seen = new Set(start);
  const found: GraphEdge[] = [];
  for (const id of seen) {
    for (const edge of byNear.get(id) ?? []) {
      found.push(edge);
      seen.add(edge[far]);
    }
  }
  return found;
}
