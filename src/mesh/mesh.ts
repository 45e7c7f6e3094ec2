import type { FileFacts, Resource } from '../facts/facts.ts';
import type {
  AuthenticationPolicy,
  IstioGateway,
  PeerAuthentication,
  ServiceEntry,
} from '../facts/istio/kinds.ts';
import type { Service, ServicePort } from '../facts/kubernetes/kinds.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import type { Entry, Located, Span } from '../text.ts';
import type { JudgedAnnotation } from './annotations/judge-annotations.ts';
import type { Answer } from './answer.ts';
import type { Applications } from './applications.ts';
import type { EgressQuestions } from './egress/egress-questions.ts';
import type { IngressQuestions } from './ingress/ingress-questions.ts';
import type { ListenerQuestions } from './listeners/listener-questions.ts';
import type { MulticlusterQuestions } from './multicluster/multicluster-questions.ts';
import type { NetworkQuestions } from './network/network-questions.ts';
import type { NginxSender } from './nginx/senders.ts';
import type { JudgedViolation } from './objects/violations.ts';
import type { PolicyQuestions } from './policies/policy-questions.ts';
import type { RoutingQuestions } from './routing/routing-questions.ts';
import type { ServiceQuestions } from './services/service-questions.ts';

/** Everything of one environment, and what is asked of it. Read-only: all rules share it. */
export interface Mesh {
  /** The environment's name, such as `overlays/prod`. */
  readonly name: string;
  /** All objects of one type, in the order of their files. */
  all<Type extends Resource['type']>(type: Type): readonly Extract<Resource, { type: Type }>[];
  /** Those of one name, in any namespace. */
  named<Type extends Resource['type']>(
    type: Type,
    name: string,
  ): readonly Extract<Resource, { type: Type }>[];
  /** The files that belong to this environment and not to all others as well. */
  readonly files: readonly FileFacts[];
  /** What is no Kubernetes object (nginx, Dockerfiles, dependency lists): the same in every environment. */
  readonly applications: Applications;
  readonly targets: Targets;
  readonly settings: EffectiveSettings;
  /** Workloads outside the mesh are judged as if they were about to come in. */
  readonly migrating: boolean;
  /** Something in this environment speaks of Istio: an Istio object, a label, settings. */
  readonly hasMesh: boolean;
  /** Another environment of the same project speaks of Istio, so this one may be meant for that mesh. */
  readonly projectHasMesh: boolean;
  /** The input is all there is, so what is not in it does not exist. */
  readonly complete: boolean;

  /** Whether these pods get a sidecar, and what decided it. */
  injection(workload: Workload): Injection;
  /** Whether pods of a namespace get a sidecar when they say nothing themselves. */
  namespaceInjection(namespace: string): Injection;
  /** Whether the injector would change these pods when they are created, whatever proxy is written in them. */
  injector(workload: Workload): Injection;
  /**
   * Whether rules should judge the workload as part of the mesh: it is, or it is about to be (`migrating`). `'unknown'`
   * where the files cannot tell though there is a mesh: say it, with at most `info`.
   */
  judged(workload: Workload): 'yes' | 'no' | 'unknown';

  /** These files install a control plane in the cluster. */
  readonly hasControlPlane: boolean;
  /**
   * Whether the CNI plugin redirects the traffic of pods. `'no'`: these files install a control plane, and neither they nor
   * anything else in the project speak of the plugin.
   */
  cniPlugin(): 'yes' | 'no' | 'unknown';
  /** Whether the sidecar of these pods stands between callers and this port. */
  capturesInbound(workload: Workload, port: number): boolean;
  /** Whether calls of these pods to this place go through their sidecar. `host` may be an address. */
  capturesOutbound(workload: Workload, host: string, port: number | undefined): boolean;
  /** The same, and what is not known of the place (its port, the address behind a name) cannot be what is excluded. */
  surelyCapturesOutbound(workload: Workload, host?: string, port?: number): boolean;

