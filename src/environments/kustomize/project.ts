import type { FileFacts } from '../../facts/facts.ts';
import type { Kustomization } from '../../facts/layout/layout.ts';
import type { FileTrees } from '../../facts/read-trees.ts';
import type { Source } from '../../parse/yaml/node.ts';
import { folderOf, resolvePath } from '../path.ts';
import type { Composed } from './composed.ts';

export interface KustomizationFile extends Kustomization {
  readonly folder: string;
  readonly source: Source;
}

/** What a folder stands for, and the files that were looked for to know it. */
export interface Collected {
  readonly objects: readonly Composed[];
  readonly files: ReadonlySet<string>;
}

/** The files that kustomizations are made of, and what has been worked out of them. */
export interface KustomizeProject {
  /** Those with trees, by path. */
  readonly files: Map<string, FileFacts>;
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  /** By folder, as far as it has been worked out: overlays share their bases. */
  readonly collected: Map<string, Collected>;
  /** The files that were looked for since this set was put here. */
  looked: Set<string>;
}

export function projectOf(files: readonly FileFacts[]): KustomizeProject {
  const project: KustomizeProject = {
    files: new Map(),
    kustomizations: kustomizationsIn(files),
    collected: new Map(),
    looked: new Set(),
  };
  for (const facts of files) if (facts.trees) project.files.set(facts.file, facts);
  return project;
}

function kustomizationsIn(files: readonly FileFacts[]): Map<string, KustomizationFile> {
  const found = new Map<string, KustomizationFile>();
  for (const { file, kustomization, trees } of files) {
    if (!kustomization) continue;
    const folder = folderOf(file);
    const source = trees?.documents[0]?.source ?? { file, text: '', start: 0 };
    found.set(folder, { ...kustomization, folder, source });
  }
  return found;
}

/** The trees of a file, which is looked for in this way alone. */
export function treesIn(project: KustomizeProject, path: string): FileTrees | undefined {
  project.looked.add(path);
  return project.files.get(path)?.trees;
}

/** The folders of kustomizations that no other one references. */
export function rootsOf({ kustomizations }: Pick<KustomizeProject, 'kustomizations'>): string[] {
  const all = [...kustomizations.values()];
  const referenced = new Set(
    all.flatMap(({ folder, resources, components }) =>
      [...resources, ...components].flatMap(({ value }) => resolvePath(folder, value) ?? []),
    ),
  );
  return all.map(({ folder }) => folder).filter((folder) => !referenced.has(folder));
}
