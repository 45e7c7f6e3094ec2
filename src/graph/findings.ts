import type { Diagnostic } from '../finding.ts';
import { groupBy } from '../mesh/once.ts';
import type { Span } from '../text.ts';
import type { Graph, GraphEdge, GraphNode, MarkedGraph } from './graph.ts';

/**
 * The graph with the findings of its environment. A finding is on the edges whose evidence its place meets; else on the
 * nodes of the object it speaks of, for a Namespace the workloads in it; else it is elsewhere.
 */
export function withFindings(graph: Graph, diagnostics: readonly Diagnostic[]): MarkedGraph {
  const edgesAt = placeIndex(graph.edges);
  const nodesOf = nodeIndex(graph);
  const ofEdges = new Map<GraphEdge, Diagnostic[]>();
  const ofNodes = new Map<string, Diagnostic[]>();
  const elsewhere: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    if (!isOf(diagnostic, graph)) continue;
    const own = nodesOf(diagnostic);
    const edges = spokenOf(
      diagnostic,
      edgesAt(diagnostic.at).filter((edge) => touches(edge, own)),
    );
    const ids = edges.length > 0 ? [] : own;
    for (const edge of edges) ofEdges.set(edge, [...(ofEdges.get(edge) ?? []), diagnostic]);
    for (const id of ids) ofNodes.set(id, [...(ofNodes.get(id) ?? []), diagnostic]);
    if (edges.length + ids.length === 0 && diagnostic.environments.length > 0) {
      elsewhere.push(diagnostic);
    }
  }
  return { ...graph, ofEdges, ofNodes, elsewhere };
}

/** What belongs to a file alone is no environment's, and drawn wherever something of its place is. */
function isOf({ environments }: Diagnostic, { environment }: Graph): boolean {
  return environments.length === 0 || environments.includes(environment);
}

/** Whether a finding of an object that is drawn speaks of ways of this object, and not of others that share the place. */
function touches({ from, to }: GraphEdge, ids: readonly string[]): boolean {
  return ids.length === 0 || ids.includes(from) || ids.includes(to);
}

/** Of ways that one place shows, such as a dependency that calls several hosts, those that the message names. */
function spokenOf({ message }: Diagnostic, edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const named = edges.filter(
    ({ to, host }) =>
      message.includes(to.replace(/^host /, '')) || (host && message.includes(host)),
  );
  return named.length > 0 ? named : edges;
}

/** Evidence in one file, by where it starts, and how far what starts up to there reaches. */
interface Places {
  readonly sorted: readonly { readonly at: Span; readonly edge: GraphEdge }[];
  readonly reach: readonly number[];
}

/** Answers which edges have evidence that meets a place, in the order of the graph. No walk over all of them. */
function placeIndex(edges: readonly GraphEdge[]): (at: Span) => readonly GraphEdge[] {
  const places = edges.flatMap((edge) => edge.evidence.map((at) => ({ at, edge })));
  const byFile = new Map(
    [...groupBy(places, ({ at }) => at.file)].map(([file, own]) => [file, placesOf(own)]),
  );
  const order = new Map(edges.map((edge, index) => [edge, index]));
  return (at) => {
    const found = new Set(meeting(byFile.get(at.file), at));
    return [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
}

function placesOf(places: Places['sorted']): Places {
  const sorted = places.toSorted((a, b) => a.at.start - b.at.start);
  let furthest = 0;
  const reach = sorted.map(({ at }) => {
    furthest = Math.max(furthest, at.end);
    return furthest;
  });
  return { sorted, reach };
}

function meeting(places: Places | undefined, { start, end }: Span): GraphEdge[] {
  if (places === undefined) return [];
  const { sorted, reach } = places;
  const found: GraphEdge[] = [];
  for (let i = countBefore(sorted, end) - 1; i >= 0 && (reach[i] ?? 0) > start; i--) {
    const place = sorted[i];
    if (place && place.at.end > start) found.push(place.edge);
  }
  return found;
}

/** How many start before an offset. */
function countBefore(sorted: Places['sorted'], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Answers which nodes are the object that a finding speaks of; by its name as its file writes it. */
function nodeIndex({ nodes }: Graph): (diagnostic: Diagnostic) => readonly string[] {
  const byName = groupBy(nodes, writtenName);
  const workloads = groupBy(
    nodes.filter(({ kind }) => kind === 'workload'),
    ({ resource }) => resource?.namespace,
  );
  return ({ resource }) => {
    if (resource === undefined) return [];
    const found =
      resource.kind === 'Namespace'
        ? workloads.get(resource.name)
        : byName.get(`${resource.kind} ${resource.namespace} ${resource.name}`);
    return (found ?? []).map(({ id }) => id);
  };
}

function writtenName({ resource }: GraphNode): string | undefined {
  if (resource === undefined) return undefined;
  const { name, namespace } = resource.written ?? resource;
  return `${resource.kind} ${namespace} ${name}`;
}
