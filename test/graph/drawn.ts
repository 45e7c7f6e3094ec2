import type { Graph, Sketch } from '../../src/graph/graph.ts';
import { wayText } from '../../src/report/graph/way-text.ts';

/** The ways that a stage finds, one line each: `from > to: way`. */
export function ways({ links }: Sketch): string[] {
  return links.map(({ from, to, ...way }) =>
    line(from.id, to.id, wayText({ from: from.id, to: to.id, ...way })),
  );
}

/** The edges of a graph, in the same words. */
export function edges(graph: Graph): string[] {
  return graph.edges.map((edge) => line(edge.from, edge.to, wayText(edge)));
}

function line(from: string, to: string, words: string): string {
  return words === '' ? `${from} > ${to}` : `${from} > ${to}: ${words}`;
}

/** The notes and the absence of all nodes that have some, by id. */
export function notes({ nodes, links }: Sketch): Record<string, string> {
  const all = [...nodes, ...links.flatMap(({ from, to }) => [from, to])];
  return Object.fromEntries(
    all
      .map(({ id, notes: told, absent }) => [id, [absent, ...told].filter(Boolean).join('; ')])
      .filter(([, words]) => words !== ''),
  );
}
