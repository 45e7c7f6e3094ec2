import type { Entry, Located, Span } from '../../text.ts';
import type { ResourceHead } from '../resource.ts';
import type { Attachment } from './attachment.ts';

/** networking.istio.io Gateway. */
export interface IstioGateway extends ResourceHead {
  readonly type: 'IstioGateway';
  readonly selector: readonly Entry[];
  readonly servers: readonly GatewayServer[];
}

export interface GatewayServer {
  /** The place of the server. */
  readonly at: Span;
  readonly port?: Located<number>;
  /** Upper case, such as `HTTPS`. */
  readonly protocol?: Located<string>;
  /** The address it listens on; absent: all. */
  readonly bind?: string;
  /** As written: `host` or `namespace/host`. */
  readonly hosts: readonly Located<string>[];
  readonly tls?: GatewayTls;
}

export interface GatewayTls {
  /** The key `tls`. */
  readonly at: Span;
  /** `PASSTHROUGH` where none is written (the enum's zero value, istio/api gateway.proto). */
  readonly mode: string;
  readonly httpsRedirect: boolean;
  readonly credentialName?: Located<string>;
  /** `credentialNames` (Istio 1.27). */
  readonly credentialNames: readonly Located<string>[];
  readonly caCredentialName?: Located<string>;
  readonly serverCertificate?: Located<string>;
  readonly privateKey?: Located<string>;
  readonly caCertificates?: Located<string>;
}

export interface DestinationRule extends ResourceHead {
  readonly type: 'DestinationRule';
  readonly host?: Located<string>;
  readonly exportTo: readonly Located<string>[];
  readonly subsets: readonly Subset[];
  /** The key `trafficPolicy`, and its settings as one text that only serves to compare them. */
  readonly trafficPolicy?: Located<string>;
  /** `trafficPolicy.tls`. */
  readonly tls?: ClientTls;
  /** `trafficPolicy.portLevelSettings`: a port that has none of `tls` there inherits none either. */
  readonly portTls: readonly { readonly port: number; readonly tls?: ClientTls }[];
  /** It holds for the clients that this selects only; empty: for all. */
  readonly selector: readonly Entry[];
}

export interface Subset {
  readonly name: Located<string>;
  readonly labels: readonly Entry[];
  /** All that is written of it, as one text that only serves to compare it. */
  readonly settings: string;
  readonly hasTrafficPolicy: boolean;
  /** `trafficPolicy.tls`; absent: what the DestinationRule says holds. */
  readonly tls?: ClientTls;
}

/** How a client speaks TLS to a host. */
export interface ClientTls {
  /** As written. */
  readonly mode?: Located<string>;
  /** The key `tls`. */
  readonly at: Span;
  /** `caCertificates`, a file; empty texts count as not written. */
  readonly caCertificates?: Located<string>;
  readonly credentialName?: Located<string>;
  readonly skipsVerification: boolean;
}

export interface ServiceEntry extends ResourceHead {
  readonly type: 'ServiceEntry';
  readonly hosts: readonly Located<string>[];
  /** The key `hosts`, else `at`. */
  readonly hostsAt: Span;
  readonly addresses: readonly Located<string>[];
  readonly ports: readonly EntryPort[];
  /** Upper case; `NONE` where none is written. */
  readonly resolution: string;
  readonly resolutionAt?: Span;
  /** Upper case; `MESH_EXTERNAL` where none is written. */
  readonly location: string;
  readonly endpoints: readonly Located<string>[];
  /** Labels of each of `endpoints`, in their order. */
  readonly endpointLabels: readonly (readonly Entry[])[];
  /** `workloadSelector` is there; `selector` are its labels. */
  readonly hasWorkloadSelector: boolean;
  readonly selector: readonly Entry[];
  /** Istio has given it addresses of its own: `status.addresses` of a dump. */
  readonly isAllocated: boolean;
  readonly exportTo: readonly Located<string>[];
}

export interface EntryPort {
  /** The place of the port. */
  readonly at: Span;
  readonly number: Located<number>;
  /** Upper case, such as `HTTPS`; `""` where none is written. */
  readonly protocol: string;
  readonly protocolAt?: Span;
  readonly name?: Located<string>;
  readonly targetPort?: number;
}

export interface Sidecar extends ResourceHead, Attachment {
  readonly type: 'Sidecar';
  /** `outboundTrafficPolicy`; `mode` absent where the key is there without one. */
  readonly outbound?: {
    readonly at: Span;
    readonly mode?: Located<string>;
    /** The key `egressProxy`. */
    readonly egressProxyAt?: Span;
  };
  /** `ingress` is there: it alone says what the proxies take in, and where they send it. */
  readonly hasIngress: boolean;
  /** `egress[].hosts`, as written: `namespace/host`. `undefined`: no egress list, so everything is visible. */
  readonly egressHosts?: readonly Located<string>[];
}

/** security.istio.io PeerAuthentication. */
export interface PeerAuthentication extends ResourceHead, Attachment {
  readonly type: 'PeerAuthentication';
  /** Upper case; absent is UNSET. */
  readonly mode?: Located<string>;
  readonly portModes: readonly { readonly port: number; readonly mode: Located<string> }[];
}

/** authentication.istio.io Policy and MeshPolicy, ignored since Istio 1.6. */
export interface AuthenticationPolicy extends ResourceHead {
  readonly type: 'AuthenticationPolicy';
  readonly targets: readonly { readonly name: string; readonly ports: readonly string[] }[];
  /** What `peers` say: no peer is `DISABLE`; `mtls: {}` and `mtls: null` are `STRICT`. */
  readonly mode: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
  readonly modeAt: Span;
}
