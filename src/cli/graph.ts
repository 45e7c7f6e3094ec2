import { didYouMean } from '../did-you-mean.ts';
import type { Diagnostic } from '../finding.ts';
import { withFindings } from '../graph/findings.ts';
import { focusNames, focusOn } from '../graph/focus.ts';
import type { MarkedGraph } from '../graph/graph.ts';
import { graphOf, withIdleNginx } from '../graph/graph-of.ts';
import { meshesOf } from '../meshes.ts';
import { UsageError } from '../project/scope.ts';
import { readSources } from '../project/sources.ts';
import { writeReport } from '../project/write.ts';
import type { GraphFormat, GraphReport } from '../report/graph/graph-report.ts';
import { placer } from '../report/places/places.ts';
import { visible } from '../report/visible.ts';
import type { Span } from '../text.ts';
import { WEIGHT } from './assemble.ts';
import { distinct, type GraphFlags, type GraphFormatName } from './flags.ts';
import { hasFailed, type Judged, judge } from './judge.ts';
import { isColored, print, tell } from './terminal.ts';
import { version } from './version.ts';

/** Each format's code is loaded when it is asked for. */
const FORMAT: Readonly<Record<GraphFormatName, () => Promise<GraphFormat>>> = {
  text: async () => (await import('../report/graph/text.ts')).text,
  dot: async () => (await import('../report/graph/dot.ts')).dot,
  mermaid: async () => (await import('../report/graph/mermaid.ts')).mermaid,
  json: async () => (await import('../report/graph/json.ts')).json,
};

/** Draws the environments that the paths have to do with, and says with which code the process ends. */
export async function graph(
  paths: readonly string[],
  { format = [{ format: 'text' }], focus, ...given }: GraphFlags,
): Promise<number> {
  const outputs = distinct(format);
  const judged = await judge(paths, given);
  const graphs = focused(drawn(judged), focus);
  const report = reportOf(graphs, focus, judged);
  for (const { format: name, file } of outputs) {
    const written = await FORMAT[name]();
    if (file === undefined) print(written(report, isColored(given.color, 'stdout')));
    else writeReport(file, written(report, given.color === 'always'));
    if (name === 'mermaid') tell(mermaidLimit(graphs));
  }
  tell(unread(judged));
  if (!given.quiet) tell(summary(graphs));
  return hasFailed(judged) ? 2 : 0;
}

/** The environments that hold something to draw, with what was found in them. */
function drawn(judged: Judged): readonly MarkedGraph[] {
  const { facts, settings, project } = judged;
  const findings = shownFindings(judged);
  const all = Array.from(meshesOf(facts, settings).each(), graphOf);
  return withIdleNginx(all, project.isReported)
    .filter(({ nodes }) => nodes.length > 0)
    .map((each) => withFindings(each, findings));
}

function focused(
  graphs: readonly MarkedGraph[],
  focus: string | undefined,
): readonly MarkedGraph[] {
  if (focus === undefined) return graphs;
  const found = graphs.flatMap((each) => focusOn(each, focus) ?? []);
  if (found.length > 0) return found;
  const near = didYouMean(focus, [...new Set(graphs.flatMap(focusNames))]);
  throw new UsageError(`--focus: no host and no object is called "${focus}"${near}`);
}

function shownFindings({ narrowed, flags }: Judged): readonly Diagnostic[] {
  return narrowed.diagnostics.filter(
    ({ severity }) => WEIGHT[severity] >= WEIGHT[flags.minSeverity],
  );
}

function reportOf(
  graphs: readonly MarkedGraph[],
  focus: string | undefined,
  { project }: Judged,
): GraphReport {
  const files = graphs.flatMap(spansOf).map(({ file }) => file);
  return {
    tool: { name: 'meshlint', version },
    ...(focus !== undefined && { focus }),
    graphs,
    place: placer(readSources(files, project)),
  };
}

function spansOf({ nodes, edges, ofNodes, ofEdges, elsewhere }: MarkedGraph): Span[] {
  const found = [...[...ofNodes.values(), ...ofEdges.values()].flat(), ...elsewhere];
  return [
    ...nodes.flatMap(({ at }) => at ?? []),
    ...edges.flatMap(({ evidence }) => evidence),
    ...found.map(({ at }) => at),
  ];
}

/** The drawing may lack what files hold that cannot be read. */
function unread({ project }: Judged): string {
  return project.files
    .filter(({ file, unreadable }) => unreadable.length > 0 && project.isReported(file))
    .map(({ file, unreadable: [first] }) => `meshlint: ${file}: ${first?.message ?? ''}`)
    .map((row) => `${visible(row)}; what it holds may be missing\n`)
    .join('');
}

/** More edges than Mermaid draws by itself (`maxEdges`, mermaid packages/mermaid/src/schemas/config.schema.yaml). */
const MERMAID_EDGES = 500;

function mermaidLimit(graphs: readonly MarkedGraph[]): string {
  const edges = count(graphs.map((each) => each.edges));
  if (edges <= MERMAID_EDGES) return '';
  return `Mermaid draws ${MERMAID_EDGES} edges unless its maxEdges says more, and these are up to ${edges}: narrow it with --focus\n`;
}

function summary(graphs: readonly MarkedGraph[]): string {
  const marked = new Set(
    graphs.flatMap(({ ofNodes, ofEdges }) => [...ofNodes.values(), ...ofEdges.values()].flat()),
  );
  const environments = graphs.length === 1 ? '1 environment' : `${graphs.length} environments`;
  const nodes = count(graphs.map((each) => each.nodes));
  const edges = count(graphs.map((each) => each.edges));
  return `${environments}, ${nodes} nodes, ${edges} edges; findings marked: ${marked.size}\n`;
}

function count(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}
