import type { AuthorizationRule } from '../../facts/istio/authorization-rules.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Grounds, isFor } from './reach.ts';

/** No policy that reaches the pods for certain, and none that may, has a rule by which anything is allowed there. */
export function isClosed(
  { mesh }: Grounds,
  workload: Workload,
  isLost: (rule: AuthorizationRule) => boolean,
): boolean {
  const allowing = mesh.all('AuthorizationPolicy').filter(({ action }) => action === 'ALLOW');
  return allowing.every(
    (policy) => isFor(policy, workload, mesh) === 'no' || policy.rules.every(isLost),
  );
}
