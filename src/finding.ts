import type { Span } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Replaces `at` by `text`; an empty span inserts. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/** A cure, as text edits. It is applied whole or not at all. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** A safe fix never changes what a running mesh does beyond curing the finding. */
  readonly safe: boolean;
}

/** Another place that explains a finding: the policy that decided, the other half of a conflict. */
export interface Related {
  readonly at: Span;
  readonly message: string;
}

/** The Kubernetes object a finding speaks of, as the file writes it; `namespace` is `""` where none is written. */
export interface ResourceName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Name and namespace as the file writes them. */
export type WrittenName = Pick<ResourceName, 'name' | 'namespace'>;

/** A syntax error or another trouble met while one file was read. */
export interface Problem {
  readonly at: Span;
  readonly message: string;
}

/** What a rule says. Plain data: it can be compared, sent and sorted. */
export interface Finding {
  readonly at: Span;
  /** States the fact about the user's file and quotes his words; one sentence, no full stop at its end. */
  readonly message: string;
  /** Where it is not the rule's own severity: version, setting or certainty decided otherwise. */
  readonly severity?: Severity;
  /** Where it says the same as some of the rule's codes only; none of the others is meant. */
  readonly codes?: readonly string[] | undefined;
  /**
   * The object the finding speaks of; none for nginx files, Dockerfiles and dependency lists. `written` goes before name
   * and namespace, which an environment may have changed.
   */
  readonly resource?: (ResourceName & { readonly written?: WrittenName }) | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly fix?: Fix | undefined;
}

/** What the run makes of a finding. */
export interface Diagnostic extends Omit<Finding, 'codes' | 'resource'> {
  /** The messages of other tools that say the same. */
  readonly codes: readonly string[];
  readonly resource?: ResourceName | undefined;
  readonly rule: string;
  readonly severity: Severity;
  /** Names of the environments in which it holds; empty for what belongs to a file alone. */
  readonly environments: readonly string[];
}
