import type { Problem } from '../../finding.ts';
import type { Span } from '../../text.ts';
import type { View } from './view.ts';

/** One document of a file. */
export interface YamlDocument {
  readonly root: View;
  /** From its first to its last character, without the markers. */
  readonly at: Span;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
}
