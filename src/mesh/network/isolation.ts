import type { NetworkPolicy, PermissionRule } from '../../facts/kubernetes/network-policy.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, isTemplated } from '../../text.ts';
import { matches } from '../objects/label-selectors.ts';
import type { Objects } from '../objects/objects.ts';
import { selectorIndex } from '../objects/selectors.ts';
import { oncePer } from '../once.ts';

/** What NetworkPolicies make of the traffic of pods in one direction. */
export interface Isolation {
  /** The policies that select the pods: but for their rules nothing passes. */
  readonly policies: readonly NetworkPolicy[];
  /** Their rules, and those of policies that may select the pods: what one lets through passes. */
  readonly rules: readonly PermissionRule[];
}

/**
 * Which policies isolate the pods of a workload; `undefined` where none does, so that all passes, or where labels of the pods are
 * filled in later. Policies add up (kubernetes.io, Network Policies; Kubernetes 1.36).
 */
export function answerIsolation(
  direction: 'ingress' | 'egress',
  objects: Objects,
): (workload: Workload) => Isolation | undefined {
  const near = oncePer((namespace: string) =>
    candidates(
      objects.inNamespace('NetworkPolicy', namespace).filter((policy) => policy[direction]),
    ),
  );
  return ({ namespace, podLabels }) => {
    if (podLabels.some(isVague)) return undefined;
    const labels = Object.fromEntries(podLabels.map(({ key, value }) => [key.value, value.value]));
    const found = near(objects.namespace(namespace))(podLabels).filter(
      (policy) => isUnclear(policy) || matches(policy.podSelector, labels),
    );
    const policies = found.filter((policy) => !isUnclear(policy));
    if (policies.length === 0) return undefined;
    return { policies, rules: found.flatMap((policy) => policy[direction]?.rules ?? []) };
  };
}

/** Those that may select given labels, those with equal labels by an index; the ones that select by more come first. */
function candidates(
  policies: readonly NetworkPolicy[],
): (labels: readonly Entry[]) => readonly NetworkPolicy[] {
  const isPlain = ({ podSelector: { matchLabels, expressions } }: NetworkPolicy): boolean =>
    matchLabels.length > 0 && expressions.length === 0 && !matchLabels.some(isVague);
  const plain = selectorIndex(
    policies
      .filter(isPlain)
      .map((policy) => ({ policy, selector: policy.podSelector.matchLabels })),
  );
  const others = policies.filter((policy) => !isPlain(policy));
  return (labels) => [...others, ...plain(labels).map(({ policy }) => policy)];
}

function isUnclear({ podSelector: { matchLabels, expressions } }: NetworkPolicy): boolean {
  return matchLabels.some(isVague) || expressions.some(({ values }) => values.some(isTemplated));
}

function isVague({ value }: Entry): boolean {
  return isTemplated(value.value);
}
