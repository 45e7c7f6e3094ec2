import type { FileFacts } from '../../facts/facts.ts';
import { readTrees } from '../../facts/read-trees.ts';
import type { Source } from '../../parse/yaml/node.ts';
import { childOf, type Tree, withChild, withoutChild } from '../../parse/yaml/tree.ts';
import { lineStarts } from '../../text.ts';
import { type Composed, composed, headOf } from '../kustomize/composed.ts';
import { factsOf } from '../kustomize/facts-of.ts';
import { outputLines } from './mark.ts';
import { type OutputMap, relocateOutput } from './relocate-output.ts';
import type { ValuesLayer } from './values.ts';

/** What Helm has made of a chart with some values. */
export interface RenderedChart {
  /** The folder of the chart. */
  readonly folder: string;
  /** Of the environment: the folder, and the values where they are not the chart's own alone. */
  readonly name: string;
  /** Where the release goes, if something says so. */
  readonly namespace?: string | undefined;
  readonly output: string;
  /** The output of the chart whose templates are marked; absent where there is none. */
  readonly withMarks?: string | undefined;
  /** The chart's files by the path that Helm gives them behind `# Source:`. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly values: readonly ValuesLayer[];
}

/** Stands for the namespace of a release of which no one says where it goes: a text that is filled in later. */
export const SOMEWHERE = '$(NAMESPACE)';

/** The objects of a chart as the facts of the templates that made them, with their places in templates and values. Pure. */
export function chartFacts(
  chart: RenderedChart,
  files: readonly FileFacts[],
): readonly FileFacts[] {
  const { output, withMarks, values } = chart;
  const templates = [...chart.sources].map(
    ([path, source]) => [path, { source, starts: lineStarts(source.text) }] as const,
  );
  const map: OutputMap = {
    lines: outputLines(output, withMarks),
    starts: lineStarts(output),
    sources: new Map(templates),
    values,
  };
  const trees = readTrees('output.yaml', output).documents;
  const written = new Map(files.map((facts) => [facts.file, facts]));
  const facts = factsOf((file) => written.get(file));
  return facts(trees.map((tree) => objectOf(relocateOutput(tree, map))));
}

function objectOf(tree: Tree): Composed {
  const object = composed(headOf(tree).namespace === SOMEWHERE ? withoutNamespace(tree) : tree);
  return { ...object, file: tree.source.file };
}

function withoutNamespace(tree: Tree): Tree {
  const metadata = childOf(tree, 'metadata');
  return metadata ? withChild(tree, 'metadata', withoutChild(metadata, 'namespace')) : tree;
}
