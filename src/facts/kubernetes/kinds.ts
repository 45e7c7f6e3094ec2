import type { Problem } from '../../finding.ts';
import type { Entry, Located, Span } from '../../text.ts';
import type { HaproxyHttp10Check } from '../application/haproxy.ts';
import type { HostMention } from '../application/host-mention.ts';
import type { NginxText } from '../nginx.ts';
import type { ResourceHead } from '../resource.ts';

/** An object with text inside it, and what is wrong in that text. */
export interface WithProblems<Kind> {
  readonly resource: Kind;
  readonly problems: readonly Problem[];
}

export interface Namespace extends ResourceHead {
  readonly type: 'Namespace';
}

/** An identity for pods; each namespace has one called `default` from the beginning. */
export interface ServiceAccount extends ResourceHead {
  readonly type: 'ServiceAccount';
}

export interface Service extends ResourceHead {
  readonly type: 'Service';
  /** The key `spec`, else `at`: where something missing is shown. */
  readonly specAt: Span;
  readonly selector: readonly Entry[];
  readonly ports: readonly ServicePort[];
  /** `ClusterIP` where none is written. */
  readonly serviceType: string;
  readonly typeAt?: Span;
  /** `spec.clusterIP: None`. */
  readonly headless: boolean;
  readonly externalName?: Located<string>;
  readonly loadBalancerIP?: Located<string>;
  readonly loadBalancerClass?: Located<string>;
}

export interface ServicePort {
  readonly number: Located<number>;
  readonly name?: Located<string>;
  readonly appProtocol?: Located<string>;
  /** `TCP` where none is written. */
  readonly protocol: string;
  /** A number or the name of a container port; the port's own number where none is written. */
  readonly targetPort: string;
  readonly targetPortAt?: Span;
}

/** Ingress of any group and version, and GKE's MultiClusterIngress. */
export interface Ingress extends ResourceHead {
  readonly type: 'Ingress';
  /** `spec.ingressClassName`; the annotation is among `annotations`. */
  readonly className?: Located<string>;
  readonly rules: readonly IngressRule[];
  /** `spec.defaultBackend`, or `spec.backend` of older versions: for what no rule takes. */
  readonly defaultBackend?: IngressBackend;
  /** The default backend, and those of all rules. */
  readonly backends: readonly IngressBackend[];
  readonly tls: readonly IngressTls[];
}

export interface IngressRule {
  /** Absent where the rule is for every host. */
  readonly host?: Located<string>;
  /** The place of the rule. */
  readonly at: Span;
  readonly paths: readonly IngressPath[];
}

export interface IngressPath {
  /** `/` where none is written. */
  readonly path: Located<string>;
  /** `ImplementationSpecific` where none is written. */
  readonly pathType: string;
  readonly backend?: IngressBackend;
}

export interface IngressBackend {
  readonly service: Located<string>;
  /** A number or a port's name. */
  readonly port?: Located<string>;
}

export interface IngressTls {
  readonly at: Span;
  readonly hosts: readonly Located<string>[];
  readonly secretName?: Located<string>;
}

export interface IngressClass extends ResourceHead {
  readonly type: 'IngressClass';
  readonly controller?: Located<string>;
}

export interface ConfigMap extends ResourceHead {
  readonly type: 'ConfigMap';
  readonly data: readonly DataFile[];
}

/** One key of a ConfigMap or of a Secret's `stringData`, as far as it matters here. */
export interface DataFile {
  readonly key: Located<string>;
  /** Set where the value is nginx configuration. */
  readonly nginx?: NginxText;
  /** Set where the value is configuration of HAProxy with such checks. */
  readonly haproxyHttp10Checks?: readonly HaproxyHttp10Check[];
  /** Hosts named in the value. */
  readonly hosts: readonly HostMention[];
}

export interface Secret extends ResourceHead {
  readonly type: 'Secret';
  /** `Opaque` where none is written. */
  readonly secretType: string;
  /** Keys of `data` and `stringData`; `empty` where the value is the empty string. Values are never kept. */
  readonly keys: readonly { readonly key: Located<string>; readonly empty: boolean }[];
  readonly stringData: readonly DataFile[];
}

/** What makes a Secret when it is applied: cert-manager's Certificate, ExternalSecret, SealedSecret and the like. */
export interface SecretMaker extends ResourceHead {
  readonly type: 'SecretMaker';
  readonly secretName: Located<string>;
}
