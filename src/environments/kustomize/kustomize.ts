import type { FileFacts } from '../../facts/facts.ts';
import type { Kustomization, Patch } from '../../facts/layout/layout.ts';
import { inlinePatch } from '../../facts/layout/read-patches.ts';
import { readReplacementFile } from '../../facts/layout/read-replacements.ts';
import type { FileTrees } from '../../facts/read-trees.ts';
import type { Source } from '../../parse/yaml/node.ts';
import { entriesIn, type Tree, viewOf, wordOf } from '../../parse/yaml/tree.ts';
import type { Environment } from '../environment.ts';
import { folderOf, resolvePath } from '../path.ts';
import { type Composed, composed, isObject } from './composed.ts';
import { factsOf, type ReadObjects } from './facts-of.ts';
import { generate } from './generate.ts';
import { kustomizeInputs } from './inputs.ts';
import { applyPatch, type ReadPatch } from './patch.ts';
import { relocated } from './rendered.ts';
import { replace } from './replace.ts';
import { transform } from './transform.ts';

/** Deeper chains of bases than this are a mistake of the repository; kustomize itself would run for minutes. */
const MAX_DEPTH = 50;

export interface Kustomized {
  readonly environments: readonly Environment[];
  /** Files that some kustomization takes as objects, patches or generator input: they are no plain files. */
  readonly taken: ReadonlySet<string>;
}

interface KustomizationFile extends Kustomization {
  readonly folder: string;
  readonly source: Source;
}

interface Project {
  readonly trees: ReadonlyMap<string, FileTrees>;
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  /** What folders stand for, as far as it has been worked out: overlays share their bases. */
  readonly collected: Map<string, readonly Composed[]>;
}

/** The objects that a program has rendered of kustomizations, by folder: trees of its output, without places of their own. */
export type RenderedKustomizations = ReadonlyMap<string, readonly Tree[]>;

/**
 * One environment for each kustomization that no other one references: as it was rendered, where it was, else as its sources
 * read. The files must have their trees.
 */
export function kustomized(
  files: readonly FileFacts[],
  rendered: RenderedKustomizations = new Map(),
  read?: ReadObjects,
): Kustomized {
  const facts = factsOf(files, read);
  const project = projectOf(files);
  return {
    environments: rootsOf(files).map((root) => {
      const trees = rendered.get(root);
      const objects = trees ? objectsOf(project, root, trees) : collect(project, root, []);
      return {
        name: root === '' ? '.' : root,
        from: 'kustomization',
        files: facts(objects),
        ...(trees && { rendered: true }),
      };
    }),
    taken: kustomizeInputs(files),
  };
}

/** The objects of the kustomization in a folder as they were rendered, with their places in the sources. */
export function renderedObjects(
  files: readonly FileFacts[],
  root: string,
  trees: readonly Tree[],
): readonly Composed[] {
  return objectsOf(projectOf(files), root, trees);
}

function objectsOf(project: Project, root: string, trees: readonly Tree[]): readonly Composed[] {
  const composed = collect(project, root, []);
  const here = hereIn(project, root);
  const inFile = (file: string): readonly Composed[] => objectsIn(project, file) ?? [];
  return relocated(trees, { root, composed, objectsOf: inFile, here });
}

/** The objects of each kustomization that no other one references, by its folder, as the sources read. */
export function composeAll(
  files: readonly FileFacts[],
): { readonly root: string; readonly objects: readonly Composed[] }[] {
  const project = projectOf(files);
  return rootsOf(files).map((root) => ({ root, objects: collect(project, root, []) }));
}

/** The first thing that a kustomization says. */
function hereIn({ kustomizations, trees }: Project, root: string): Tree {
  const source = kustomizations.get(root)?.source ?? { file: root, text: '', start: 0 };
  const [document] = trees.get(source.file)?.documents ?? [];
  const [first] = document ? entriesIn(document) : [];
  return (
    first?.keyTree ?? wordOf({ value: '', at: { file: source.file, start: 0, end: 0 } }, source)
  );
}

/** The folders of kustomizations that no other one references. */
export function rootsOf(files: readonly FileFacts[]): string[] {
  const all = files.flatMap(({ file, kustomization }) =>
    kustomization ? [{ folder: folderOf(file), kustomization }] : [],
  );
  const referenced = new Set(
    all.flatMap(({ folder, kustomization }) =>
      references(kustomization).flatMap((reference) => resolvePath(folder, reference) ?? []),
    ),
  );
  return all.map(({ folder }) => folder).filter((folder) => !referenced.has(folder));
}

