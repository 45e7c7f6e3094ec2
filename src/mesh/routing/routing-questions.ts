import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import type { Located } from '../../text.ts';
import type { Answer } from '../answer.ts';
import {
  type BindingGrounds,
  type BoundGateway,
  findBoundGateway,
  servedHostsOf,
} from './bound-gateways.ts';
import { findHost, type RegisteredHost, type RegistryGrounds } from './registry.ts';
import { answerSubsets, type Subsets } from './subsets.ts';

/** What rules ask of the routes inside the mesh and of what they refer to. */
export interface RoutingQuestions extends Subsets {
  /** The Service or ServiceEntries that Istio finds for a host written in an object of a namespace. */
  host(written: Located<string>, namespace: string): Answer<RegisteredHost>;
  /** The Gateway of Istio or Gateway API that `namespace/name`, or `name` seen from `namespace`, refers to. */
  boundGateway(reference: string, namespace: string): Answer<BoundGateway>;
  /** The hosts of a VirtualService that a Gateway serves for it. */
  servedHosts(virtualService: VirtualService, gateway: BoundGateway): readonly Located<string>[];
}

export function answerRouting(grounds: RegistryGrounds & BindingGrounds): RoutingQuestions {
  return {
    ...answerSubsets(grounds),
    host: (written, namespace) => findHost(written, namespace, grounds),
    boundGateway: (reference, namespace) => findBoundGateway(reference, namespace, grounds),
    servedHosts: (virtualService, gateway) => servedHostsOf(virtualService, gateway, grounds),
  };
}
