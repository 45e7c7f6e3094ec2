import type { DestinationRule, ServiceEntry, Subset } from '../../facts/istio/kinds.ts';
import type { WorkloadEntry } from '../../facts/istio/workload-entry.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import type { Declared } from '../objects/declared.ts';
import type { Objects } from '../objects/objects.ts';
import { type Selectors, selects } from '../objects/selectors.ts';
import type { RegisteredHost } from './registry.ts';

/** What the answers rest on. */
export interface EndpointGrounds {
  readonly objects: Objects;
  readonly selectors: Pick<Selectors, 'selected'>;
  readonly declared: Declared;
  readonly complete: boolean;
}

/** Labels that istiod takes from the node of a pod, or gives it: no file of an application has them (istio/istio 1.30 pkg/config/labels). */
const FROM_NODES: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
  'topology.istio.io/cluster',
  'topology.istio.io/network',
  'kubernetes.io/hostname',
]);

/**
 * Whether a subset of a host has any endpoint: a pod or WorkloadEntry behind the Service with the labels of the subset, or an
 * endpoint of a ServiceEntry. `'missing'`: it has none, though those of the host are known. `'unknown'`: they are not, or
 * there are several descriptions of them.
 */
export function subsetEndpoints(
  rule: DestinationRule,
  { labels }: Subset,
  host: Answer<RegisteredHost>,
  grounds: EndpointGrounds,
): Answer<'found'> {
  const wanted = labels.filter(({ key }) => !FROM_NODES.has(key.value));
  const isVague = wanted.some(({ value }) => isTemplated(value.value));
  if (wanted.length === 0 || isVague || typeof host === 'string') return 'unknown';
  if (rule.host?.value.startsWith('*')) return 'unknown';
  const { service, entries } = host;
  const answers = service
    ? [behindService(service, wanted, grounds)]
    : entries.map((entry) => behindEntry(entry, wanted, grounds));
  if (answers.includes('found')) return 'found';
  return answers.includes('unknown') ? 'unknown' : 'missing';
}

/**
 * Subsets that are the whole host in all but name, beside others that are not: they have no labels and no `trafficPolicy` of their
 * own. Where none of a rule has labels, they only serve as names, as in Istio's own examples of egress gateways.
 */
export function unlabelledSubsets({ subsets }: DestinationRule): readonly Subset[] {
  if (subsets.every(({ labels }) => labels.length === 0)) return [];
  return subsets.filter(
    ({ labels, hasTrafficPolicy, settings }) =>
      labels.length === 0 && !hasTrafficPolicy && !isTemplated(settings),
  );
}

/** How much a subset holds of the pods and WorkloadEntries behind a Service. */
export type Share = 'all' | 'part' | 'unknown';

/** The share of a subset; `'unknown'` where none of them is known. */
export function shareOfHost(
  { labels }: Subset,
  host: Answer<RegisteredHost>,
  grounds: Pick<EndpointGrounds, 'selectors' | 'objects'>,
): Share {
  if (typeof host === 'string' || host.service === undefined) return 'unknown';
  const { selector, namespace } = host.service;
  const all = selector.length > 0 ? selectedBy(selector, namespace, grounds) : [];
  if (all.length === 0) return 'unknown';
  return all.every(({ podLabels }) => selects(labels, podLabels)) ? 'all' : 'part';
}

function selectedBy(
  selector: readonly Entry[],
  namespace: string,
  { selectors, objects }: Pick<EndpointGrounds, 'selectors' | 'objects'>,
): readonly (Workload | WorkloadEntry)[] {
  const entries = objects
    .inNamespace('WorkloadEntry', namespace)
    .filter(({ podLabels }) => selects(selector, podLabels));
  return [...selectors.selected(selector, namespace), ...entries];
}

function behindService(
  service: Service,
  wanted: readonly Entry[],
  grounds: EndpointGrounds,
): Answer<'found'> {
  const { selector, namespace } = service;
  if (selector.length === 0 || grounds.declared.hasVariants(service)) return 'unknown';
  return amongPods(selector, namespace, wanted, grounds);
}

function amongPods(
  selector: readonly Entry[],
  namespace: string,
  wanted: readonly Entry[],
  { declared, complete, ...grounds }: EndpointGrounds,
): Answer<'found'> {
  const all = selectedBy(selector, namespace, grounds);
  if (all.some(({ podLabels }) => selects(wanted, podLabels))) return 'found';
  if (complete) return 'missing';
  const isUnsure = all.length === 0 || all.some((one) => declared.hasVariants(one));
  return isUnsure ? 'unknown' : 'missing';
}

/** Endpoints that DNS finds have no labels. */
function behindEntry(
  entry: ServiceEntry,
  wanted: readonly Entry[],
  grounds: EndpointGrounds,
): Answer<'found'> {
  if (grounds.declared.hasVariants(entry)) return 'unknown';
  if (entry.hasWorkloadSelector) {
    return amongPods(entry.selector, entry.namespace, wanted, grounds);
  }
  return entry.endpointLabels.some((labels) => selects(wanted, labels)) ? 'found' : 'missing';
}
