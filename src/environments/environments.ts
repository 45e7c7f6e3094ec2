import type { FileFacts } from '../facts/facts.ts';
import type { KnownParts } from '../facts/known-parts.ts';
import { isChartRoot } from '../facts/layout/read-chart.ts';
import {
  type Delivered,
  deliveredBy,
  deliveryOf,
  deliveryOfFile,
  inNamespace,
} from './deliveries.ts';
import {
  describesApplication,
  type Environment,
  isManifest,
  type WholeEnvironment,
} from './environment.ts';
import { splitFolders } from './folders.ts';
import { chartFacts, type RenderedChart } from './helm/rendered-chart.ts';
import { joinRulers, type KnownTies } from './join.ts';
import { asWritten } from './kustomize/facts-of.ts';
import { type KustomizeMemory, kustomized, nothingComposed } from './kustomize/kustomize.ts';
import { folderOf, isWithin } from './path.ts';
import type { Rendered } from './rendered.ts';

/** Files and folders that the configuration says are applied together. */
export interface ConfiguredEnvironment {
  readonly name: string;
  readonly includes: (path: string) => boolean;
}

/** What runs of one project leave for each other. */
export interface EnvironmentsMemory {
  readonly kustomizations: KustomizeMemory;
  readonly ties: KnownTies;
}

export function noEnvironments(): EnvironmentsMemory {
  return { kustomizations: nothingComposed(), ties: new WeakMap() };
}

export interface EnvironmentOptions {
  /** Environments the user names, each with its folder. */
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  /** Environments of the configuration. */
  readonly configured?: readonly ConfiguredEnvironment[];
  /** All files are one cluster's, whatever they declare twice. */
  readonly whole: boolean;
  /** What programs have rendered; the rest is read from its sources. */
  readonly rendered?: Rendered | undefined;
  /** What earlier runs have left. */
  readonly memory?: EnvironmentsMemory | undefined;
  /** What reading the files has kept of parts of their objects. */
  readonly parts?: KnownParts | undefined;
}

/**
 * The environments that files describe, in order: clusters the user names; what the configuration says; each kustomization root with all it
 * references; each Helm chart; and the plain files that remain, split where siblings declare the same object.
 * Files that are no manifests (nginx, Dockerfiles, dependency lists) belong to every environment.
 */
export function environmentsOf(
  files: readonly FileFacts[],
  {
    clusters,
    configured = [],
    whole,
    rendered,
    memory = noEnvironments(),
    parts,
  }: EnvironmentOptions,
): WholeEnvironment[] {
  const shared = sharedFiles(files);
  const written = (): FileFacts[] => files.map(asWritten).filter(isManifest);
  const environments =
    clusters.length > 0
      ? clusters.map(({ name, path }) => ({
          name,
          from: 'cluster' as const,
          files: written().filter((file) => isWithin(file.file, path)),
        }))
      : whole && configured.length === 0
        ? [{ name: '.', from: 'folder' as const, files: written() }]
        : byLayout(files, configured, { rendered, memory, parts });
  const found: readonly Environment[] =
    environments.length > 0 ? environments : [{ name: '.', from: 'folder', files: [] }];
  return found.map((environment) => ({
    ...environment,
    own: environment.files,
    shared,
    get files() {
      return [...environment.files, ...shared];
    },
  }));
}

/** The files that belong to every environment. */
function sharedFiles(files: readonly FileFacts[]): FileFacts[] {
  return files.filter((file) => !isManifest(file) && describesApplication(file));
}

type Layout = Pick<EnvironmentOptions, 'rendered' | 'parts'> & {
  readonly memory: EnvironmentsMemory;
};

function byLayout(
  files: readonly FileFacts[],
  configured: readonly ConfiguredEnvironment[],
  { rendered, memory, parts }: Layout,
): readonly Environment[] {
  const { environments: built, taken } = kustomized(files, {
    rendered: rendered?.kustomizations,
    memory: memory.kustomizations,
    parts,
  });
  const charts = chartFolders(files);
  const releases = rendered?.charts ?? [];
  const chartOf = (file: FileFacts): string | undefined =>
    charts.find((folder) => isWithin(file.file, folder));
  const all = files.filter(
    (file) => isManifest(file) && !taken.has(file.file) && !file.kustomization,
  );
  const delivered = deliveredBy(files);
  const goesTo = deliveryOf(delivered);
  const kustomizations = built.map((environment) => {
    return { ...environment, files: inNamespace(environment.files, goesTo(environment.name)) };
  });
  const named = configured.map((each) => configuredEnvironment(each, kustomizations, all));
  const isNamed = (path: string): boolean => configured.some(({ includes }) => includes(path));
  const environments = kustomizations.filter(({ name }) => !isNamed(name));
  const plain = all.filter(({ file }) => !isNamed(file));
  const byChart = new Map<string | undefined, FileFacts[]>();
  for (const file of plain) {
    const chart = chartOf(file);
    const list = byChart.get(chart) ?? [];
    list.push(file);
    byChart.set(chart, list);
  }
  const rest = [
    ...environments,
    ...charts.flatMap((folder) => {
      const own = byChart.get(folder) ?? [];
      const variants = releases.filter((chart) => chart.folder === folder && !isNamed(folder));
      if (variants.length > 0) return variants.map((chart) => release(chart, files, own));
      const name = folder === '' ? '.' : folder;
      return own.length > 0 ? [{ name, from: 'chart' as const, files: own }] : [];
    }),
    ...splitFolders(placed(byChart.get(undefined) ?? [], delivered)),
  ];
  return [...named, ...joinRulers(rest, memory.ties)];
}

/** Plain files, each where something that is applied puts it. */
function placed(files: readonly FileFacts[], delivered: readonly Delivered[]): FileFacts[] {
  if (delivered.length === 0) return [...files];
  const goesTo = deliveryOfFile(delivered);
  return files.flatMap((file) => inNamespace([file], goesTo(file.file)));
}

/** A chart as it is rendered with some values, with what else is known of it. */
function release(
  chart: RenderedChart,
  files: readonly FileFacts[],
  own: readonly FileFacts[],
): Environment {
  const objects = inNamespace(chartFacts(chart, files), { ...chart, overrides: false });
  return { name: chart.name, from: 'chart', rendered: true, files: [...objects, ...own] };
}

/** Its kustomizations with all they build, and its plain files. */
function configuredEnvironment(
  { name, includes }: ConfiguredEnvironment,
  kustomizations: readonly Environment[],
  plain: readonly FileFacts[],
): Environment {
  const built = kustomizations.filter((each) => includes(each.name)).flatMap(({ files }) => files);
  return { name, from: 'config', files: [...built, ...plain.filter(({ file }) => includes(file))] };
}

/** Folders of charts that lie in no other chart. */
function chartFolders(files: readonly FileFacts[]): string[] {
  const all = files.filter(({ file }) => isChartRoot(file)).map(({ file }) => folderOf(file));
  return all.filter((folder) => !all.some((other) => other !== folder && isWithin(folder, other)));
}
