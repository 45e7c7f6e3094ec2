import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import { EXCLUSIVE_TYPES, type Exclusive, type Rivalry } from '../../mesh/policies/rivals.ts';
import type { Rule } from '../../rule.ts';

export const conflictingPolicies: Rule = {
  id: 'conflicting-policies',
  summary: 'Two objects of a kind are for the same workloads, and only one of them takes effect',
  severity: 'error',
  codes: ['IST0110', 'IST0111', 'IST0159', 'IST0160', 'KIA0002', 'KIA0003'],
  why: `
A workload has one Sidecar, one PeerAuthentication and one Telemetry of each level: the one that selects it, the one of its
namespace without a selector, and the one of the root namespace. Where two of the same level match, the proxy
gets the older one. Which that is depends on the order in which they were created, so two clusters made
from the same files may behave differently, and a policy that is thought to be in force may do nothing.

Merge them into one object, or make the selectors disjoint. AuthorizationPolicy and RequestAuthentication are not meant: all
that match are applied together.

Objects that are attached with \`targetRefs\` do not compete with those without a selector.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/analysis/ist0110/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0111/',
    'https://istio.io/latest/docs/reference/config/networking/sidecar/',
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://istio.io/latest/docs/reference/config/telemetry/',
  ],

  *check(mesh) {
    for (const type of EXCLUSIVE_TYPES) {
      for (const rivalry of mesh.policies.rivalries(type)) {
        // One that has no effect competes with none; `ineffective-policy` says so.
        if (mesh.policies.ineffective(rivalry.object) === undefined) yield conflict(rivalry);
      }
    }
  },
};

function conflict({ object, others, workload }: Rivalry): Finding {
  const names = others.map(described).join(', ');
  const where = workload ? `selects ${described(workload)} as well` : 'has no selector either';
  const verb =
    others.length > 1 ? where.replace('selects', 'select').replace('has', 'have') : where;
  return {
    at: object.selectorAt ?? object.at,
    message: `${names} ${verb}: only the oldest ${object.kind} takes effect`,
    codes: workload ? CODES[object.type].selecting : CODES[object.type].wide,
    resource: object,
    related: others.map((other) => ({
      at: other.selectorAt ?? other.at,
      message: described(other),
    })),
  };
}

const CODES: Readonly<
  Record<
    Exclusive['type'],
    { readonly wide: readonly string[]; readonly selecting: readonly string[] }
  >
> = {
  Sidecar: { wide: ['IST0111', 'KIA0002'], selecting: ['IST0110', 'KIA0003'] },
  PeerAuthentication: { wide: ['KIA0002'], selecting: ['KIA0003'] },
  Telemetry: { wide: ['IST0160'], selecting: ['IST0159'] },
};
