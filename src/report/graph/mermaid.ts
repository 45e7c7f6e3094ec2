import type { Severity } from '../../finding.ts';
import type { GraphNode, MarkedGraph, NodeKind } from '../../graph/graph.ts';
import { visible } from '../visible.ts';
import { arrowsOf, type GraphFormat, gravest, marks } from './graph-report.ts';
import { wayText } from './way-text.ts';

/** What stands before and behind the label. */
const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  outside: ['(("', '"))'],
  sidecars: ['(("', '"))'],
  ingress: ['[/"', '"\\]'],
  gateway: ['[/"', '"\\]'],
  route: ['{{"', '"}}'],
  service: ['["', '"]'],
  workload: ['[["', '"]]'],
  nginx: ['["', '"]'],
  configuration: ['["', '"]'],
  'service-entry': ['>"', '"]'],
  host: ['(["', '"])'],
};

const COLORS: Readonly<Record<Severity, string>> = {
  error: '#c62828',
  warning: '#b26a00',
  info: '#1565c0',
};

/** A flowchart of Mermaid, one subgraph for each environment. GitHub and GitLab draw it in Markdown. */
export const mermaid: GraphFormat = ({ graphs }) => {
  const drawn = graphs.map(subgraph);
  const severities = drawn.flatMap(({ arrows }) => arrows.map(({ severity }) => severity));
  const styles = severities.flatMap((severity, index) =>
    severity ? [`  linkStyle ${index} stroke:${COLORS[severity]},stroke-width:2px`] : [],
  );
  const classes = Object.entries(COLORS).map(
    ([severity, color]) => `  classDef ${severity} stroke:${color},stroke-width:2px`,
  );
  return [
    'flowchart LR',
    ...drawn.flatMap(({ rows }) => rows),
    ...drawn.flatMap(({ arrows }) => arrows.map(({ row }) => row)),
    ...classes,
    '  classDef absent stroke-dasharray:4',
    ...styles,
    '',
  ].join('\n');
};

interface Subgraph {
  readonly rows: readonly string[];
  readonly arrows: readonly { readonly row: string; readonly severity: Severity | undefined }[];
}

function subgraph(graph: MarkedGraph, number: number): Subgraph {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `e${number}n${index}`]));
  const name = (id: string): string => names.get(id) ?? '';
  return {
    rows: [
      `  subgraph e${number} [${quoted([`environment ${graph.environment}`])}]`,
      ...graph.nodes.map((node) => `    ${name(node.id)}${nodeText(node, graph)}`),
      '  end',
    ],
    arrows: arrowsOf(graph).map(({ from, to, edges, findings }) => {
      const words = [...edges.map(wayText).filter((way) => way !== ''), ...marks(findings)];
      const label = words.length === 0 ? '' : `|${quoted(words)}|`;
      return { row: `  ${name(from)} -->${label} ${name(to)}`, severity: gravest(findings) };
    }),
  };
}

function nodeText({ id, kind, label, absent }: GraphNode, { ofNodes }: MarkedGraph): string {
  const findings = ofNodes.get(id) ?? [];
  const [open, close] = SHAPES[kind];
  const severity = gravest(findings);
  const text = inner([label, ...(absent ? [absent] : []), ...marks(findings)]);
  return `${open}${text}${close}${severity ? `:::${severity}` : absent ? ':::absent' : ''}`;
}

function quoted(lines: readonly string[]): string {
  return `"${inner(lines)}"`;
}

/**
 * Everything that Mermaid, its Markdown or HTML could take for its own becomes an entity code. So do the first letters of
 * `style` and `classDef`, behind which it looks for colours in any line (mermaid packages/mermaid/src/utils.ts
 * `encodeEntities`), the colon of an icon, and what begins a list.
 */
const SPECIAL =
  /(?=style|classDef)[sc]|:(?=fa-)|(?<=^\d{1,9})\.(?= )|^-(?= )|[^\p{L}\p{N} .,:/()[\]_=-]/gu;

function inner(lines: readonly string[]): string {
  return lines
    .map((line) => visible(line).replace(SPECIAL, (character) => `#${character.codePointAt(0)};`))
    .join('<br/>');
}
