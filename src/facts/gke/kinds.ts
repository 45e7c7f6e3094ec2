import type { Located } from '../../text.ts';
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

/** gateway.networking.k8s.io Gateway. */
export interface KubernetesGateway extends ResourceHead {
  readonly type: 'KubernetesGateway';
  readonly className?: Located<string>;
  readonly addresses: readonly { readonly type: string; readonly value: Located<string> }[];
  readonly listeners: readonly {
    readonly name: string;
    readonly port?: number;
    readonly protocol: string;
    readonly hostname?: Located<string>;
    readonly certificates: readonly {
      readonly name: Located<string>;
      /** `""`: the Gateway's own. */
      readonly namespace: string;
    }[];
    readonly tlsMode: string;
  }[];
}

/** gateway.networking.k8s.io HTTPRoute. */
export interface KubernetesHttpRoute extends ResourceHead {
  readonly type: 'KubernetesHttpRoute';
  readonly hostnames: readonly Located<string>[];
  readonly parents: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly kind: string;
  }[];
  readonly backends: readonly {
    readonly name: Located<string>;
    readonly namespace: string;
    readonly kind: string;
  }[];
  /** Empty: every path. */
  readonly paths: readonly { readonly kind: string; readonly value: string }[];
}
