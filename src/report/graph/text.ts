import type { GraphNode, MarkedGraph } from '../../graph/graph.ts';
import { groupBy } from '../group-by.ts';
import { type Styles, styles } from '../terminal/style.ts';
import { visible, withoutCommands } from '../visible.ts';
import { type Arrow, arrowsOf, type GraphFormat, type GraphReport } from './graph-report.ts';
import { findingRows, nodeRow, noteRows, type Words, wayRow } from './rows.ts';

/** Deeper routes go on below, so that lines stay readable. */
const DEEPEST = 16;

/** A tree for each environment: every node unfolds once, where it is first met. */
export const text: GraphFormat = (report, colored) => {
  const style = styles(colored);
  const parts = report.graphs.map((graph) => `${rowsOf(graph, report, style).join('\n')}\n`);
  return withoutCommands(parts.join('\n'));
};

/** What drawing a tree needs. */
interface Drawing extends Words {
  readonly graph: MarkedGraph;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly arrows: ReadonlyMap<string, readonly Arrow[]>;
}

/** A row that is still to be drawn: a node, and the arrow that leads to it. */
interface Pending {
  readonly id: string;
  readonly arrow?: Arrow;
  /** What stands before the row itself, and before all that hangs on it. */
  readonly first: string;
  readonly rest: string;
  readonly depth: number;
}

function rowsOf(graph: MarkedGraph, report: GraphReport, style: Styles): string[] {
  const arrows = arrowsOf(graph);
  const drawing: Drawing = {
    graph,
    style,
    place: report.place,
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    arrows: groupBy(arrows, ({ from }) => from),
  };
  const linked = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const alone = graph.nodes.filter(({ id }) => !linked.has(id));
  return [
    style.bold(`environment ${visible(graph.environment)}`),
    ...treeRows(drawing, startsOf(graph, arrows)),
    ...section(
      'On no route',
      alone.flatMap((node) => aloneRows(node, drawing)),
      style,
    ),
    ...section(
      'Findings that speak of nothing drawn here',
      graph.elsewhere.flatMap((finding) => findingRows(finding, '', drawing)),
      style,
    ),
  ];
}

function section(title: string, rows: readonly string[], style: Styles): string[] {
  return rows.length === 0 ? [] : ['', style.bold(title), ...rows.map((row) => `  ${row}`)];
}

/** Nodes to which nothing leads; then all others with ways, for those that only a circle leads to. */
function startsOf({ nodes }: MarkedGraph, arrows: readonly Arrow[]): readonly string[] {
  const targets = new Set(arrows.map(({ to }) => to));
  const sources = new Set(arrows.map(({ from }) => from));
  const ids = nodes.map(({ id }) => id).filter((id) => sources.has(id));
  return [...ids.filter((id) => !targets.has(id)), ...ids.filter((id) => targets.has(id))];
}

/** Every node with ways unfolds once. Without recursion: a chain may be as long as the input likes. */
function treeRows(drawing: Drawing, starts: readonly string[]): string[] {
  const unfolded = new Set<string>();
  return starts.flatMap((start) =>
    unfolded.has(start) ? [] : ['', ...unfold(start, unfolded, drawing)],
  );
}

function unfold(start: string, unfolded: Set<string>, drawing: Drawing): string[] {
  const rows: string[] = [];
  const pending: Pending[] = [{ id: start, first: '', rest: '', depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const arrows = drawing.arrows.get(next.id) ?? [];
    const mark = arrows.length === 0 ? '' : markOf(next, unfolded);
    rows.push(...nodeRows(next, mark, drawing));
    if (mark !== '') continue;
    unfolded.add(next.id);
    pending.push(...branches(arrows, next).reverse());
  }
  return rows;
}

type Mark = '' | 'see above' | 'goes on below';

function markOf({ id, depth }: Pending, unfolded: ReadonlySet<string>): Mark {
  if (unfolded.has(id)) return 'see above';
  return depth >= DEEPEST ? 'goes on below' : '';
}

function branches(arrows: readonly Arrow[], { rest, depth }: Pending): Pending[] {
  return arrows.map((arrow, index) => {
    const isLast = index === arrows.length - 1;
    return {
      id: arrow.to,
      arrow,
      first: `${rest}${isLast ? '└─ ' : '├─ '}`,
      rest: `${rest}${isLast ? '   ' : '│  '}`,
      depth: depth + 1,
    };
  });
}

/** The node behind its first way; under it what is noted of it, its other ways and the findings. */
function nodeRows(pending: Pending, mark: Mark, drawing: Drawing): string[] {
  const { id, arrow, first, rest } = pending;
  const node = drawing.nodes.get(id);
  if (node === undefined) return [];
  const isAgain = mark === 'see above';
  const under = `${rest}${mark === '' && drawing.arrows.has(id) ? '│  ' : '   '}`;
  const [way, ...more] = arrow?.edges ?? [];
  const findings = [
    ...(arrow?.findings ?? []),
    ...(isAgain ? [] : (drawing.graph.ofNodes.get(id) ?? [])),
  ];
  return [
    `${first}${nodeRow({ node, way, mark }, drawing)}`,
    ...(isAgain ? [] : noteRows(node, under, drawing)),
    ...more.map((edge) => `${under}also ${wayRow(edge, drawing)}`),
    ...findings.flatMap((finding) => findingRows(finding, under, drawing)),
  ];
}

function aloneRows(node: GraphNode, drawing: Drawing): string[] {
  const findings = drawing.graph.ofNodes.get(node.id) ?? [];
  return [
    nodeRow({ node, at: node.at }, drawing),
    ...noteRows(node, '   ', drawing),
    ...findings.flatMap((finding) => findingRows(finding, '   ', drawing)),
  ];
}
