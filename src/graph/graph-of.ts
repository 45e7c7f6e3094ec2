import type { Mesh } from '../mesh/mesh.ts';
import { gatewayStage } from './gateways.ts';
import type { Graph, GraphEdge, GraphNode, Link, Sketch } from './graph.ts';
import { ingressStage } from './ingresses.ts';
import { nginxStage } from './nginx.ts';
import { routeStage } from './routes.ts';
import { serviceStage } from './services.ts';
import { outStage } from './ways-out.ts';

/** From outside inwards, and out again. */
const STAGES: readonly ((mesh: Mesh) => Sketch)[] = [
  ingressStage,
  gatewayStage,
  routeStage,
  serviceStage,
  nginxStage,
  outStage,
];

/**
 * The routes of one environment as the questions of its mesh answer them. What is declared twice is one node, and the
 * same way found twice is one edge.
 */
export function graphOf(mesh: Mesh): Graph {
  const sketches = STAGES.map((stage) => stage(mesh));
  const nodes = new Map<string, GraphNode>();
  for (const { nodes: alone, links } of sketches) {
    for (const node of [...alone, ...links.flatMap(({ from, to }) => [from, to])]) {
      if (!nodes.has(node.id)) nodes.set(node.id, node);
    }
  }
  const edges = new Map<string, GraphEdge>();
  for (const link of sketches.flatMap(({ links }) => links)) {
    const edge = edgeOf(link);
    const key = JSON.stringify(edge);
    if (!edges.has(key)) edges.set(key, edge);
  }
  return { environment: mesh.name, nodes: [...nodes.values()], edges: [...edges.values()] };
}

function edgeOf({ from, to, ...way }: Link): GraphEdge {
  return { from: from.id, to: to.id, ...way };
}

/**
 * The graphs of a project with nginx that no workload is seen to run where it belongs. Such configuration is the same in all
 * environments: it is drawn in files that are asked about alone, and in those environments that declare something it leads
 * to, else in the first.
 */
export function withIdleNginx(
  graphs: readonly Graph[],
  isAsked: (file: string) => boolean,
): readonly Graph[] {
  const leading = graphs.map(idleThatLeads);
  const anywhere = new Set(leading.flatMap((ids) => [...ids]));
  return graphs.map((graph, index) => {
    const stays = ({ id, at }: GraphNode): boolean => {
      if (at && !isAsked(at.file)) return false;
      return anywhere.has(id) ? (leading[index]?.has(id) ?? false) : index === 0;
    };
    return without(
      graph,
      graph.nodes.filter((node) => node.kind === 'nginx' && !stays(node)),
    );
  });
}

/** The ids of nginx that leads to something declared. */
function idleThatLeads({ nodes, edges }: Graph): ReadonlySet<string> {
  const idle = new Set(nodes.filter(({ kind }) => kind === 'nginx').map(({ id }) => id));
  const declared = new Set(nodes.filter(({ resource }) => resource).map(({ id }) => id));
  const leading = edges.filter(({ from, to }) => idle.has(from) && declared.has(to));
  return new Set(leading.map(({ from }) => from));
}

/** The graph without some nodes, their ways, and what is there for these alone. */
function without(graph: Graph, left: readonly GraphNode[]): Graph {
  if (left.length === 0) return graph;
  const ids = new Set(left.map(({ id }) => id));
  const edges = graph.edges.filter(({ from }) => !ids.has(from));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const stays = ({ id, resource }: GraphNode): boolean =>
    !ids.has(id) && (resource !== undefined || linked.has(id));
  return { ...graph, edges, nodes: graph.nodes.filter(stays) };
}
