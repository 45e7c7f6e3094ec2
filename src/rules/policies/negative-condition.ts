import type { Resource } from '../../facts/facts.ts';
import type { Finding } from '../../finding.ts';
import {
  type NegativeCondition,
  negativeConditions,
} from '../../mesh/objects/negative-conditions.ts';
import type { Rule } from '../../rule.ts';

export const negativeCondition: Rule = {
  id: 'negative-condition',
  summary: 'Controller says in the status of an object that it has no effect',
  severity: 'warning',
  codes: ['IST0171'],
  why: `
Istio writes into \`status.conditions\` whether it could use an object: whether a waypoint serves a Service, a policy was taken, a Gateway
was programmed, a route found what it refers to. \`False\` means that what the object demands does not hold.

The message of the condition says what is missing. Only objects that were taken out of a cluster (\`kubectl get -o yaml\`) have a status.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/config-status/',
    'https://gateway-api.sigs.k8s.io/concepts/troubleshooting/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0171/',
  ],

  *check(mesh) {
    const resources = TYPES.flatMap((type): readonly Resource[] => mesh.all(type));
    for (const negative of negativeConditions(resources)) yield finding(negative);
  },
};

const TYPES = [
  'Service',
  'ServiceEntry',
  'WorkloadEntry',
  'AuthorizationPolicy',
  'KubernetesGateway',
  'KubernetesRoute',
  'Other',
] as const;

function finding({ resource, condition }: NegativeCondition): Finding {
  const { type, status, reason, message } = condition;
  const words = [reason, message].filter((word) => word !== '').join(', ');
  return {
    at: condition.at,
    message: `Condition ${type} of ${resource.kind} ${resource.name} is ${status}${words && `: ${words}`}`,
    resource,
  };
}
