import type { Diagnostic } from '../../finding.ts';
import type { GraphEdge, GraphNode } from '../../graph/graph.ts';
import type { Span } from '../../text.ts';
import { type Styles, severityStyle } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { visible } from '../visible.ts';
import type { GraphReport } from './graph-report.ts';
import { wayText } from './way-text.ts';

const WIDTH = 110;
const NARROWEST = 50;

/** What rows are written with. */
export interface Words {
  readonly style: Styles;
  readonly place: GraphReport['place'];
}

interface Row {
  readonly node: GraphNode;
  /** The way that leads to it. */
  readonly way?: GraphEdge | undefined;
  /** Its own place, where no way tells one. */
  readonly at?: Span | undefined;
  /** Why what follows it is not here. */
  readonly mark?: string;
}

/** `way → label, see above  file:line`. */
export function nodeRow({ node, way, at, mark = '' }: Row, words: Words): string {
  const { style } = words;
  const text = way === undefined ? '' : visible(wayText(way));
  const before = way === undefined ? '' : `${text}${text === '' ? '' : ' '}→ `;
  const label = `${style.bold(visible(node.label))}${mark === '' ? '' : `, ${mark}`}`;
  return `${before}${label}${placeText(way?.evidence[0] ?? at, words)}`;
}

/** `way  file:line`. */
export function wayRow(edge: GraphEdge, words: Words): string {
  return `${visible(wayText(edge))}${placeText(edge.evidence[0], words)}`;
}

/** What is known of a node, in brackets. */
export function noteRows({ absent, notes }: GraphNode, before: string, words: Words): string[] {
  const absence = { missing: 'does not exist', unknown: 'not among these files' };
  const all = [...(absent ? [absence[absent]] : []), ...notes];
  if (all.length === 0) return [];
  return wrapped(`(${visible(all.join('; '))})`, before).map(
    (row) => `${before}${words.style.dim(row)}`,
  );
}

/** `severity[rule] message (file:line:column)`, further lines under its first. */
export function findingRows(
  { severity, rule, message, at }: Diagnostic,
  before: string,
  { style, place }: Words,
): string[] {
  const { file, start } = place(at);
  const where = `(${visible(file)}:${start.line}:${start.column})`;
  const mark = `${severity}[${rule}]`;
  const rows = wrapped(`${visible(message)} ${where}`, `${before}  `);
  return [
    `${before}${severityStyle(style, severity)(mark)}`,
    ...rows.map((row) => `${before}  ${row}`),
  ];
}

function wrapped(text: string, before: string): string[] {
  return wrap(text, Math.max(NARROWEST, WIDTH - before.length));
}

function placeText(at: Span | undefined, { style, place }: Words): string {
  if (at === undefined) return '';
  const { file, start } = place(at);
  return style.dim(`  ${visible(file)}:${start.line}`);
}
