import type { ResourceName } from '../finding.ts';
import type { Located, Span } from '../text.ts';

/** Half-open range of offsets in the ignore's own file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** `# meshlint-ignore rule: reason` or `# meshlint-ignore-file rule: reason`. */
export interface CommentIgnore {
  readonly form: 'comment';
  /** From the `#` to the end of the comment. */
  readonly at: Span;
  readonly rules: readonly Located<string>[];
  /** `""` where none is written: then the comment has no effect. */
  readonly reason: string;
  /** Where a finding must start to be ignored; absent: anywhere in the file. */
  readonly lines?: readonly Range[];
  /** What goes when the comment goes: its whole line, where it stands alone. */
  readonly removal: Range;
}

/** An annotation of an object that names rules, or codes of another tool. */
export interface AnnotationIgnore {
  readonly form: 'annotation';
  readonly tool: 'meshlint' | 'istioctl' | 'kiali';
  /** The annotation's value. */
  readonly at: Span;
  /** Ids of rules; codes such as `IST0108` or `KIA1102`; `*` for all codes of istioctl. */
  readonly rules: readonly Located<string>[];
  /** The object as the file writes it. */
  readonly resource: ResourceName;
  /** Where the object is written. */
  readonly object: Range;
}

/** What a file says shall not be reported. Plain JSON, a part of the file's facts. */
export type Ignore = CommentIgnore | AnnotationIgnore;
