import type { Entry, Located, Span } from '../../text.ts';

/** A kustomization.yaml. Paths are as written, relative to its folder. */
export interface Kustomization {
  readonly at: Span;
  /** `resources` and the old `bases`. */
  readonly resources: readonly Located<string>[];
  readonly components: readonly Located<string>[];
  /** Files that hold patches, not objects. */
  readonly patches: readonly string[];
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

/** A Chart.yaml. */
export interface Chart {
  readonly name: string;
  readonly version?: Located<string>;
  readonly appVersion?: Located<string>;
  readonly dependencies: readonly { readonly name: string; readonly version?: Located<string> }[];
}
