import type { Entry, Span } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Replaces `at` by `text`; an empty span inserts. A line break is written `\n`, whatever the file has. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/** Puts lines before, or behind, the one that `at` begins; indented like it. */
export interface LineEdit {
  readonly kind: 'lines';
  readonly at: Span;
  readonly where: 'before' | 'behind';
  readonly lines: readonly string[];
}

/** What an edit may write into YAML or JSON. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** Keys, and indexes of lists, from the root of an object. */
export type YamlPath = readonly (string | number)[];

/**
 * A change to an object of YAML or JSON, told by what it means. How it is written, by quotes, indentation, in block or in
 * flow, is decided by `edits/` when the text is at hand.
 */
export type ObjectEdit =
  /** Gives a value to a path of the object of this kind that holds `at`; what is missing on the way is made. */
  | {
      readonly kind: 'set';
      readonly at: Span;
      /** So that nothing is changed where an object comes from elsewhere, such as a generator of kustomize. */
      readonly of: string;
      readonly path: YamlPath;
      readonly value: YamlValue;
    }
  /** Adds an item to the list at a path of the object of this kind that holds `at`; a list that is missing is made. */
  | {
      readonly kind: 'append';
      readonly at: Span;
      readonly of: string;
      readonly path: YamlPath;
      readonly value: YamlValue;
    }
  /** Gives a value to a key of the map in which the scalar at `at` is a value. */
  | {
      readonly kind: 'set-beside';
      readonly at: Span;
      readonly key: string;
      readonly value: YamlValue;
    }
  /** Takes away the entry whose key, or the item of a list that, stands at `at`; and what holds nothing else. */
  | { readonly kind: 'remove'; readonly at: Span }
  /** Puts another key and value in the place of the entry whose key, or scalar value, stands at `at`. */
  | {
      readonly kind: 'replace-entry';
      readonly at: Span;
      readonly key: string;
      readonly value: YamlValue;
    }
  /** Takes away the whole document of the object of this kind that holds `at`, where the file holds another one. */
  | { readonly kind: 'remove-object'; readonly at: Span; readonly of: string }
  /** Gives another value to the scalar at `at`. */
  | { readonly kind: 'replace'; readonly at: Span; readonly value: string | number | boolean };

/** Edits that take an entry from where it stands to a map of an object, which is made if need be. */
export function movedTo(
  map: YamlPath,
  { key, value }: Entry,
  { at, kind }: { readonly at: Span; readonly kind: string },
): readonly ObjectEdit[] {
  return [
    { kind: 'remove', at: key.at },
    { kind: 'set', at, of: kind, path: [...map, key.value], value: value.value },
  ];
}

/** A cure. It is applied whole or not at all; where the form of the text does not allow it for certain, not at all. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly (Edit | LineEdit | ObjectEdit)[];
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
