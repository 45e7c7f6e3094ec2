import type { Located, Span } from '../../text.ts';
import type { LabelSelector } from '../kubernetes/label-selector.ts';
import type { ResourceHead } from '../resource.ts';

/** Kinds that only GKE's own Ingress reads: ManagedCertificate, BackendConfig, FrontendConfig. */
export interface GkeIngressPart extends ResourceHead {
  readonly type: 'GkeIngressPart';
  /** Features a BackendConfig turns on, by their keys: `iap`, `cdn`, `securityPolicy`, `healthCheck`, … */
  readonly features: readonly Located<string>[];
  /** `healthCheck` of a BackendConfig. */
  readonly healthCheck?: {
    readonly port?: Located<number>;
    readonly path?: Located<string>;
  };
  /** `spec.domains` of a ManagedCertificate. */
  readonly domains: readonly Located<string>[];
}

/** Config Connector's ComputeAddress. */
export interface ComputeAddress extends ResourceHead {
  readonly type: 'ComputeAddress';
  /** `global` or a region. */
  readonly location?: Located<string>;
  readonly address?: Located<string>;
  /** `EXTERNAL` where none is written. */
  readonly addressType: string;
  readonly networkTier?: Located<string>;
}

/** A reference of the Gateway API to an object of another kind. */
export interface ObjectReference {
  /** `""`: the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: Located<string>;
  /** `""`: that of the object it stands in. */
  readonly namespace: string;
}

/** gateway.networking.k8s.io Gateway. */
export interface KubernetesGateway extends ResourceHead {
  readonly type: 'KubernetesGateway';
  readonly className?: Located<string>;
  readonly addresses: readonly { readonly type: string; readonly value: Located<string> }[];
  readonly listeners: readonly KubernetesListener[];
}

/** A listener of a Gateway of the Gateway API. */
export interface KubernetesListener {
  readonly name: string;
  /** The place of its name. */
  readonly at: Span;
  readonly port?: number;
  /** Upper case. */
  readonly protocol: string;
  readonly hostname?: Located<string>;
  readonly certificates: readonly ObjectReference[];
  readonly tlsMode: string;
  /** Namespaces whose routes it takes: `Same`, `All` or `Selector`, as written. */
  readonly routesFrom: string;
  readonly routesSelector?: LabelSelector;
  /** Kinds of routes it takes. Empty: those of its protocol. */
  readonly routeKinds: readonly string[];
}

/** gateway.networking.k8s.io HTTPRoute and GRPCRoute; `kind` tells which. */
export interface KubernetesRoute extends ResourceHead {
  readonly type: 'KubernetesRoute';
  readonly hostnames: readonly Located<string>[];
  /** Gateways, and Services for routes inside the mesh. */
  readonly parents: readonly ParentReference[];
  /** Of all rules. */
  readonly backends: readonly BackendReference[];
  /** Where copies of requests go. */
  readonly mirrors: readonly BackendReference[];
  /** Empty: every path. */
  readonly paths: readonly { readonly kind: string; readonly value: string }[];
}

/** What a route asks to be attached to. */
export interface ParentReference extends ObjectReference {
  /** The name of one listener. */
  readonly sectionName?: Located<string>;
  readonly port?: Located<number>;
}

/** Where a route sends requests. */
export interface BackendReference extends ObjectReference {
  readonly port?: Located<number>;
}

/** gateway.networking.k8s.io ReferenceGrant: who may refer to what in its namespace. */
export interface ReferenceGrant extends ResourceHead {
  readonly type: 'ReferenceGrant';
  readonly from: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace: Located<string>;
  }[];
  readonly to: readonly {
    readonly group: string;
    readonly kind: string;
    /** Absent: all of that kind. */
    readonly name?: string;
  }[];
}
