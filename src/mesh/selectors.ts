import type { Service } from '../facts/kubernetes/kinds.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import { type Entry, entryOf } from '../text.ts';
import type { Objects } from './objects.ts';
import { groupBy, oncePer } from './once.ts';

/**
 * Whether labels carry every pair of an equality selector. An empty selector selects everything
 * (`labels.Instance.SubsetOf`, istio/istio pkg/config/labels).
 */
export function selects(selector: readonly Entry[], labels: readonly Entry[]): boolean {
  return selector.every(
    ({ key, value }) => entryOf(labels, key.value)?.value.value === value.value,
  );
}

export interface Selectors {
  selected(selector: readonly Entry[], namespace: string): readonly Workload[];
  workloadsOf(service: Service): readonly Workload[];
  servicesOf(workload: Workload): readonly Service[];
}

/** Finds workloads by one label first, so a namespace of many thousand pods costs no quadratic time. */
export function answerSelectors(objects: Objects): Selectors {
  const byLabel = oncePer((namespace: string) =>
    labelIndex(objects.inNamespace('Workload', namespace)),
  );
  const byPair = oncePer((namespace: string) =>
    groupBy(objects.inNamespace('Service', namespace), firstPair),
  );
  const selected = (selector: readonly Entry[], namespace: string): readonly Workload[] => {
    const [first] = selector;
    if (first === undefined) return objects.inNamespace('Workload', namespace);
    const candidates = byLabel(objects.namespace(namespace)).get(pairOf(first)) ?? [];
    return candidates.filter((workload) => selects(selector, workload.podLabels));
  };
  const workloadsOf = oncePer((service: Service): readonly Workload[] =>
    service.selector.length === 0 ? [] : selected(service.selector, service.namespace),
  );
  const servicesOf = oncePer((workload: Workload): readonly Service[] => {
    const services = byPair(objects.namespace(workload.namespace));
    const pairs = new Set(workload.podLabels.map(pairOf));
    return [...pairs]
      .flatMap((pair) => services.get(pair) ?? [])
      .filter((service) => selects(service.selector, workload.podLabels));
  });
  return { selected, workloadsOf, servicesOf };
}

function pairOf(entry: Entry): string {
  return `${entry.key.value}\0${entry.value.value}`;
}

/** Services without a selector have endpoints of their own, or none: they select no pods. */
function firstPair(service: Service): string | undefined {
  const [first] = service.selector;
  return first && pairOf(first);
}

function labelIndex(workloads: readonly Workload[]): Map<string, Workload[]> {
  const pairs = workloads.flatMap((workload) =>
    [...new Set(workload.podLabels.map(pairOf))].map((pair) => ({ pair, workload })),
  );
  const index = new Map<string, Workload[]>();
  for (const [pair, found] of groupBy(pairs, (entry) => entry.pair)) {
    index.set(
      pair,
      found.map((entry) => entry.workload),
    );
  }
  return index;
}
