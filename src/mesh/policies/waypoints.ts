import type {
  AuthorizationPolicy,
  RequestAuthentication,
  Telemetry,
  WasmPlugin,
} from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, entryOf } from '../../text.ts';
import { namespaceLabels } from '../injection/injection.ts';
import { type Grounds, reachOf, type Selectable } from './reach.ts';

/** Kinds that only a waypoint heeds in an ambient mesh, as far as they are about HTTP. */
export const WAYPOINT_TYPES = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
] as const;

export type ForWaypoint = AuthorizationPolicy | RequestAuthentication | Telemetry | WasmPlugin;

/** What keeps a policy about HTTP from the only proxy that could heed it. */
export interface WaypointLack {
  /** No `targetRefs`: waypoints ignore it. */
  readonly attachment: boolean;
  /** What it is for sends its traffic through no waypoint. */
  readonly waypoint: boolean;
  /** ztunnel enforces it instead, and refuses what it cannot read. */
  readonly refuses: boolean;
}

const USE_WAYPOINT = 'istio.io/use-waypoint';

/**
 * Why a policy of an ambient namespace does not do what it says about HTTP; `undefined` where it does, where it says nothing
 * about HTTP, or where its namespace is not known to be ambient. A Telemetry for its whole namespace holds for
 * waypoints, too (istio.io, ambient/usage/l7-features; Istio 1.30).
 */
export function waypointLackOf(grounds: Grounds, policy: ForWaypoint): WaypointLack | undefined {
  const { mesh } = grounds;
  if (mesh.namespaceInjection(policy.namespace).inMesh !== 'ambient') return undefined;
  const looksAtHttp =
    policy.type === 'AuthorizationPolicy' || policy.type === 'Telemetry' ? policy.http : policy.at;
  if (looksAtHttp === undefined) return undefined;
  const isWide = policy.type === 'Telemetry' && policy.selector.length === 0;
  const waypoint = lacksWaypoint(grounds, policy);
  const attachment = policy.targets.length === 0 && (!isWide || waypoint);
  if (!attachment && !waypoint) return undefined;
  const reach = attachment && policy.type === 'AuthorizationPolicy' ? reachOf(grounds, policy) : [];
  const refuses = typeof reach !== 'string' && ambientOf(grounds, reach).length > 0;
  return { attachment, waypoint, refuses };
}

/** Services it is attached to decide, else the workloads it selects, else its namespace. */
function lacksWaypoint(grounds: Grounds, policy: ForWaypoint): boolean {
  const { mesh } = grounds;
  const labelled = namespaceLabels(mesh.named('Namespace', policy.namespace));
  const ofNamespace = labelled.get(USE_WAYPOINT)?.value.value;
  const uses = (labels: readonly Entry[]): boolean =>
    isName(entryOf(labels, USE_WAYPOINT)?.value.value ?? ofNamespace);
  if (policy.targets.length > 0) {
    const services = policy.targets.flatMap(({ kind, name }) =>
      kind === 'Service' ? mesh.named('Service', name.value) : [],
    );
    return services.some(
      ({ namespace, labels }) => namespace === policy.namespace && !uses(labels),
    );
  }
  const reach = policy.selector.length > 0 ? reachOf(grounds, policy) : 'unknown';
  if (typeof reach === 'string') return !isName(ofNamespace);
  return ambientOf(grounds, reach).some(({ podLabels }) => !uses(podLabels));
}

function ambientOf({ mesh }: Grounds, reach: readonly Selectable[]): readonly Workload[] {
  return reach.flatMap((one) =>
    one.type === 'Workload' && mesh.injection(one).inMesh === 'ambient' ? [one] : [],
  );
}

function isName(waypoint: string | undefined): boolean {
  return waypoint !== undefined && waypoint !== '' && waypoint !== 'none';
}
