import type { IGateway as IKubernetesGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry';
import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar';
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import type { IPeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication';
import type { Diagnostic, ResourceName } from '../finding.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Span } from '../text.ts';

/** What drafts are about; each topic becomes a file of its own, by this name and in this order. */
export const TOPICS = [
  'service-entries',
  'metadata-server',
  'gateways',
  'gateway-address',
  'namespaces',
  'probes',
  'sidecars',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Topics that are drafted only where they are named: no finding asks for them. */
export const ON_REQUEST: readonly Topic[] = ['sidecars'];

/** Objects that cure findings, ready for review. */
export interface Draft {
  /** The findings that asked for it. */
  readonly cures: readonly Diagnostic[];
  /** What a person has to know or to do, a line each. */
  readonly notes: readonly string[];
  readonly objects: readonly DraftObject[];
}

/** An object as it is written, its keys in the order that people write them. */
interface Manifest<Kind extends string, Spec> {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: Metadata;
  readonly spec: Spec;
}

export interface Metadata {
  readonly name: string;
  /** Absent where the input names none. */
  readonly namespace?: string;
}

export type DraftObject =
  | Manifest<'ServiceEntry', IServiceEntry['spec']>
  | Manifest<'VirtualService', NonNullable<IVirtualService['spec']>>
  | Manifest<'Gateway', NonNullable<IGateway['spec']>>
  | Manifest<'Gateway', IKubernetesGateway['spec']>
  | Manifest<'HTTPRoute', NonNullable<IHTTPRoute['spec']>>
  | Manifest<'PeerAuthentication', NonNullable<IPeerAuthentication['spec']>>
  | Labelled
  | Manifest<'Sidecar', NonNullable<ISidecar['spec']>>
  | Manifest<'Policy', AlphaPolicy>
  | Manifest<'ComputeAddress', ComputeAddressSpec>;

/** A Namespace with nothing but labels. */
interface Labelled {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: Metadata & { readonly labels: Readonly<Record<string, string>> };
}

/** authentication.istio.io/v1alpha1 Policy (istio/api 1.4), as far as drafts need it. */
interface AlphaPolicy {
  readonly targets: readonly {
    readonly name: string;
    readonly ports: readonly { readonly number: number }[];
  }[];
  readonly peers: readonly { readonly mtls: { readonly mode: 'PERMISSIVE' } }[];
}

/** compute.cnrm.cloud.google.com/v1beta1 ComputeAddress (Config Connector), as far as drafts need it. */
interface ComputeAddressSpec {
  readonly location: string;
  readonly addressType: 'EXTERNAL';
}

/** What drafts of one environment are made by. */
export interface Wishes {
  /** The findings of a rule at a place, about an object where one is named, that drafts are wanted for. */
  readonly asked: (rule: string, at: Span, resource?: Named) => readonly Diagnostic[];
  /** Hosts that need no ServiceEntry, also as `*.suffix`. */
  readonly ignoreHosts: readonly string[];
  /** Gateways and routes are those of Gateway API. */
  readonly gatewayApi: boolean;
}

/** An object that a finding speaks of; `written` goes before what its environment made of it. */
export type Named = ResourceName & { readonly written?: Pick<ResourceName, 'name' | 'namespace'> };

/** Drafts all that one topic has for one environment, in a fixed order. */
export type Drafter = (mesh: Mesh, wishes: Wishes) => readonly Draft[];
