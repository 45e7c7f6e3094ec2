import type { FileFacts } from '../facts/facts.ts';

/** A set of files that would be applied together: one cluster, or one variant of it. */
export interface Environment {
  /** The folder or file that makes it differ from the others, such as `overlays/prod`; `.` for the whole project. */
  readonly name: string;
  readonly from: 'cluster' | 'config' | 'kustomization' | 'chart' | 'folder';
  /** A program has rendered it; else its sources were read. */
  readonly rendered?: boolean;
  /** With names and namespaces as they are when applied. */
  readonly files: readonly FileFacts[];
}

/** An environment, and which of its files belong to it and not to all others as well. */
export interface WholeEnvironment extends Environment {
  readonly own: readonly FileFacts[];
  /** Those that belong to every environment: the same array in all of them. */
  readonly shared: readonly FileFacts[];
}

/** The files of several environments of a project, each once and in their order. */
export function filesOfAll(environments: readonly WholeEnvironment[]): ReadonlySet<FileFacts> {
  const [first, ...others] = environments;
  return new Set([...(first?.files ?? []), ...others.flatMap(({ own }) => own)]);
}

/** Whether a file describes objects or settings of a cluster. */
export function isManifest(file: FileFacts): boolean {
  return file.resources.length > 0 || file.settings.length > 0 || file.violations.length > 0;
}

/** Whether a file tells of the applications or of charts, whatever cluster they run in: it belongs to every environment. */
export function describesApplication(file: FileFacts): boolean {
  const { nginx, dependencies, composeMounts, dockerfile, chart } = file;
  const lists = nginx.length > 0 || dependencies.length > 0 || composeMounts.length > 0;
  return lists || dockerfile !== undefined || chart !== undefined;
}
