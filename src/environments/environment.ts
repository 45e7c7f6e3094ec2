import type { FileFacts } from '../facts/facts.ts';

/** A set of files that would be applied together: one cluster, or one variant of it. */
export interface Environment {
  /** The folder or file that makes it differ from the others, such as `overlays/prod`; `.` for the whole project. */
  readonly name: string;
  readonly from: 'cluster' | 'kustomization' | 'chart' | 'folder';
  /** With names and namespaces as they are when applied. */
  readonly files: readonly FileFacts[];
}

/** Whether a file describes objects or settings of a cluster; all other files belong to every environment. */
export function isManifest(file: FileFacts): boolean {
  return file.resources.length > 0 || file.settings.length > 0;
}
