import type { Resource } from '../../facts/facts.ts';
import type { Attachment } from '../../facts/istio/attachment.ts';
import type { WorkloadEntry } from '../../facts/istio/workload-entry.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { hasGatewayLabel } from '../listeners/gateways.ts';
import type { Mesh } from '../mesh.ts';
import type { Declared } from '../objects/declared.ts';
import type { Objects } from '../objects/objects.ts';
import { selects } from '../objects/selectors.ts';

/** Kinds that are for workloads: those a selector names, or all of a namespace or of the mesh. */
export const ATTACHED_TYPES = [
  'AuthorizationPolicy',
  'EnvoyFilter',
  'PeerAuthentication',
  'ProxyConfig',
  'RequestAuthentication',
  'Sidecar',
  'Telemetry',
  'WasmPlugin',
] as const;

export type Attached = Extract<Resource, Attachment>;

/**
 * Kinds whose objects in the root namespace select workloads of every namespace; all others select in their own
 * (istio/istio 1.30 pilot/pkg/model: authorization.go, authentication.go, extensions.go, envoyfilter.go).
 */
const SELECT_EVERYWHERE: readonly Resource['type'][] = [
  'AuthorizationPolicy',
  'EnvoyFilter',
  'RequestAuthentication',
  'WasmPlugin',
];

/** What a selector may find: pods, or workloads outside Kubernetes. */
export type Selectable = Workload | WorkloadEntry;

/** What the questions about policies rest on. */
export interface Grounds {
  readonly mesh: Mesh;
  readonly objects: Objects;
  readonly declared: Declared;
}

/**
 * The workloads that an object selects; without a selector, all of its namespace. `'missing'`: there are none, and the
 * input would hold them. `'unknown'`: what is attached to something else than pods, an object for the whole mesh, a
 * templated selector, gateways that an installer or a controller makes, workloads that may lie in other files.
 */
export function reachOf(
  { mesh, objects }: Grounds,
  attached: Attached,
): Answer<readonly Selectable[]> {
  const { selector, targets, type } = attached;
  const namespace = objects.namespace(attached.namespace);
  const isInRoot = namespace === mesh.settings.rootNamespace.value;
  if (targets.length > 0 || selector.some(isVague)) return 'unknown';
  if (isInRoot && selector.length === 0) return 'unknown';
  const everywhere = isInRoot && SELECT_EVERYWHERE.includes(type);
  const candidates: readonly Selectable[] = everywhere
    ? [...mesh.all('Workload'), ...mesh.all('WorkloadEntry')]
    : [...mesh.selected([], namespace), ...objects.inNamespace('WorkloadEntry', namespace)];
  const found = candidates.filter(({ podLabels }) => selects(selector, podLabels));
  if (found.length > 0) return found;
  if (mesh.complete) return 'missing';
  const mayBeElsewhere =
    everywhere || namespace === '' || candidates.length === 0 || hasGatewayLabel(selector);
  return mayBeElsewhere ? 'unknown' : 'missing';
}

/** Whether a policy is for a workload: surely, not, or perhaps. */
export function isFor(policy: Attached, workload: Workload, mesh: Mesh): 'yes' | 'no' | 'unknown' {
  const { namespace, selector, targets } = policy;
  const isWide = selector.length === 0 && targets.length === 0;
  if (isWide && namespace === mesh.settings.rootNamespace.value) return 'yes';
  const reach = mesh.policies.reach(policy);
  if (reach === 'unknown') return 'unknown';
  return reach !== 'missing' && reach.includes(workload) ? 'yes' : 'no';
}

/** The workloads a policy selects whose sidecars are there to heed it; none where that cannot be known. */
export function sidecarsOf({ mesh }: Pick<Grounds, 'mesh'>, policy: Attached): readonly Workload[] {
  const reach = mesh.policies.reach(policy);
  return (typeof reach === 'string' ? [] : reach).flatMap((one) =>
    one.type === 'Workload' &&
    mesh.judged(one) === 'yes' &&
    mesh.injection(one).inMesh !== 'ambient' &&
    !mesh.isGatewayWorkload(one)
      ? [one]
      : [],
  );
}

function isVague({ value }: Entry): boolean {
  return isTemplated(value.value);
}

/** A workload that an object misses by little. */
export interface NearMiss {
  readonly workload: Selectable;
  /** It has the labels, but in another namespace; or on itself, and not on its pods. */
  readonly by: 'namespace' | 'template';
}

/** What an object that selects nothing may have been meant for. */
export function nearMissOf({ mesh, objects }: Grounds, attached: Attached): NearMiss | undefined {
  const { selector } = attached;
  const own = objects.namespace(attached.namespace);
  const misplaced = mesh.selected([], own).find(({ labels }) => selects(selector, labels));
  if (misplaced) return { workload: misplaced, by: 'template' };
  const elsewhere = [...mesh.all('Workload'), ...mesh.all('WorkloadEntry')].find(
    ({ namespace, podLabels }) =>
      objects.namespace(namespace) !== own && selects(selector, podLabels),
  );
  return elsewhere && { workload: elsewhere, by: 'namespace' };
}
