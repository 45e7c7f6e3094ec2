import type { FileFacts, Resource } from '../facts/facts.ts';
import type { ConfigMap, Secret } from '../facts/kubernetes/kinds.ts';
import type { Kustomization } from '../facts/layout/layout.ts';
import { applyKustomization } from './apply-kustomization.ts';
import type { Environment } from './environment.ts';
import { applyPatches } from './patch.ts';
import { folderOf, resolvePath } from './path.ts';

/** Deeper chains of bases than this are a mistake of the repository; kustomize itself would run for minutes. */
const MAX_DEPTH = 50;

export interface Kustomized {
  readonly environments: readonly Environment[];
  /** Files that some kustomization takes as objects, patches or generator input: they are no plain files. */
  readonly taken: ReadonlySet<string>;
}

interface KustomizationFile extends Kustomization {
  readonly file: string;
}

interface Project {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  readonly taken: Set<string>;
  /** What folders stand for, as far as it has been worked out: overlays share their bases. */
  readonly collected: Map<string, readonly FileFacts[]>;
}

/** One environment for each kustomization that no other one references. */
export function kustomized(files: readonly FileFacts[]): Kustomized {
  const project: Project = {
    files: new Map(files.map((file) => [file.file, file])),
    kustomizations: new Map(
      files.flatMap(({ file, kustomization }) =>
        kustomization ? [[folderOf(file), { ...kustomization, file }]] : [],
      ),
    ),
    taken: new Set(),
    collected: new Map(),
  };
  const referenced = new Set(
    [...project.kustomizations].flatMap(([folder, kustomization]) =>
      references(kustomization).flatMap((reference) => resolvePath(folder, reference) ?? []),
    ),
  );
  const roots = [...project.kustomizations.keys()].filter((folder) => !referenced.has(folder));
  return {
    environments: roots.map((folder) => ({
      name: folder === '' ? '.' : folder,
      from: 'kustomization',
      files: collect(project, folder, []),
    })),
    taken: project.taken,
  };
}

function references(kustomization: Kustomization): string[] {
  return [...kustomization.resources, ...kustomization.components].map(({ value }) => value);
}

/** The files that a kustomization stands for, with its changes applied to their objects. */
function collect(project: Project, folder: string, chain: readonly string[]): readonly FileFacts[] {
  const known = project.collected.get(folder);
  if (known) return known;
  const kustomization = project.kustomizations.get(folder);
  if (!kustomization || chain.includes(folder) || chain.length > MAX_DEPTH) return [];
  const files = build(project, folder, kustomization, chain);
  project.collected.set(folder, files);
  return files;
}

function build(
  project: Project,
  folder: string,
  kustomization: KustomizationFile,
  chain: readonly string[],
): FileFacts[] {
  const patches = kustomization.patches.map((patch) => {
    if (patch.path === undefined) return patch;
    const file = project.files.get(take(project, folder, patch.path) ?? '');
    return { ...patch, objects: file?.resources ?? [], deleted: file?.deleted ?? [] };
  });
  const files = references(kustomization).flatMap((reference) => {
    const path = resolvePath(folder, reference);
    if (path === undefined) return [];
    const file = project.files.get(path);
    if (!file) return collect(project, path, [...chain, folder]);
    project.taken.add(path);
    return [file];
  });
  const own = project.files.get(kustomization.file);
  const generated = generate(project, folder, kustomization);
  return applyKustomization(kustomization, [
    ...applyPatches(distinct(files), patches),
    ...(own && generated.length > 0 ? [{ ...own, resources: generated }] : []),
  ]);
}

/** A base reached on two ways is applied once. */
function distinct(files: readonly FileFacts[]): FileFacts[] {
  const byObject = new Map<string, FileFacts>();
  for (const file of files) {
    const names = file.resources.map(({ namespace, name }) => `${namespace}/${name}`);
    byObject.set(`${file.file} ${names.join(' ')}`, file);
  }
  return [...byObject.values()];
}

function take(project: Project, folder: string, relative: string): string | undefined {
  const path = resolvePath(folder, relative);
  if (path !== undefined) project.taken.add(path);
  return path;
}

/** What configMapGenerator and secretGenerator make, without the hash: references to them change along. */
function generate(project: Project, folder: string, kustomization: Kustomization): Resource[] {
  const configMaps = kustomization.configMaps.map(
    ({ name, at, files }): ConfigMap => ({
      type: 'ConfigMap',
      ...generatedHead('ConfigMap', name, at),
      data: files.map(({ key, path }) => {
        const source = project.files.get(take(project, folder, path) ?? '');
        const [nginx] = source?.nginx ?? [];
        return {
          key: { value: key, at },
          hosts: [],
          ...(nginx && { nginx: { ...nginx, name: key } }),
        };
      }),
    }),
  );
  const secrets = kustomization.secrets.map(
    ({ name, at, secretType, keys }): Secret => ({
      type: 'Secret',
      ...generatedHead('Secret', name, at),
      secretType,
      keys: keys.map((key) => ({ key: { value: key, at }, empty: false })),
      stringData: [],
    }),
  );
  return [...configMaps, ...secrets];
}

function generatedHead(kind: string, name: string, at: ConfigMap['at']) {
  return { apiVersion: 'v1', kind, name, namespace: '', at, labels: [], annotations: [] } as const;
}
