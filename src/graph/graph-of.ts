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

/** The graph without nginx that no workload is seen to run, unless it lies in a file that is asked about. */
export function withoutIdleNginx(graph: Graph, isAsked: (file: string) => boolean): Graph {
  const isIdle = ({ kind, at }: GraphNode): boolean =>
    kind === 'nginx' && at !== undefined && !isAsked(at.file);
  const idle = new Set(graph.nodes.filter(isIdle).map(({ id }) => id));
  if (idle.size === 0) return graph;
  const edges = graph.edges.filter(({ from }) => !idle.has(from));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const stays = (node: GraphNode): boolean =>
    !idle.has(node.id) && (node.resource !== undefined || linked.has(node.id));
  return { ...graph, edges, nodes: graph.nodes.filter(stays) };
}
