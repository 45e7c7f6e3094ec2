import type { Patch } from '../../facts/layout/layout.ts';
import { inlinePatch } from '../../facts/layout/read-patches.ts';
import { readReplacementFile } from '../../facts/layout/read-replacements.ts';
import type { FileTrees } from '../../facts/read-trees.ts';
import type { Source } from '../../parse/yaml/node.ts';
import { type Tree, viewOf } from '../../parse/yaml/tree.ts';
import { resolvePath } from '../path.ts';
import { type Composed, composed, isObject } from './composed.ts';
import { generate } from './generate.ts';
import { applyPatch, type ReadPatch } from './patch.ts';
import {
  type Collected,
  type KustomizationFile,
  type KustomizeProject,
  treesIn,
} from './project.ts';
import { replace } from './replace.ts';
import { transform } from './transform.ts';

/** Deeper chains of bases than this are a mistake of the repository; kustomize itself would run for minutes. */
const MAX_DEPTH = 50;

/** The objects that the kustomization in a folder stands for, as the sources read. */
export function objectsOfFolder(project: KustomizeProject, folder: string): readonly Composed[] {
  return collect(project, folder, []);
}

/** The objects that a file holds, unchanged; nothing for what is no such file. */
export function objectsOfFile(project: KustomizeProject, path: string): Composed[] | undefined {
  return treesIn(project, path)?.documents.filter(isObject).map(composed);
}

function collect(
  project: KustomizeProject,
  folder: string,
  chain: readonly string[],
): readonly Composed[] {
  const { objects, files } = project.collected.get(folder) ?? collectAnew(project, folder, chain);
  for (const file of files) project.looked.add(file);
  return objects;
}

function collectAnew(
  project: KustomizeProject,
  folder: string,
  chain: readonly string[],
): Collected {
  const { looked } = project;
  project.looked = new Set();
  const objects = build(project, folder, { above: [], chain });
  const collected = { objects, files: project.looked };
  project.looked = looked;
  project.collected.set(folder, collected);
  return collected;
}

interface Place {
  /** What a component finds there; nothing for other kustomizations. */
  readonly above: readonly Composed[];
  /** The folders on the way here: one that comes again is a circle. */
  readonly chain: readonly string[];
}

/** In kustomize's order (kustomize 5, api/internal/target/kusttarget.go). */
function build(
  project: KustomizeProject,
  folder: string,
  { above, chain }: Place,
): readonly Composed[] {
  const kustomization = project.kustomizations.get(folder);
  if (!kustomization || chain.includes(folder) || chain.length > MAX_DEPTH) return above;
  const below = [...chain, folder];
  const taken = kustomization.resources.flatMap(({ value }) => {
    const path = resolvePath(folder, value);
    if (path === undefined) return [];
    return objectsOfFile(project, path) ?? collect(project, path, below);
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

/** A base reached on two ways is applied once. */
function distinct(objects: readonly Composed[]): Composed[] {
  return [...new Map(objects.map((object) => [identityOf(object), object])).values()];
}

function identityOf({ tree, file, names }: Composed): string {
  const { start, end } = tree;
  return `${file} ${start} ${end} ${names.at(-1)}`;
}

function changed(
  project: KustomizeProject,
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
  project: KustomizeProject,
  { folder }: KustomizationFile,
  path: string,
): FileTrees | undefined {
  const resolved = resolvePath(folder, path);
  return resolved === undefined ? undefined : treesIn(project, resolved);
}

function readPatch(
  project: KustomizeProject,
  kustomization: KustomizationFile,
  { path, text, target }: Patch,
): ReadPatch {
  const written = path === undefined ? undefined : treesAt(project, kustomization, path.value);
  const inline = text ? inlinePatch(kustomization.source, text) : [];
  return { documents: written?.documents ?? inline, ...(target && { target }) };
}

function replacementsOf(project: KustomizeProject, kustomization: KustomizationFile) {
  return kustomization.replacements.flatMap((each) => {
    if (!('path' in each)) return [each];
    const documents = treesAt(project, kustomization, each.path.value)?.documents ?? [];
    return documents.flatMap((tree: Tree) => readReplacementFile(viewOf(tree)));
  });
}
