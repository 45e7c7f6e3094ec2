import type { Condition } from '../../facts/conditions.ts';
import type { Resource } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';

/** An object and what its controller says is wrong with it. */
export interface NegativeCondition {
  readonly resource: Resource;
  readonly condition: Condition;
}

const GATEWAY_API = ['Accepted', 'Programmed', 'ResolvedRefs'];

/**
 * Conditions by which Istio tells that an object has no effect; all others may be false for good reasons (istio/istio
 * master of 2026-08-22, pkg/config/analysis/analyzers/conditions).
 */
const WATCHED: ReadonlyMap<string, readonly string[]> = new Map([
  ['/Service', ['istio.io/WaypointBound']],
  ['networking.istio.io/ServiceEntry', ['istio.io/WaypointBound']],
  ['networking.istio.io/WorkloadEntry', ['istio.io/WaypointBound']],
  ['security.istio.io/AuthorizationPolicy', ['ZtunnelAccepted', 'WaypointAccepted']],
  ['gateway.networking.k8s.io/Gateway', GATEWAY_API],
  ['gateway.networking.k8s.io/HTTPRoute', GATEWAY_API],
  ['gateway.networking.k8s.io/GRPCRoute', GATEWAY_API],
]);

/** The negative conditions of objects, in their order; only what was taken out of a cluster has any. */
export function negativeConditions(resources: Iterable<Resource>): NegativeCondition[] {
  return [...resources].flatMap((resource) => {
    const watched = WATCHED.get(`${groupOf(resource.apiVersion)}/${resource.kind}`) ?? [];
    return (resource.conditions ?? [])
      .filter((condition) => watched.includes(condition.type) && isNegative(condition))
      .map((condition) => ({ resource, condition }));
  });
}

/** A waypoint may have taken a part of a policy only. */
function isNegative({ type, status, reason }: Condition): boolean {
  return status === 'False' || (type === 'WaypointAccepted' && reason === 'PartiallyInvalid');
}
