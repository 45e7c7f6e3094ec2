import type { ScalarNode } from './node.ts';

/** A text written inside another file, and the way back from its indexes to that file's offsets. */
export interface Embedded {
  readonly text: string;
  /** The file's offset of an index of `text`. */
  readonly offset: (index: number) => number;
}

/** For now: the start of the scalar. */
export function embedded(scalar: ScalarNode, _source: string): Embedded {
  return { text: scalar.text, offset: () => scalar.start };
}
