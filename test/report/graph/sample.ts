import { withFindings } from '../../../src/graph/findings.ts';
import type { Graph, GraphEdge, GraphNode } from '../../../src/graph/graph.ts';
import type { GraphReport } from '../../../src/report/graph/graph-report.ts';
import { placer } from '../../../src/report/places/places.ts';

const AT = { file: 'a.yaml', start: 0, end: 1 };

/** Two nodes and a way between them; every text of the user's is the one that is given. */
export function hostileReport(text: string): GraphReport {
  const from: GraphNode = { id: `x${text}`, kind: 'host', label: text, notes: [text] };
  const to: GraphNode = { ...from, id: `y${text}`, kind: 'workload', absent: 'unknown' };
  const edge: GraphEdge = {
    from: from.id,
    to: to.id,
    kind: 'calls',
    host: text,
    path: text,
    port: 80,
    targetPort: text,
    protocol: text,
    mutualTls: { mode: 'STRICT', stated: true, by: text },
    note: text,
    evidence: [{ ...AT, file: text }],
  };
  const graph = { environment: text, nodes: [from, to], edges: [edge] };
  const finding = {
    rule: 'missing-service-entry',
    codes: [],
    severity: 'error',
    message: text,
    environments: [text],
  } as const;
  return reportOf(graph, [
    { ...finding, at: { ...AT, file: text } },
    { ...finding, at: { ...AT, file: 'elsewhere.yaml' } },
  ]);
}

export function reportOf(
  graph: Graph,
  findings: Parameters<typeof withFindings>[1] = [],
): GraphReport {
  return {
    tool: { name: 'meshlint', version: '0.0.0' },
    graphs: [withFindings(graph, findings)],
    place: placer(new Map()),
  };
}

/** A graph of ways between nodes that are named by one letter each: `a>b`. */
export function graphWith(...ways: readonly string[]): Graph {
  const ids = [...new Set(ways.flatMap((way) => way.split('>')))];
  return {
    environment: 'prod',
    nodes: ids.map((id) => ({ id, kind: 'service', label: id, notes: [] })),
    edges: ways.flatMap((way): GraphEdge[] => {
      const [from = '', to] = way.split('>');
      return to === undefined ? [] : [{ from, to, kind: 'routes', evidence: [AT] }];
    }),
  };
}
