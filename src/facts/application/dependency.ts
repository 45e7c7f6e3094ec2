import type { Located } from '../../text.ts';

/** A direct dependency as a dependency list names it. */
export interface Dependency {
  readonly ecosystem: 'pypi' | 'npm' | 'go' | 'maven' | 'rubygems' | 'nuget' | 'packagist';
  readonly name: Located<string>;
  /** As written; `""` where none is. */
  readonly version: string;
}
