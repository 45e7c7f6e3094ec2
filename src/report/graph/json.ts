import type { Diagnostic } from '../../finding.ts';
import type { GraphEdge, GraphNode, MarkedGraph } from '../../graph/graph.ts';
import type { Span } from '../../text.ts';
import { visibleInJson } from '../visible.ts';
import type { GraphFormat, GraphReport } from './graph-report.ts';

/** The graph as `schemas/graph.schema.json` describes it. */
export const json: GraphFormat = (report) => {
  const { tool, focus = null, graphs } = report;
  const content = {
    schemaVersion: 1,
    tool,
    focus,
    environments: graphs.map((graph) => environment(graph, report)),
  };
  return `${visibleInJson(JSON.stringify(content, null, 2))}\n`;
};

function environment(graph: MarkedGraph, report: GraphReport): object {
  const findings = (found: readonly Diagnostic[] = []): object[] =>
    found.map((each) => finding(each, report));
  return {
    name: graph.environment,
    nodes: graph.nodes.map((one) => ({
      ...node(one, report),
      findings: findings(graph.ofNodes.get(one.id)),
    })),
    edges: graph.edges.map((one) => ({
      ...edge(one, report),
      findings: findings(graph.ofEdges.get(one)),
    })),
    findings: findings(graph.elsewhere),
  };
}

function node(
  { id, kind, label, notes, absent, at, resource }: GraphNode,
  report: GraphReport,
): object {
  return {
    id,
    kind,
    label,
    notes,
    declared: absent ?? 'here',
    resource: resource
      ? {
          apiVersion: resource.apiVersion,
          kind: resource.kind,
          namespace: resource.namespace,
          name: resource.name,
        }
      : null,
    place: at ? where(at, report) : null,
  };
}

function edge(
  {
    from,
    to,
    kind,
    host,
    path,
    port,
    targetPort,
    protocol,
    tls,
    mutualTls,
    confidence,
    note,
    evidence,
  }: GraphEdge,
  report: GraphReport,
): object {
  return {
    from,
    to,
    kind,
    host: host ?? null,
    path: path ?? null,
    port: port ?? null,
    targetPort: targetPort ?? port ?? null,
    protocol: protocol ?? null,
    tls: tls ?? null,
    mutualTls: mutualTls ? { mode: mutualTls.mode, by: mutualTls.by } : null,
    confidence: confidence ?? null,
    note: note ?? null,
    evidence: evidence.map((at) => where(at, report)),
  };
}

function finding({ rule, severity, message, at }: Diagnostic, report: GraphReport): object {
  return { rule, severity, message, ...where(at, report) };
}

function where(at: Span, { place }: GraphReport): object {
  const { file, start, end } = place(at);
  return { file, start, end };
}