  /** The protocol that Istio sees on a Service port. */
  protocol(port: ServicePort): Protocol;
  /** The same where the port itself says it; `undefined` where Istio has to guess. */
  statedProtocol(port: ServicePort): Protocol | undefined;
  /** The mutual TLS mode that a port of these pods demands, and what decided it. */
  mutualTls(workload: Workload, port: number | undefined): MutualTls;
  /** The mode on all ports of whatever pods of a namespace carry these labels; `undefined`: none is stated, or it may differ. */
  mutualTlsOfSelected(namespace: string, selector: readonly Entry[]): MutualTls | undefined;
  /** What happens to calls of these pods to hosts that nobody has declared. `undefined`: of any pod of this namespace. */
  outbound(from: Workload | { readonly namespace: string }): Outbound;

  /** The Service a host name stands for when it is used in `namespace`. */
  service(host: string, namespace: string): Answer<Service>;
  /** The ServiceEntries that name this host (or wildcard it) or hold this address and are visible from `namespace`. */
  serviceEntries(host: string, namespace: string): readonly ServiceEntry[];
  /** Whether an object is visible from a namespace, by `exportTo`, the mesh's defaults and Sidecars. */
  visible(
    resource: { readonly namespace: string; readonly exportTo: readonly Located<string>[] },
    from: string,
  ): boolean;
  /** The workloads of `namespace` whose pods carry all these labels; an empty selector selects all. */
  selected(selector: readonly Entry[], namespace: string): readonly Workload[];
  /** The same in all namespaces. */
  selectedAnywhere(selector: readonly Entry[]): readonly Workload[];
  /** The workloads behind a Service. */
  workloadsOf(service: Service): readonly Workload[];
  /** The Services in front of a workload. */
  servicesOf(workload: Workload): readonly Service[];

  /** Whether these pods are a gateway of the mesh (Istio's, ASM's, the gateway chart's, Gateway API's). */
  isGatewayWorkload(workload: Workload): boolean;
  /** Whether a Service stands in front of gateway pods; also for those installed by IstioOperator or charts. */
  isGatewayService(name: string, namespace: string): 'yes' | 'no' | 'unknown';
  /** Namespaces in which the pods of a Gateway run. Empty: not known. */
  gatewayNamespaces(gateway: IstioGateway): readonly string[];
  /** The Gateway that `namespace/name`, or `name` seen from `namespace`, refers to. */
  gateway(reference: string, namespace: string): Answer<IstioGateway>;

  /** The routes inside the mesh, and what they refer to. */
  readonly routing: RoutingQuestions;
  /** What Gateways listen for, and on which proxies. */
  readonly listeners: ListenerQuestions;
  /** What the clusters of one mesh have between them. */
  readonly multicluster: MulticlusterQuestions;
  /** The ways into the mesh. */
  readonly ingress: IngressQuestions;
  /** The ways out of the mesh. */
  readonly egress: EgressQuestions;
  /** Annotations of Istio's that nothing reads, that stand in the wrong place, and the like. */
  readonly annotationFaults: readonly JudgedAnnotation[];
  /** What objects violate by themselves and one rule reports. */
  readonly violations: (rule: string) => readonly JudgedViolation[];
  /** Services and their ports. */
  readonly services: ServiceQuestions;
  /** Whom policies and their like are for. */
  readonly policies: PolicyQuestions;
  /** What NetworkPolicies let through of what the mesh needs. */
  readonly network: NetworkQuestions;
  /** Every nginx of the environment, and what it sends to other servers. */
  readonly nginxSenders: readonly NginxSender[];

  /** Whether the input holds this kind of thing here, so that its absence means something. */
  owns(type: Resource['type'], namespace: string): boolean;
}

/** Which version is meant, and by what evidence. */
export interface Target {
  /** `1.20.3` or `1.20`; `undefined`: nothing tells, judge as the newest. */
  readonly version: string | undefined;
  /** For messages: `--istio-version`, `image tag istio/pilot:1.20.3`, `security.istio.io/v1`. */
  readonly from: string;
  readonly at?: Span;
}

export interface Targets {
  readonly istio: Target;
  readonly kubernetes: Target;
  /** Given by the user for all nginx; images say more. */
  readonly nginx: Target;
}

