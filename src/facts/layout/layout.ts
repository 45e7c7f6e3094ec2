import type { Entry, Located, Span } from '../../text.ts';
import type { Resource } from '../facts.ts';

/** A kustomization.yaml. Paths are as written, relative to its folder. */
export interface Kustomization {
  readonly at: Span;
  /** `resources` and the old `bases`. */
  readonly resources: readonly Located<string>[];
  readonly components: readonly Located<string>[];
  readonly patches: readonly Patch[];
  readonly namespace?: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** `commonLabels` and `labels` with `includeTemplates` or `includeSelectors`. */
  readonly podLabels: readonly Entry[];
  readonly annotations: readonly Entry[];
  /** `images`: new names and tags by old name. */
  readonly images: readonly {
    readonly name: string;
    readonly newName?: string;
    readonly newTag?: string;
  }[];
  /** `configMapGenerator`: names and the files they take. */
  readonly configMaps: readonly {
    readonly name: string;
    readonly at: Span;
    readonly files: readonly { readonly key: string; readonly path: string }[];
  }[];
  /** Names of `secretGenerator`. */
  readonly secrets: readonly {
    readonly name: string;
    readonly at: Span;
    readonly secretType: string;
    readonly keys: readonly string[];
  }[];
  /** `helmCharts` and the like: objects come from elsewhere. */
  readonly generates: boolean;
}

/** A change that a kustomization makes to objects: strategic merge patches. Lists of JSON 6902 operations are not read. */
export interface Patch {
  /** The file that holds it, as written; absent where the kustomization holds the text itself. */
  readonly path?: string;
  /** What the text changes, read like objects, and the objects it takes away. */
  readonly objects: readonly Resource[];
  readonly deleted: readonly DeletedObject[];
  /** The objects it is for, where that is not said by its own kind and name. `selects`: by labels or annotations too. */
  readonly target?: {
    readonly kind?: string;
    readonly name?: string;
    readonly selects: boolean;
  };
}

/** An object that a patch with `$patch: delete` names. */
export interface DeletedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A Chart.yaml. */
export interface Chart {
  readonly name: string;
  readonly version?: Located<string>;
  readonly appVersion?: Located<string>;
  readonly dependencies: readonly { readonly name: string; readonly version?: Located<string> }[];
}
