import { BUILDING } from './building-projects.ts';
import { PATCHING } from './patching-projects.ts';

/** A project, and what its root makes of it: fields of objects by kind and name; `undefined` for what must not be there. */
export interface KustomizeProject {
  readonly about: string;
  readonly project: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, object | undefined>>;
}

export const PROJECTS: readonly KustomizeProject[] = [...PATCHING, ...BUILDING];
