import type { Workload } from '../../facts/kubernetes/workload.ts';
import { selectorIndex } from '../objects/selectors.ts';
import { groupBy } from '../once.ts';
import type { Attached, Grounds } from './reach.ts';

/** Kinds of which one object alone counts for a workload: of several, Istio takes the oldest. */
export const EXCLUSIVE_TYPES = ['PeerAuthentication', 'Sidecar', 'Telemetry'] as const;

export type Exclusive = Extract<Attached, { type: (typeof EXCLUSIVE_TYPES)[number] }>;

/** An object beside others of its kind for the same workloads. */
export interface Rivalry {
  readonly object: Exclusive;
  /** The others, in the order of their files. */
  readonly others: readonly Exclusive[];
  /** A workload that all of them select; absent where they are for all workloads of their namespace. */
  readonly workload?: Workload;
}

/**
 * Which objects of a kind compete: those without a selector in one namespace, and those whose selectors find one
 * workload (Istio 1.30: pilot/pkg/model sidecar.go and telemetry.go, security/authn/policy_applier.go). Each object once, with the first workload they meet at.
 */
export function rivalriesOf(grounds: Grounds, type: Exclusive['type']): readonly Rivalry[] {
  const { objects } = grounds;
  const all: readonly Exclusive[] = objects.all(type).filter(({ targets }) => targets.length === 0);
  const byNamespace = groupBy(all, ({ namespace }) => objects.namespace(namespace));
  return [...byNamespace].flatMap(([namespace, own]) => [
    ...amongWide(own.filter(({ selector }) => selector.length === 0)),
    ...amongSelecting(
      grounds,
      namespace,
      own.filter(({ selector }) => selector.length > 0),
    ),
  ]);
}

function amongWide(wide: readonly Exclusive[]): Rivalry[] {
  return wide
    .map((object) => ({ object, others: wide.filter(isOther(object)) }))
    .filter(({ others }) => others.length > 0);
}

/** An object that is declared again is no rival of itself. */
function isOther(object: Exclusive): (other: Exclusive) => boolean {
  return ({ name }) => name !== object.name;
}

function amongSelecting(
  { mesh }: Grounds,
  namespace: string,
  selecting: readonly Exclusive[],
): Rivalry[] {
  if (selecting.length < 2) return [];
  const index = selectorIndex(selecting);
  const found = new Map<Exclusive, Rivalry>();
  for (const workload of mesh.selected([], namespace)) {
    const rivals = index(workload.podLabels);
    for (const object of rivals) {
      const others = rivals.filter(isOther(object));
      if (others.length > 0 && !found.has(object)) found.set(object, { object, others, workload });
    }
  }
  return [...found.values()];
}
