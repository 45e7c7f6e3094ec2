import type { WrittenName } from '../finding.ts';
import type { Entry, Span } from '../text.ts';
import type { Condition } from './conditions.ts';

/** What every Kubernetes object has. */
export interface ResourceHead {
  /** As written, such as `networking.istio.io/v1beta1`. */
  readonly apiVersion: string;
  /** As written, such as `Deployment`. */
  readonly kind: string;
  /** As applied: the environment adds prefix and suffix. `""` where none is written. */
  readonly name: string;
  /** As applied: the environment fills in what kustomize would. `""` where none is known. */
  readonly namespace: string;
  /** As the file writes it, when the environment changed name or namespace. */
  readonly written?: WrittenName;
  /** The place of `metadata.name`, else of `kind`: where a finding about the whole object is shown. */
  readonly at: Span;
  readonly labels: readonly Entry[];
  readonly annotations: readonly Entry[];
  /** Of objects that were taken out of a cluster. */
  readonly conditions?: readonly Condition[];
}

/** The API group of an `apiVersion`: `""` for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** How messages name an object: `Deployment shop/api`, or `Deployment api` where no namespace is known. */
export function described(resource: ResourceHead): string {
  const { kind, name, namespace } = resource;
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