function projectOf(files: readonly FileFacts[]): Project {
  return {
    trees: new Map(files.flatMap(({ file, trees }) => (trees ? [[file, trees]] : []))),
    kustomizations: new Map(
      files.flatMap(({ file, kustomization, trees }) => {
        const folder = folderOf(file);
        const source = trees?.documents[0]?.source ?? { file, text: '', start: 0 };
        return kustomization ? [[folder, { ...kustomization, folder, source }]] : [];
      }),
    ),
    collected: new Map(),
  };
}

function references(kustomization: Kustomization): string[] {
  return [...kustomization.resources, ...kustomization.components].map(({ value }) => value);
}

/** The objects that a kustomization stands for. */
function collect(project: Project, folder: string, chain: readonly string[]): readonly Composed[] {
  const known = project.collected.get(folder);
  if (known) return known;
  const objects = build(project, folder, { above: [], chain });
  project.collected.set(folder, objects);
  return objects;
}

interface Place {
  /** What a component finds there; nothing for other kustomizations. */
  readonly above: readonly Composed[];
  /** The folders on the way here: one that comes again is a circle. */
  readonly chain: readonly string[];
}

/** In kustomize's order (kustomize 5, api/internal/target/kusttarget.go). */
function build(project: Project, folder: string, { above, chain }: Place): readonly Composed[] {
  const kustomization = project.kustomizations.get(folder);
  if (!kustomization || chain.includes(folder) || chain.length > MAX_DEPTH) return above;
  const below = [...chain, folder];
  const taken = kustomization.resources.flatMap(({ value }) => {
    const path = resolvePath(folder, value);
    if (path === undefined) return [];
    return objectsIn(project, path) ?? collect(project, path, below);
  });
  const objects = kustomization.components.reduce<readonly Composed[]>(
    (all, { value }) => {
      const path = resolvePath(folder, value);
      return path === undefined ? all : build(project, path, { above: all, chain: below });
    },
    distinct([...above, ...taken]),
  );
  return changed(project, kustomization, objects);
}

function objectsIn({ trees }: Project, path: string): Composed[] | undefined {
  return trees.get(path)?.documents.filter(isObject).map(composed);
}

/** A base reached on two ways is applied once. */
function distinct(objects: readonly Composed[]): Composed[] {
  return [...new Map(objects.map((object) => [identityOf(object), object])).values()];
}

function identityOf({ tree, file, names }: Composed): string {
  const { start, end } = tree;
  return `${file} ${start} ${end} ${names.at(-1)}`;
}

function changed(
  project: Project,
  kustomization: KustomizationFile,
  objects: readonly Composed[],
): readonly Composed[] {
  const { source } = kustomization;
  const textOf = (path: string): Source | undefined => treesAt(project, kustomization, path)?.whole;
  const { configMaps, secrets } = kustomization;
  const generators = [
    ...configMaps.map((generator) => ({ generator, kind: 'ConfigMap' as const })),
    ...secrets.map((generator) => ({ generator, kind: 'Secret' as const })),
  ];
  const complete = generators.reduce(
    (all, { generator, kind }) => generate(generator, { kind, source, textOf }, all),
    [...objects],
  );
  const patched = kustomization.patches
    .map((patch) => readPatch(project, kustomization, patch))
    .reduce(applyPatch, complete);
  const transformed = transform(kustomization, source, patched);
  return replacementsOf(project, kustomization).reduce<readonly Composed[]>(
    (all, replacement) => replace(replacement, all),
    transformed,
  );
}

function treesAt(
  { trees }: Project,
  { folder }: KustomizationFile,
  path: string,
): FileTrees | undefined {
  const resolved = resolvePath(folder, path);
  return resolved === undefined ? undefined : trees.get(resolved);
}

function readPatch(
  project: Project,
  kustomization: KustomizationFile,
  { path, text, target }: Patch,
): ReadPatch {
  const written = path === undefined ? undefined : treesAt(project, kustomization, path.value);
  const inline = text ? inlinePatch(kustomization.source, text) : [];
  return { documents: written?.documents ?? inline, ...(target && { target }) };
}

function replacementsOf(project: Project, kustomization: KustomizationFile) {
  return kustomization.replacements.flatMap((each) => {
    if (!('path' in each)) return [each];
    const documents = treesAt(project, kustomization, each.path.value)?.documents ?? [];
    return documents.flatMap((tree: Tree) => readReplacementFile(viewOf(tree)));
  });
}
