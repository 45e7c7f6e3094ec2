import type { Problem, ResourceName } from '../finding.ts';
import type { Ignore } from '../suppress/ignore.ts';
import type { Located } from '../text.ts';
import type { Violation } from '../validation/violation.ts';
import type { Dependency } from './application/dependency.ts';
import type { Dockerfile } from './application/dockerfile.ts';
import type {
  ComputeAddress,
  GkeIngressPart,
  KubernetesGateway,
  KubernetesRoute,
  ReferenceGrant,
} from './gke/kinds.ts';
import type { EnvoyFilter } from './istio/envoy-filter.ts';
import type {
  AuthenticationPolicy,
  DestinationRule,
  IstioGateway,
  PeerAuthentication,
  ServiceEntry,
  Sidecar,
} from './istio/kinds.ts';
import type {
  AuthorizationPolicy,
  ProxyConfig,
  RequestAuthentication,
  Telemetry,
  WasmPlugin,
} from './istio/policies.ts';
import type { MeshSettings } from './istio/settings.ts';
import type { VirtualService } from './istio/virtual-service.ts';
import type { WorkloadEntry } from './istio/workload-entry.ts';
import type { CustomResourceDefinition } from './kubernetes/custom-resource-definition.ts';
import type {
  ConfigMap,
  Ingress,
  IngressClass,
  Namespace,
  Secret,
  SecretMaker,
  Service,
  ServiceAccount,
} from './kubernetes/kinds.ts';
import type { NetworkPolicy } from './kubernetes/network-policy.ts';
import type { WebhookConfiguration } from './kubernetes/webhooks.ts';
import type { Workload } from './kubernetes/workload.ts';
import type { Chart, Kustomization } from './layout/layout.ts';
import type { Delivery } from './layout/read-deliveries.ts';
import type { NginxText } from './nginx.ts';
import type { FileTrees } from './read-trees.ts';
import type { ResourceHead } from './resource.ts';

/** An object of a kind that no question asks for; kept because its mere existence may matter. */
export interface OtherResource extends ResourceHead {
  readonly type: 'Other';
}

export type Resource =
  | AuthenticationPolicy
  | AuthorizationPolicy
  | ComputeAddress
  | ConfigMap
  | CustomResourceDefinition
  | DestinationRule
  | EnvoyFilter
  | GkeIngressPart
  | Ingress
  | IngressClass
  | IstioGateway
  | KubernetesGateway
  | KubernetesRoute
  | Namespace
  | NetworkPolicy
  | OtherResource
  | PeerAuthentication
  | ProxyConfig
  | ReferenceGrant
  | RequestAuthentication
  | Secret
  | SecretMaker
  | Service
  | ServiceAccount
  | ServiceEntry
  | Sidecar
  | Telemetry
  | VirtualService
  | WasmPlugin
  | WebhookConfiguration
  | Workload
  | WorkloadEntry;

/** What one object violates, whatever else there is. */
export interface ObjectViolation extends Violation {
  /** As the file writes it. */
  readonly resource: ResourceName;
}

/**
 * All the linter knows of one file: plain JSON, made by a pure function of path and text. That is what lets it be
 * cached, sent to a worker, and kept while an editor types.
 */
export interface FileFacts {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly resources: readonly Resource[];
  /** Mesh settings, in the order they are written. */
  readonly settings: readonly MeshSettings[];
  /** nginx configuration that is a file of its own, a Helm value, or text that a Dockerfile writes. */
  readonly nginx: readonly NginxText[];
  readonly dockerfile?: Dockerfile;
  readonly dependencies: readonly Dependency[];
  readonly kustomization?: Kustomization;
  readonly chart?: Chart;
  /** What it says is applied of this project. */
  readonly deliveries?: readonly Delivery[];
  /** The file as trees, where a kustomization is made of it. */
  readonly trees?: FileTrees;
  /** Files that a docker-compose file mounts, relative to the project: they are no part of the cluster. */
  readonly composeMounts: readonly string[];
  /** Images named anywhere in the file with the place, as evidence of versions. */
  readonly images: readonly Located<string>[];
  /** What could not be read, and keys written twice. */
  readonly unreadable: readonly Problem[];
  readonly duplicateKeys: readonly Problem[];
  /** What its objects violate, each by itself. */
  readonly violations: readonly ObjectViolation[];
  /** What the file says shall not be reported. */
  readonly ignores: readonly Ignore[];
  /** Why nothing was read of it. */
  readonly skipped?:
    | 'helm-template'
    | 'template'
    | 'binary'
    | 'too-large'
    | 'outside'
    | 'test-data';
}
