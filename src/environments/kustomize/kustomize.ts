import type { FileFacts } from '../../facts/facts.ts';
import type { KnownParts } from '../../facts/known-parts.ts';
import { entriesIn, type Tree, wordOf } from '../../parse/yaml/tree.ts';
import type { Environment } from '../environment.ts';
import { objectsOfFile, objectsOfFolder } from './compose.ts';
import type { Composed } from './composed.ts';
import { factsOf, nothingRead, type ReadObjects } from './facts-of.ts';
import { kustomizeInputs } from './inputs.ts';
import { type KustomizeProject, projectOf, rootsOf } from './project.ts';
import { relocated } from './rendered.ts';

export interface Kustomized {
  readonly environments: readonly Environment[];
  /** Files that some kustomization takes as objects, patches or generator input: they are no plain files. */
  readonly taken: ReadonlySet<string>;
}

/** The objects that a program has rendered of kustomizations, by folder: trees of its output, without places of their own. */
export type RenderedKustomizations = ReadonlyMap<string, readonly Tree[]>;

/** What runs of one project leave for each other. */
export interface KustomizeMemory {
  readonly read: ReadObjects;
  /** The last one that read sources alone. */
  last: Composition | undefined;
}

interface Composition {
  readonly files: readonly FileFacts[];
  readonly project: KustomizeProject;
  readonly roots: readonly ComposedRoot[];
  readonly taken: ReadonlySet<string>;
}

interface ComposedRoot {
  readonly folder: string;
  readonly environment: Environment;
  /** The files that were looked for. */
  readonly files: ReadonlySet<string>;
}

export interface KustomizeOptions {
  readonly rendered?: RenderedKustomizations | undefined;
  readonly memory?: KustomizeMemory | undefined;
  /** What reading the files has kept of parts of their objects. */
  readonly parts?: KnownParts | undefined;
}

export function nothingComposed(): KustomizeMemory {
  return { read: nothingRead(), last: undefined };
}

/**
 * One environment for each kustomization that no other one references: as it was rendered, where it was, else as its sources
 * read. The files must have their trees. With a memory, only those are composed again of which a file has changed since; the
 * others are the same objects.
 */
export function kustomized(
  files: readonly FileFacts[],
  { rendered = new Map(), memory = nothingComposed(), parts }: KustomizeOptions = {},
): Kustomized {
  const read = parts ? { ...memory.read, parts } : memory.read;
  if (rendered.size > 0) return resultOf(composeRoots(files, { rendered, read }));
  const { last } = memory;
  const changed = last && changedFiles(last.files, files);
  memory.last =
    last && changed
      ? recompose({ ...last, files }, changed, { rendered, read })
      : composeRoots(files, { rendered, read });
  return resultOf(memory.last);
}

function resultOf({ roots, taken }: Composition): Kustomized {
  return { environments: roots.map(({ environment }) => environment), taken };
}

function composeRoots(files: readonly FileFacts[], options: RootOptions): Composition {
  const project = projectOf(files);
  const roots = rootsOf(project).map((folder) => composeRoot(project, folder, options));
  return { files, project, roots, taken: kustomizeInputs(files) };
}

function recompose(
  { files, project, roots, taken }: Composition,
  changed: readonly FileFacts[],
  options: RootOptions,
): Composition {
  for (const facts of changed) {
    if (facts.trees) project.files.set(facts.file, facts);
    else project.files.delete(facts.file);
  }
  const isOld = (made: { readonly files: ReadonlySet<string> }): boolean =>
    changed.some(({ file }) => made.files.has(file));
  for (const [folder, collected] of project.collected) {
    if (isOld(collected)) project.collected.delete(folder);
  }
  return {
    files,
    project,
    taken,
    roots: roots.map((root) => (isOld(root) ? composeRoot(project, root.folder, options) : root)),
  };
}

/** Nothing where there are other files or kustomizations than before: then everything may be different. */
function changedFiles(
  before: readonly FileFacts[],
  now: readonly FileFacts[],
): readonly FileFacts[] | undefined {
  if (before.length !== now.length) return undefined;
  const changed: FileFacts[] = [];
  for (const [index, facts] of now.entries()) {
    const last = before[index];
    if (last === facts) continue;
    const isOther = last?.file !== facts.file || last.kustomization || facts.kustomization;
    if (isOther) return undefined;
    changed.push(facts);
  }
  return changed;
}

interface RootOptions {
  readonly rendered: RenderedKustomizations;
  readonly read: ReadObjects;
}

function composeRoot(
  project: KustomizeProject,
  folder: string,
  { rendered, read }: RootOptions,
): ComposedRoot {
  const looked = new Set<string>();
  project.looked = looked;
  const trees = rendered.get(folder);
  const objects = trees ? relocatedIn(project, folder, trees) : objectsOfFolder(project, folder);
  const facts = factsOf((file) => project.files.get(file), read);
  const environment: Environment = {
    name: folder === '' ? '.' : folder,
    from: 'kustomization',
    files: facts(objects),
    ...(trees && { rendered: true }),
  };
  return { folder, environment, files: looked };
}

/** The objects of the kustomization in a folder as they were rendered, with their places in the sources. */
export function renderedObjects(
  files: readonly FileFacts[],
  folder: string,
  trees: readonly Tree[],
): readonly Composed[] {
  return relocatedIn(projectOf(files), folder, trees);
}

function relocatedIn(
  project: KustomizeProject,
  root: string,
  trees: readonly Tree[],
): readonly Composed[] {
  const objectsOf = (file: string): readonly Composed[] => objectsOfFile(project, file) ?? [];
  const composed = objectsOfFolder(project, root);
  return relocated(trees, { root, composed, objectsOf, here: hereIn(project, root) });
}

/** The objects of each kustomization that no other one references, by its folder, as the sources read. */
export function composeAll(
  files: readonly FileFacts[],
): { readonly root: string; readonly objects: readonly Composed[] }[] {
  const project = projectOf(files);
  return rootsOf(project).map((root) => ({ root, objects: objectsOfFolder(project, root) }));
}

/** The first thing that a kustomization says. */
function hereIn({ kustomizations, files }: KustomizeProject, root: string): Tree {
  const source = kustomizations.get(root)?.source ?? { file: root, text: '', start: 0 };
  const [document] = files.get(source.file)?.trees?.documents ?? [];
  const [first] = document ? entriesIn(document) : [];
  return (
    first?.keyTree ?? wordOf({ value: '', at: { file: source.file, start: 0, end: 0 } }, source)
  );
}
