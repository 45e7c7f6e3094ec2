import type { Resource } from '../../facts/facts.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';
import { INJECT } from '../injection/injection.ts';
import type { Target } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { atLeast } from '../versions/version.ts';
import { VALUE_CHECKS } from './annotation-values.ts';
import { KNOWN_ANNOTATIONS, type KnownAnnotation, LABELS_ONLY } from './known-annotations.ts';

/** What is wrong with an annotation of Istio's. */
export type AnnotationFault =
  /** Nothing in Istio reads it. */
  | 'unknown'
  /** Istio knows it as a label only. */
  | 'label'
  /** It is for pods, and stands on the workload and not on its pod template. */
  | 'not-on-template'
  /** It is for other kinds. */
  | 'misplaced'
  | 'invalid'
  | 'deprecated'
  | 'alpha';

export interface JudgedAnnotation {
  readonly resource: Resource;
  readonly entry: Entry;
  readonly fault: AnnotationFault;
  /** It stands on a pod or a pod template. */
  readonly onPods: boolean;
  /** Absent for unknown ones. */
  readonly known?: KnownAnnotation;
}

/** Istio, or an administrator's tool, writes these itself. */
const WRITTEN_BY_ISTIO: readonly string[] = [
  'sidecar.istio.io/status',
  'gateway.istio.io/controller-version',
  'istio.io/rev',
];

/** Groups of annotations that belong to the operator, and to Istio's own tests. */
const FOREIGN_DOMAIN = /(?:^|\.)(?:operator|test)\.istio\.io$/;

/** What the CNI plugin sets on pods that have no `istio-init`. */
const SET_BY_CNI: readonly string[] = [
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
];

/** Kinds whose own annotations are judged; others hand theirs on to what they make, or are Istio's own. */
const JUDGED_TYPES: readonly Resource['type'][] = [
  'Namespace',
  'Service',
  'Workload',
  'ServiceEntry',
  'VirtualService',
  'DestinationRule',
  'AuthorizationPolicy',
];

/** Every fault of every annotation, in the order of files; a deprecated one may have another fault besides. */
export function judgeAnnotations(
  objects: Objects,
  istio: () => Target,
): readonly JudgedAnnotation[] {
  return objects
    .resources()
    .filter(({ type }) => JUDGED_TYPES.includes(type))
    .flatMap((resource) => {
      const onObject = resource.annotations.map((entry) => ({
        resource,
        entry,
        onPods: isPod(resource),
      }));
      const onTemplate =
        resource.type === 'Workload' && !isPod(resource)
          ? resource.podAnnotations.map((entry) => ({ resource, entry, onPods: true }))
          : [];
      return [...onObject, ...onTemplate].flatMap((standing) => judge(standing, istio()));
    });
}

type Standing = Pick<JudgedAnnotation, 'resource' | 'entry' | 'onPods'>;

function judge(standing: Standing, istio: Target): JudgedAnnotation[] {
  const { resource, entry, onPods } = standing;
  const name = entry.key.value;
  if (!isIstios(name) || WRITTEN_BY_ISTIO.includes(name) || isTemplated(name)) return [];
  const known = KNOWN_ANNOTATIONS.get(name);
  if (known === undefined) {
    return [{ ...standing, fault: LABELS_ONLY.includes(name) ? 'label' : 'unknown' }];
  }
  const faults: AnnotationFault[] = [];
  if (isDeprecated(standing, known, istio)) faults.push('deprecated');
  const place = placeFault(resource, onPods, known);
  if (place !== undefined) faults.push(place);
  else if (isInvalid(entry)) faults.push('invalid');
  else if (known.status === 'Alpha' && !isSetByCni(standing, name)) faults.push('alpha');
  return faults.map((fault) => ({ ...standing, fault, known }));
}

/** The injection annotation has a successor since Istio 1.10, the label of its name: it is no longer needed beside that. */
function isDeprecated(standing: Standing, { status }: KnownAnnotation, istio: Target): boolean {
  if (status !== 'Deprecated') return false;
  const isInject = standing.entry.key.value === INJECT;
  return !isInject || (atLeast(istio, '1.10') && !hasInjectLabel(standing));
}

/** `istio.io` and what is below it, and two that are written without it. */
function isIstios(name: string): boolean {
  if (name === 'kubernetes.io/ingress.class' || name === 'istio-injection') return true;
  const slash = name.indexOf('/');
  const domain = slash === -1 ? '' : name.slice(0, slash);
  return /(?:^|\.)istio\.io$/.test(domain) && !FOREIGN_DOMAIN.test(domain);
}

function isPod({ kind }: Resource): boolean {
  return kind === 'Pod';
}

function hasInjectLabel({ resource, onPods }: Standing): boolean {
  const labels = onPods && resource.type === 'Workload' ? resource.podLabels : resource.labels;
  return entryOf(labels, INJECT) !== undefined;
}

/** On a pod taken out of a cluster. */
function isSetByCni({ resource }: Standing, name: string): boolean {
  return (
    isPod(resource) &&
    SET_BY_CNI.includes(name) &&
    resource.type === 'Workload' &&
    !resource.containers.some((container) => container.name === 'istio-init')
  );
}

function placeFault(
  resource: Resource,
  onPods: boolean,
  { kinds }: KnownAnnotation,
): 'misplaced' | 'not-on-template' | undefined {
  if (kinds.includes('Any') || kinds.includes(onPods ? 'Pod' : resource.kind)) return undefined;
  return resource.type === 'Workload' && kinds.includes('Pod') ? 'not-on-template' : 'misplaced';
}

function isInvalid({ key, value }: Entry): boolean {
  const check = VALUE_CHECKS.get(key.value);
  return check !== undefined && !isTemplated(value.value) && !check.isValid(value.value);
}
