import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, entryOf } from '../../text.ts';
import { groupBy, once, oncePer } from '../once.ts';
import type { Objects } from './objects.ts';

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
  /** The same in all namespaces. */
  selectedAnywhere(selector: readonly Entry[]): readonly Workload[];
  workloadsOf(service: Service): readonly Workload[];
  servicesOf(workload: Workload): readonly Service[];
}

/** Looks under the rarest label first, so a namespace of many thousand pods costs no quadratic time. */
export function answerSelectors(objects: Objects): Selectors {
  const podLabels = (workload: Workload): readonly Entry[] => workload.podLabels;
  const inNamespace = oncePer((namespace: string) =>
    labelIndex(objects.inNamespace('Workload', namespace), podLabels),
  );
  const anywhere = once(() => labelIndex(objects.all('Workload'), podLabels));
  const services = oncePer((namespace: string) =>
    selectorIndex(objects.inNamespace('Service', namespace)),
  );
  const selected: Selectors['selected'] = (selector, namespace) =>
    inNamespace(objects.namespace(namespace))(selector);
  return {
    selected,
    selectedAnywhere: (selector) => anywhere()(selector),
    workloadsOf: oncePer((service: Service) =>
      service.selector.length === 0 ? [] : selected(service.selector, service.namespace),
    ),
    servicesOf: oncePer((workload: Workload) =>
      services(objects.namespace(workload.namespace))(workload.podLabels),
    ),
  };
}

/**
 * Answers which of these objects select given labels, in their order. Objects without a selector are left out: whether
 * they select everything or nothing depends on the kind.
 */
export function selectorIndex<T extends { readonly selector: readonly Entry[] }>(
  objects: readonly T[],
): (labels: readonly Entry[]) => readonly T[] {
  const index = once(() => {
    const frequency = groupBy(
      objects.flatMap(({ selector }) => selector.map(pairOf)),
      (pair) => pair,
    );
    const numbered = objects.map((object, number) => ({ object, number }));
    return groupBy(numbered, ({ object }) => rarest(object.selector, frequency));
  });
  return (labels) => {
    const pairs = new Set(labels.map(pairOf));
    return [...pairs]
      .flatMap((pair) => index().get(pair) ?? [])
      .filter(({ object }) => selects(object.selector, labels))
      .sort((a, b) => a.number - b.number)
      .map(({ object }) => object);
  };
}

function pairOf(entry: Entry): string {
  return `${entry.key.value}\0${entry.value.value}`;
}

function rarest(
  selector: readonly Entry[],
  frequency: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const count = (pair: string): number => frequency.get(pair)?.length ?? 0;
  const [pair] = selector.map(pairOf).sort((a, b) => count(a) - count(b));
  return pair;
}

/** Answers which of these objects carry all labels of a selector, in their order; an empty selector selects all. */
export function labelIndex<T>(
  objects: readonly T[],
  labelsOf: (object: T) => readonly Entry[],
): (selector: readonly Entry[]) => readonly T[] {
  const index = once(() => {
    const found = new Map<string, T[]>();
    for (const object of objects) {
      for (const pair of new Set(labelsOf(object).map(pairOf))) {
        const known = found.get(pair);
        if (known === undefined) found.set(pair, [object]);
        else known.push(object);
      }
    }
    return found;
  });
  return (selector) => {
    if (selector.length === 0) return objects;
    const [fewest = []] = selector
      .map((entry) => index().get(pairOf(entry)) ?? [])
      .sort((a, b) => a.length - b.length);
    return fewest.filter((object) => selects(selector, labelsOf(object)));
  };
}
