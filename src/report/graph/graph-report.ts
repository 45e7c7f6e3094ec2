import type { Diagnostic, Severity } from '../../finding.ts';
import type { GraphEdge, MarkedGraph } from '../../graph/graph.ts';
import type { Span } from '../../text.ts';
import type { Place } from '../report.ts';

/** All that a drawing says, as plain data and the places of its spans. */
export interface GraphReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** What `--focus` named. */
  readonly focus?: string;
  /** One for each environment. */
  readonly graphs: readonly MarkedGraph[];
  readonly place: (at: Span) => Place;
}

/** All of standard output, or of one file. */
export type GraphFormat = (report: GraphReport, colored: boolean) => string;

/** All ways from one node to another: they are drawn as one arrow. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly edges: readonly GraphEdge[];
  readonly findings: readonly Diagnostic[];
}

/** The arrows of a graph, in the order of their first edges. */
export function arrowsOf({ edges, ofEdges }: MarkedGraph): readonly Arrow[] {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const findings = new Set(group.flatMap((edge) => ofEdges.get(edge) ?? []));
    return [{ from: first.from, to: first.to, edges: group, findings: [...findings] }];
  });
}

/** The gravest of some findings; `undefined` where there are none. */
export function gravest(findings: readonly Diagnostic[]): Severity | undefined {
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  return order.find((each) => findings.some(({ severity }) => severity === each));
}

/** The findings in short, each rule once: `error[http10-proxy-pass]`. */
export function marks(findings: readonly Diagnostic[]): readonly string[] {
  return [...new Set(findings.map(({ severity, rule }) => `${severity}[${rule}]`))];
}
