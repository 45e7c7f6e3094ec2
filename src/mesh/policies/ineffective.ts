import type { KubernetesGateway } from '../../facts/gke/kinds.ts';
import { entryOf, type Located } from '../../text.ts';
import { GATEWAY_NAME_LABEL } from '../listeners/gateways.ts';
import type { Attached, Grounds } from './reach.ts';
import { reachOf } from './reach.ts';

/** Why an object is heeded by none of the proxies it selects. */
export type Ineffective =
  | 'selector-in-root-namespace'
  | 'selects-outsiders'
  | 'sidecar-in-ambient'
  | 'selects-waypoint'
  | 'selects-kubernetes-gateway';

/**
 * - A PeerAuthentication with a selector counts in no root namespace (istio/istio 1.30
 *   pilot/pkg/security/authn/policy_applier.go `ComposePeerAuthentication`); a Sidecar with one is no default for the mesh.
 * - Pods that are kept out of the mesh have no proxy. Those that only lack a label are for `namespace-injection` to tell.
 * - Pods of an ambient mesh have no sidecar, and waypoints read no Sidecar.
 * - Policies reach gateways made from Gateway API objects by `targetRefs`. Waypoints ignore selectors; other gateways
 *   heed them while ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY of istiod is on (pilot/pkg/model/policyattachment.go).
 */
export function ineffectivenessOf(grounds: Grounds, attached: Attached): Ineffective | undefined {
  if (attached.targets.length > 0) return undefined;
  return (
    byPlace(grounds, attached) ??
    (isForOutsiders(grounds, attached) ? 'selects-outsiders' : undefined)
  );
}

function byPlace(grounds: Grounds, attached: Attached): Ineffective | undefined {
  switch (attached.type) {
    case 'PeerAuthentication':
      return isSelectingInRoot(grounds, attached) ? 'selector-in-root-namespace' : undefined;
    case 'Sidecar':
      if (isSelectingInRoot(grounds, attached)) return 'selector-in-root-namespace';
      return isForAmbient(grounds, attached) ? 'sidecar-in-ambient' : undefined;
    case 'AuthorizationPolicy':
    case 'RequestAuthentication':
    case 'Telemetry':
    case 'WasmPlugin':
      return onKubernetesGateway(grounds, attached);
    default:
      return undefined;
  }
}

function isSelectingInRoot({ mesh, objects }: Grounds, attached: Attached): boolean {
  const root = mesh.settings.rootNamespace.value;
  return attached.selector.length > 0 && objects.namespace(attached.namespace) === root;
}

/** Everything it selects is kept out of the mesh. */
function isForOutsiders(grounds: Grounds, attached: Attached): boolean {
  const { mesh } = grounds;
  const reach = attached.selector.length > 0 ? reachOf(grounds, attached) : 'unknown';
  return (
    typeof reach !== 'string' &&
    reach.every(
      (one) =>
        one.type === 'Workload' &&
        mesh.injection(one).inMesh === 'no' &&
        mesh.judged(one) === 'no' &&
        !mesh.isGatewayWorkload(one),
    )
  );
}

function isForAmbient(grounds: Grounds, sidecar: Attached): boolean {
  const { mesh } = grounds;
  if (sidecar.selector.length === 0) {
    return mesh.namespaceInjection(sidecar.namespace).inMesh === 'ambient';
  }
  const reach = reachOf(grounds, sidecar);
  return (
    typeof reach !== 'string' &&
    reach.every((one) => one.type === 'Workload' && mesh.injection(one).inMesh === 'ambient')
  );
}

function onKubernetesGateway(grounds: Grounds, attached: Attached): Ineffective | undefined {
  const name = gatewayName(grounds, attached);
  if (name === undefined) return undefined;
  const gateway = grounds.objects
    .inNamespace('KubernetesGateway', attached.namespace)
    .find((one) => one.name === name.value);
  return gateway && isWaypoint(gateway) ? 'selects-waypoint' : 'selects-kubernetes-gateway';
}

/** The Gateway whose pods a selector means: it says so, or a pod taken out of a cluster does. */
function gatewayName(grounds: Grounds, attached: Attached): Located<string> | undefined {
  const written = entryOf(attached.selector, GATEWAY_NAME_LABEL)?.value;
  if (written !== undefined || attached.selector.length === 0) return written;
  const reach = reachOf(grounds, attached);
  if (typeof reach === 'string') return undefined;
  return reach
    .flatMap(({ podLabels }) => entryOf(podLabels, GATEWAY_NAME_LABEL)?.value ?? [])
    .at(0);
}

function isWaypoint({ className }: KubernetesGateway): boolean {
  return className?.value === 'istio-waypoint';
}
