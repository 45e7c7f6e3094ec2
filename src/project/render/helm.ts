import type { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { deliveredBy } from '../../environments/deliveries.ts';
import { marked } from '../../environments/helm/mark.ts';
import { type RenderedChart, SOMEWHERE } from '../../environments/helm/rendered-chart.ts';
import type { ValuesLayer } from '../../environments/helm/values.ts';
import { folderOf } from '../../environments/path.ts';
import type { FileFacts } from '../../facts/facts.ts';
import { isChartRoot } from '../../facts/layout/read-chart.ts';
import type { Problem } from '../../finding.ts';
import { parseOne } from '../../parse/yaml/documents.ts';
import type { Source } from '../../parse/yaml/node.ts';
import type { Cache } from './cache.ts';
import { type ChartFiles, chartFilesIn, missingIn } from './chart-files.ts';
import { sideBySide, type Workshop } from './workshop.ts';

export interface HelmRequest {
  readonly files: readonly FileFacts[];
  readonly isAsked: (file: string) => boolean;
  /** The absolute path of a file or folder of the project. */
  readonly pathOf: (file: string) => string;
  /** The content of a file of the project; nothing where it is not there. */
  readonly bytes: (file: string) => Buffer | undefined;
  /** The absolute path of `helm`. */
  readonly program: string;
  readonly cache?: Cache | undefined;
}

/** A chart to be rendered with some values besides its own. */
interface Release {
  readonly chart: Chart;
  readonly name: string;
  /** Files of values (paths of the project), those that count most last. */
  readonly values: readonly string[];
  readonly namespace?: string | undefined;
  readonly release?: string | undefined;
}

interface Chart {
  readonly folder: string;
  readonly file: string;
  readonly name: string;
  readonly files: ChartFiles;
  /** Dependencies that are not in it: what a whole is made of may be in them, so the chart is left alone. */
  readonly missing: readonly string[];
}

/**
 * Renders each chart that lies in no other one, with its own values and with each file of values that lies in it. Nothing is
 * fetched: a chart without all of its dependencies is not rendered.
 */
export async function renderCharts(
  request: HelmRequest,
  workshop: Workshop,
): Promise<{ readonly charts: readonly RenderedChart[]; readonly failed: readonly Problem[] }> {
  const all = chartsIn(request);
  const charts = all.filter(({ missing }) => missing.length === 0);
  for (const chart of charts) writeChart(chart, workshop);
  const releases = charts.flatMap((chart) => releasesOf(chart, request));
  const outcomes = await sideBySide(releases, (release) => renderOne(release, request, workshop));
  return {
    charts: outcomes.flatMap((outcome) => ('output' in outcome ? [outcome] : [])),
    failed: [
      ...all.flatMap(incomplete),
      ...outcomes.flatMap((outcome) => ('message' in outcome ? [outcome] : [])),
    ],
  };
}

function chartsIn({ files, isAsked, pathOf }: HelmRequest): Chart[] {
  const roots = files.filter(({ file, chart }) => isChartRoot(file) && chart);
  const folders = roots.map(({ file }) => folderOf(file));
  const isInside = (folder: string): boolean =>
    folders.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`)));
  return roots.flatMap(({ file, chart }) => {
    const folder = folderOf(file);
    const isWanted = files.some((each) => isAsked(each.file) && isBelow(each.file, folder));
    if (isInside(folder) || !isWanted || !chart) return [];
    const own = chartFilesIn(pathOf(folder === '' ? '.' : folder));
    const text = own.get('Chart.yaml')?.toString('utf8') ?? '';
    if (/^type: *library/m.test(text)) return [];
    return [{ folder, file, name: chart.name, files: own, missing: missingIn(own) }];
  });
}

function isBelow(file: string, folder: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

const VALUES_FOLDER = 'values';
const PLAIN = 'charts';
const MARKED = 'marked';

function writeChart({ folder, files }: Chart, workshop: Workshop): void {
  for (const [path, content] of files) {
    const isTemplate = /(?:^|\/)templates\/.*\.ya?ml$/.test(path);
    workshop.write(`${PLAIN}/${folder}/${path}`, content);
    workshop.write(`${MARKED}/${folder}/${path}`, isTemplate ? marked(`${content}`) : content);
  }
}

const VALUES = /^(?:[^/]+\/)?(?:[^/]*[.-])?values(?:[.-][^/]*)?\.ya?ml$/;

/** More files of values than this are a list of customers, not of environments. */
const MOST_RELEASES = 12;

/**
 * As Argo CD, Flux or helmfile release it; with its own values; and with each file that is called like values:
 * `values-prod.yaml`, `prod.values.yaml`. Helm takes a comma for the end of a path, and what follows may be an address.
 */
function releasesOf(chart: Chart, { files, bytes }: HelmRequest): Release[] {
  const isHere = (path: string): boolean => bytes(path) !== undefined;
  const name = chart.folder === '' ? '.' : chart.folder;
  const others = files
    .map(({ file }) => file)
    .filter((file) => isBelow(file, chart.folder))
    .map((file) => (chart.folder === '' ? file : file.slice(chart.folder.length + 1)))
    .filter(
      (path) => VALUES.test(path) && !/^(?:values\.ya?ml$|charts\/|ci\/|templates\/)/.test(path),
    )
    .slice(0, MOST_RELEASES)
    .map((path) => ({ chart, name: `${name} (${path})`, values: [within(chart.folder, path)] }));
  const told = deliveredBy(files)
    .filter(({ folder, values }) => folder === chart.folder && values.every(isHere))
    .map(({ by, values, delivery }): Release => {
      const { namespace, release } = delivery;
      return { chart, name: `${name} (${by})`, values, namespace, release };
    });
  const known = new Set(told.map(({ values }) => values.join()));
  return [...told, { chart, name, values: [] }, ...others].filter(
    (each) =>
      (told.includes(each) || !known.has(each.values.join())) &&
      !each.values.some((path) => path.includes(',')),
  );
}

function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

async function renderOne(
  { chart, name, values, namespace, release }: Release,
  { program, cache, bytes }: HelmRequest,
  workshop: Workshop,
): Promise<RenderedChart | Problem> {
  const args = [
    'template',
    release ?? releaseName(chart.name),
    '.',
    ...['--namespace', namespace ?? SOMEWHERE, '--skip-tests'],
    ...values.flatMap((path) => ['--values', join(workshop.folder, VALUES_FOLDER, path)]),
  ];
  const given = values.flatMap((path) => bytes(path) ?? []);
  for (const [index, path] of values.entries()) {
    workshop.write(`${VALUES_FOLDER}/${path}`, given[index] ?? '');
  }
  const build = async (folder: string): ReturnType<Workshop['run']> => {
    const key = cache?.keyOf([
      ...[folder, release ?? '', namespace ?? '', ...values],
      ...given,
      ...[...chart.files].flat(),
    ]);
    const known = key === undefined ? undefined : cache?.read(key);
    if (known !== undefined) return { output: known };
    const ended = await workshop.run(program, args, `${folder}/${chart.folder}`);
    if (key !== undefined && 'output' in ended) cache?.write(key, ended.output);
    return ended;
  };
  const plain = await build(PLAIN);
  if ('failure' in plain) {
    const what = values.length > 0 ? ` with ${values.join(', ')}` : '';
    return {
      at: placeOf(chart, 'name'),
      message: `Helm cannot render this${what}: ${plain.failure}`,
    };
  }
  const withMarks = await build(MARKED);
  return {
    folder: chart.folder,
    name,
    output: plain.output,
    withMarks: 'output' in withMarks ? withMarks.output : undefined,
    sources: sourcesOf(chart),
    namespace,
    values: layersOf(chart, values, bytes),
  };
}

/** Names of releases are those of charts here: nothing tells them. */
function releaseName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, '-')
      .slice(0, 50) || 'release'
  );
}

/** Subcharts are named by their folders. */
function sourcesOf({ folder, name, files }: Chart): Map<string, Source> {
  return new Map(
    [...files]
      .filter(([path]) => /(?:^|\/)templates\//.test(path))
      .map(([path, content]) => [`${name}/${path}`, sourceOf(folder, path, content)]),
  );
}

function sourceOf(folder: string, path: string, content: Buffer | undefined): Source {
  return { file: within(folder, path), text: content?.toString('utf8') ?? '', start: 0 };
}

/** The values that were given, then those of the chart, then those of subcharts. */
function layersOf(
  { folder, files }: Chart,
  given: readonly string[],
  bytes: HelmRequest['bytes'],
): ValuesLayer[] {
  const own = [...files.keys()]
    .filter((path) => /^(?:charts\/[^/]+\/)*values\.ya?ml$/.test(path))
    .sort((a, b) => a.length - b.length);
  const all = [
    ...given.toReversed().map((path) => ({ path: '', source: sourceOf('', path, bytes(path)) })),
    ...own.map((path) => ({ path, source: sourceOf(folder, path, files.get(path)) })),
  ];
  return all.flatMap(({ path, source }) => {
    const [document] = parseOne(source.file, source.text).documents;
    const tree = document?.root.tree();
    if (!tree) return [];
    const below = Array.from(path.matchAll(/charts\/([^/]+)\//g), ([, chart = '']) => chart);
    return [{ tree, below }];
  });
}

function incomplete(chart: Chart): Problem[] {
  if (chart.missing.length === 0) return [];
  const names = chart.missing.map((name) => `"${name}"`).join(', ');
  const text = chart.files.get('Chart.yaml')?.toString('utf8') ?? '';
  const key = /^dependencies:/m.test(text) ? 'dependencies' : 'name';
  return [
    { at: placeOf(chart, key), message: `not in charts/, so Helm cannot render this: ${names}` },
  ];
}

/** A key at the margin of Chart.yaml. */
function placeOf({ file, files }: Chart, key: string): Problem['at'] {
  const text = files.get('Chart.yaml')?.toString('utf8') ?? '';
  const start = Math.max(0, text.search(new RegExp(`^${key}:`, 'm')));
  return { file, start, end: start + key.length };
}
