import type { Entry, Located, Span } from '../../text.ts';

/** A kustomization.yaml. Paths are as written, relative to its folder. */
export interface Kustomization {
  readonly at: Span;
  /** It is made to be taken as a component by others. */
  readonly isComponent: boolean;
  /** `resources` and the old `bases`. */
  readonly resources: readonly Located<string>[];
  readonly components: readonly Located<string>[];
  readonly patches: readonly Patch[];
  readonly namespace?: Located<string>;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** `commonLabels` and `labels`. */
  readonly labels: readonly LabelChange[];
  readonly annotations: readonly Entry[];
  readonly images: readonly ImageChange[];
  /** `configMapGenerator` and `secretGenerator`. */
  readonly configMaps: readonly Generator[];
  readonly secrets: readonly Generator[];
  readonly replacements: readonly (Replacement | { readonly path: Located<string> })[];
  /** Files that say how kustomize itself works: `configurations`, `crds`, `openapi`, `generators`, `transformers`, `validators`. */
  readonly settings: readonly Located<string>[];
  /** The keys of Helm charts that kustomize would fetch and render: `helmCharts` and its older form. */
  readonly charts: readonly Located<string>[];
}

/** Labels that are put on all objects, and where on them. */
export interface LabelChange {
  readonly pairs: readonly Entry[];
  readonly selectors: boolean;
  readonly templates: boolean;
}

/** A new name or tag of an image. */
export interface ImageChange {
  readonly name: string;
  readonly newName?: Located<string>;
  readonly newTag?: Located<string>;
  readonly digest?: Located<string>;
}

/** A ConfigMap or Secret that kustomize makes of texts and files. */
export interface Generator {
  readonly name: Located<string>;
  readonly namespace?: Located<string>;
  readonly behavior: 'create' | 'merge' | 'replace';
  /** Of a Secret, where it is written. */
  readonly type?: Located<string>;
  /** `key=value`. */
  readonly literals: readonly Located<string>[];
  /** `key=path`, or a path whose last part is the key. */
  readonly files: readonly Located<string>[];
  /** Paths of files with lines of `key=value`. */
  readonly envs: readonly Located<string>[];
}

/** A change that a kustomization makes to objects: a strategic merge patch, or a list of JSON 6902 operations. */
export interface Patch {
  /** The file that holds it; absent where the kustomization holds the text itself. */
  readonly path?: Located<string>;
  readonly text?: Located<string>;
  /** The objects it is for, where that is not said by its own kind and name. */
  readonly target?: Selector;
}

/** Which objects are meant. What is absent may be anything. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** A value that is copied from a field of one object into fields of others. */
export interface Replacement {
  readonly source: Selector & FieldOptions & { readonly fieldPath: string };
  readonly targets: readonly ReplacementTarget[];
}

export interface ReplacementTarget extends FieldOptions {
  readonly select: Selector;
  readonly reject: readonly Selector[];
  readonly fieldPaths: readonly string[];
  readonly create: boolean;
}

/** A part of a text: the one at `index` when it is split at `delimiter`. */
export interface FieldOptions {
  readonly delimiter?: string;
  readonly index: number;
}

/** A Chart.yaml. */
export interface Chart {
  readonly name: string;
  readonly version?: Located<string>;
  readonly appVersion?: Located<string>;
  readonly dependencies: readonly { readonly name: string; readonly version?: Located<string> }[];
}
