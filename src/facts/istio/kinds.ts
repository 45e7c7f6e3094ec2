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

export interface VirtualService extends ResourceHead {
  readonly type: 'VirtualService';
  readonly hosts: readonly Located<string>[];
  /** Empty where none is written: then it holds for `mesh`. */
  readonly gateways: readonly Located<string>[];
  readonly exportTo: readonly Located<string>[];
  readonly http: readonly HttpRoute[];
  readonly tls: readonly TlsRoute[];
  readonly tcp: readonly { readonly at: Span; readonly destinations: readonly Destination[] }[];
}

export interface HttpRoute {
  readonly at: Span;
  /** Empty: every request. */
  readonly matches: readonly HttpMatch[];
  readonly destinations: readonly Destination[];
  readonly redirect: boolean;
  readonly delegate?: Located<string>;
  /** Header names removed from requests, lower case. */
  readonly removedRequestHeaders: readonly string[];
  /** `rewrite.authority`. */
  readonly authority?: Located<string>;
}

export interface HttpMatch {
  readonly uri?: { readonly kind: 'exact' | 'prefix' | 'regex'; readonly value: Located<string> };
  /** It also looks at headers, method, query, port, labels or the like. */
  readonly narrowed: boolean;
  readonly gateways: readonly Located<string>[];
}

export interface TlsRoute {
  readonly at: Span;
  readonly sniHosts: readonly Located<string>[];
  readonly destinations: readonly Destination[];
}

export interface Destination {
  readonly host: Located<string>;
  readonly subset?: Located<string>;
  readonly port?: Located<number>;
}

export interface DestinationRule extends ResourceHead {
  readonly type: 'DestinationRule';
  readonly host?: Located<string>;
  readonly exportTo: readonly Located<string>[];
  /** `trafficPolicy.tls.mode`, as written. */
  readonly tlsMode?: Located<string>;
  readonly portTls: readonly { readonly port: number; readonly mode: Located<string> }[];
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
  readonly hasWorkloadSelector: boolean;
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
  readonly outbound?: { readonly at: Span; readonly mode?: Located<string> };
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
