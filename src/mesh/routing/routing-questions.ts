import type {
  KubernetesGateway,
  KubernetesRoute,
  ObjectReference,
  ParentReference,
  ReferenceGrant,
} from '../../facts/gke/kinds.ts';
import type { DestinationRule, Subset } from '../../facts/istio/kinds.ts';
import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import type { ResourceHead } from '../../facts/resource.ts';
import type { Located } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { once } from '../once.ts';
import { type Attachment, attachmentOf } from './attachment.ts';
import {
  answerServedHosts,
  type BindingGrounds,
  type BoundGateway,
  findBoundGateway,
} from './bound-gateways.ts';
import { type BypassedRoutes, bypassedRoutes } from './bypassed-routes.ts';
import { type UnchosenPort, unchosenPort } from './destination-ports.ts';
import { findGrant } from './grants.ts';
import {
  findHost,
  type RegisteredHost,
  type RegistryGrounds,
  registeredPorts,
} from './registry.ts';
import { type RivalHost, rivalHosts } from './rival-hosts.ts';
import { type RivalRule, type RuleGrounds, rivalRules } from './rival-rules.ts';
import { findParentGateway, findReferred } from './route-references.ts';
import { type EndpointGrounds, shareOfHost, subsetEndpoints } from './subset-pods.ts';
import { answerSubsets, routedSubsets, type Subsets } from './subsets.ts';
import type { TogetherGrounds } from './together.ts';
import { type Shadowed, shadowedRoutes } from './unreachable.ts';

/** What rules ask of the routes inside the mesh and of what they refer to. */
export interface RoutingQuestions extends Subsets {
  /** The Service or ServiceEntries that Istio finds for a host written in an object of a namespace. */
  host(written: Located<string>, namespace: string): Answer<RegisteredHost>;
  /** The ports of such a host, each once; none where they are not known. */
  ports(written: Located<string>, namespace: string): readonly number[];
  /** The Gateway of Istio or Gateway API that `namespace/name`, or `name` seen from `namespace`, refers to. */
  boundGateway(reference: string, namespace: string): Answer<BoundGateway>;
  /** Whether a route, of which there is one, may be for another Gateway of this name: the project has several of these. */
  mayMeanVariant(virtualService: VirtualService, gateway: BoundGateway): boolean;
  /** The Gateway that a route of the Gateway API names as its parent. */
  parentGateway(parent: ParentReference, route: KubernetesRoute): Answer<KubernetesGateway>;
  /** What a reference to a Service, made in a namespace, leads to. */
  referred(reference: ObjectReference, from: string): Answer<RegisteredHost>;
  /** How a Gateway takes a route that names it; `undefined` where that is not known. */
  attachment(parent: ParentReference, route: KubernetesRoute): Attachment | undefined;
  /** What allows an object of the Gateway API a reference. */
  grant(
    reference: ObjectReference,
    referrer: ResourceHead,
  ): Answer<ReferenceGrant | 'own namespace'>;
  /** The ports of that, each once; none where they are not known. */
  referredPorts(reference: ObjectReference, from: string): readonly number[];
  /** The hosts of a VirtualService that a Gateway serves for it. */
  servedHosts(virtualService: VirtualService, gateway: BoundGateway): readonly Located<string>[];
  /** Whether a subset of a DestinationRule has any endpoint. */
  subsetEndpoints(rule: DestinationRule, subset: Subset): Answer<'found'>;
  /** Whether some route sends requests to a subset of a DestinationRule. */
  isRoutedTo(rule: DestinationRule, subset: Subset): boolean;
  /** Routes and matches of a VirtualService that earlier ones leave nothing for. */
  shadowed(virtualService: VirtualService): readonly Shadowed[];
  /** The harm done where a destination names no port and its host has several; `undefined` where none is known. */
  unchosenPort(virtualService: VirtualService, destination: Destination): UnchosenPort | undefined;
  /** Hosts for which sidecars have several VirtualServices. */
  rivalHosts(): readonly RivalHost[];
  /** DestinationRules for one host that Istio merges, and what is lost of them. */
  rivalRules(): readonly RivalRule[];
  /** Routes of gateways past what other VirtualServices say of subsets. */
  bypassedRoutes(): readonly BypassedRoutes[];
}

export function answerRouting(
  grounds: RegistryGrounds & BindingGrounds & EndpointGrounds & RuleGrounds & TogetherGrounds,
): RoutingQuestions {
  const { objects, settings } = grounds;
  const host: RoutingQuestions['host'] = (written, namespace) =>
    findHost(written, namespace, grounds);
  const referred: RoutingQuestions['referred'] = (reference, from) =>
    findReferred(reference, from, host);
  const references = {
    host,
    referred,
    referredPorts: (reference: ObjectReference, from: string) =>
      registeredPorts(referred(reference, from), grounds.declared),
    attachment: (parent: ParentReference, route: KubernetesRoute) =>
      attachmentOf(parent, route, grounds),
    grant: (reference: ObjectReference, referrer: ResourceHead) =>
      findGrant(reference, referrer, grounds),
    parentGateway: (parent: ParentReference, route: KubernetesRoute) =>
      findParentGateway(parent, route, grounds),
    ports: (written: Located<string>, namespace: string) =>
      registeredPorts(host(written, namespace), grounds.declared),
    boundGateway: (reference: string, namespace: string) =>
      findBoundGateway(reference, namespace, grounds),
    servedHosts: answerServedHosts(grounds),
    mayMeanVariant: (virtualService: VirtualService, gateway: BoundGateway) =>
      grounds.declared.hasVariants(gateway) && !grounds.declared.hasVariants(virtualService),
  };
  const subsets = answerSubsets(grounds);
  const routed = once(() => routedSubsets(objects.all('VirtualService'), subsets));
  return {
    ...references,
    ...subsets,
    subsetEndpoints: (rule, subset) =>
      rule.host
        ? subsetEndpoints(rule, subset, host(rule.host, rule.namespace), grounds)
        : 'unknown',
    isRoutedTo: (rule, { name }) => routed().get(rule)?.has(name.value) === true,
    shadowed: shadowedRoutes,
    unchosenPort: (virtualService, destination) =>
      unchosenPort(references, virtualService, destination),
    rivalHosts: () => rivalHosts(objects, settings, grounds),
    rivalRules: () => rivalRules(grounds),
    bypassedRoutes: () =>
      bypassedRoutes({
        objects,
        settings,
        shareOf: (destination, namespace) => {
          const rule = subsets.subsetOf(destination, namespace);
          const own = typeof rule === 'object' ? rule.subsets : [];
          const subset = own.find(({ name }) => name.value === destination.subset?.value);
          return subset
            ? shareOfHost(subset, host(destination.host, namespace), grounds)
            : 'unknown';
        },
      }),
  };
}
