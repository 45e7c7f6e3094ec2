import type { AuthorizationRule } from '../../facts/istio/authorization-rules.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Grounds } from './reach.ts';

/** No policy that reaches the pods for certain, and none that may, has a rule by which anything is allowed there. */
export function isClosed(
  { mesh }: Grounds,
  workload: Workload,
  isLost: (rule: AuthorizationRule) => boolean,
): boolean {
  const allowing = mesh.all('AuthorizationPolicy').filter(({ action }) => action === 'ALLOW');
  return allowing.every((policy) => {
    const reach = mesh.policies.reach(policy);
    const isElsewhere = typeof reach === 'string' ? reach === 'missing' : !reach.includes(workload);
    return isElsewhere || policy.rules.every(isLost);
  });
}
