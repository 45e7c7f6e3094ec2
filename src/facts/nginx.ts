import type { Located, Span } from '../text.ts';

/** nginx configuration as one text: a file, a key of a ConfigMap, a Helm value, text that a Dockerfile writes. */
export interface NginxText {
  /** Where nginx would find it: the file's path, the ConfigMap's key, or the path in the image that a Dockerfile writes. */
  readonly name: string;
  readonly at: Span;
  readonly directives: readonly NginxDirective[];
}

/** `name args… ;` or `name args… { block }`, with the place of every word in the file that is really there. */
export interface NginxDirective {
  readonly name: string;
  readonly nameAt: Span;
  readonly args: readonly Located<string>[];
  /** From the first word to the `;` or `}`. */
  readonly at: Span;
  readonly block?: readonly NginxDirective[];
}