/** Where a setting came from, and what it is. */
export interface Setting<T> {
  readonly value: T;
  /** Absent: the default of the version. */
  readonly at?: Span;
  /** For messages: the document, or `default of Istio 1.20`. */
  readonly source: string;
}

/** Settings of the mesh with the defaults of the target version filled in. */
export interface EffectiveSettings {
  readonly rewriteProbes: Setting<boolean>;
  readonly enableAutoMtls: Setting<boolean>;
  /** `global.mtls.enabled`. */
  readonly globalMtls: Setting<boolean>;
  /** The mode of mutual TLS where no policy says one, upper case; `""` where the configuration is silent too. */
  readonly mtlsMode: Setting<string>;
  /** The CNI plugin redirects the traffic of pods, before any of their containers runs. */
  readonly cni: Setting<boolean>;
  readonly enableNamespacesByDefault: Setting<boolean>;
  /** Whether proxies accept HTTP/1.0, by direction (PILOT_HTTP10 and the version). */
  readonly http10: Setting<{ readonly outbound: boolean; readonly inbound: boolean }>;
  /** Whether the injector makes sidecars that end with the pod's own containers (ENABLE_NATIVE_SIDECARS). */
  readonly nativeSidecars: Setting<boolean>;
  readonly gatewaySds: Setting<boolean>;
  readonly ingressClass: Setting<string>;
  readonly ingressControllerMode: Setting<string>;
  readonly rootNamespace: Setting<string>;
  readonly trustDomain: Setting<string>;
  /** Those of which the mesh takes certificates, too: `trustDomainAliases`, and `trustDomains` of `caCertificates`. */
  readonly otherTrustDomains: Setting<readonly string[]>;
  readonly clusterDomain: Setting<string>;
  /** `defaultProviders.accessLogging`. */
  readonly accessLogProviders: Setting<readonly string[]>;
  /** Names of the extension providers of Lightstep. */
  readonly lightstepProviders: Setting<readonly string[]>;
  /** `default`: none of its own. */
  readonly proxyImageType: Setting<string>;
  readonly revisions: readonly Located<string>[];
  /** The agent in the sidecar offers the application's metrics with its own. */
  readonly mergesMetrics: Setting<boolean>;
  readonly holdApplicationUntilProxyStarts: Setting<boolean>;
  /** Sidecars send what they take in to 127.0.0.1, not to the address of the pod. */
  readonly sendsToLoopback: Setting<boolean>;
  /** Proxies answer what their pods look up (ISTIO_META_DNS_CAPTURE). */
  readonly dnsCapture: Setting<boolean>;
  /** Proxies wait for ever for the first bytes of a connection whose protocol they do not know. */
  readonly waitsForClients: Setting<boolean>;
  /** ServiceEntries without addresses get some, and proxies answer their clients with these. */
  readonly allocatesAddresses: Setting<boolean>;
}

export interface Injection {
  readonly inMesh: 'sidecar' | 'ambient' | 'no' | 'unknown';
  /** For messages, such as `namespace shop has the label istio-injection=enabled`. */
  readonly because: string;
  readonly at?: Span;
}

export type Protocol =
  | 'http'
  | 'http2'
  | 'grpc'
  | 'https'
  | 'tls'
  | 'tcp'
  | 'mongo'
  | 'redis'
  | 'mysql'
  | 'udp'
  | 'sniffed';

export interface MutualTls {
  readonly mode: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
  /** False where it is only the version's default, so another file may say otherwise. */
  readonly stated: boolean;
  /** For messages: `PeerAuthentication istio-system/default`, or `default of Istio 1.20`. */
  readonly by: string;
  readonly at?: Span;
  /** Where it was one. */
  readonly policy?: PeerAuthentication | AuthenticationPolicy;
}

export interface Outbound {
  /** `closed`: unknown hosts are blocked. `unstated`: nothing says, so the version's default holds and it is open. */
  readonly mode: 'closed' | 'open' | 'unstated';
  /** For messages: `REGISTRY_ONLY in IstioOperator istio-system/control-plane`. */
  readonly by: string;
  readonly at?: Span;
}
