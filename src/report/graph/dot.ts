import type { Severity } from '../../finding.ts';
import type { GraphNode, MarkedGraph, NodeKind } from '../../graph/graph.ts';
import { visible } from '../visible.ts';
import { type Arrow, arrowsOf, type GraphFormat, gravest, marks } from './graph-report.ts';
import { wayText } from './way-text.ts';

const SHAPES: Readonly<Record<NodeKind, string>> = {
  outside: 'ellipse',
  sidecars: 'ellipse',
  ingress: 'house',
  gateway: 'house',
  route: 'hexagon',
  service: 'box',
  workload: 'box3d',
  nginx: 'component',
  configuration: 'note',
  'service-entry': 'cds',
  host: 'oval',
};

const COLORS: Readonly<Record<Severity, string>> = {
  error: '#c62828',
  warning: '#b26a00',
  info: '#1565c0',
};

/** The language of Graphviz, one cluster for each environment. */
export const dot: GraphFormat = ({ graphs }) =>
  [
    'digraph meshlint {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
    ...graphs.flatMap(cluster),
    '}',
    '',
  ].join('\n');

function cluster(graph: MarkedGraph, number: number): string[] {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `e${number}n${index}`]));
  const name = (id: string): string => names.get(id) ?? '';
  return [
    `  subgraph cluster_${number} {`,
    `    label=${quoted([`environment ${graph.environment}`])};`,
    ...graph.nodes.map((node) => `    ${name(node.id)} ${nodeAttributes(node, graph)};`),
    ...arrowsOf(graph).map(
      (arrow) => `    ${name(arrow.from)} -> ${name(arrow.to)} ${arrowAttributes(arrow)};`,
    ),
    '  }',
  ];
}

function nodeAttributes({ id, kind, label, absent }: GraphNode, { ofNodes }: MarkedGraph): string {
  const findings = ofNodes.get(id) ?? [];
  return attributes({
    label: quoted([label, ...(absent ? [absent] : []), ...marks(findings)]),
    shape: SHAPES[kind],
    style: absent && 'dashed',
    ...colorOf(gravest(findings)),
  });
}

function arrowAttributes({ edges, findings }: Arrow): string {
  const words = edges.map(wayText).filter((way) => way !== '');
  return attributes({
    label: quoted([...words, ...marks(findings)]),
    ...colorOf(gravest(findings)),
  });
}

function colorOf(severity: Severity | undefined): Readonly<Record<string, string>> {
  if (severity === undefined) return {};
  const color = `"${COLORS[severity]}"`;
  return { color, fontcolor: color, penwidth: '2' };
}

function attributes(values: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined);
  return `[${pairs.map(([key, value]) => `${key}=${value}`).join(', ')}]`;
}

/**
 * Lines as a quoted string. In labels Graphviz reads escapes after a backslash and entities after `&`
 * (graphviz.org/docs/attr-types/escString), so both are written as what they stand for.
 */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visible(line).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  );
  return `"${escaped.join('\\n')}"`;
}
