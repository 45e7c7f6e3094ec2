import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Ineffective } from '../../mesh/policies/ineffective.ts';
import { ATTACHED_TYPES, type Attached } from '../../mesh/policies/reach.ts';
import type { Rule } from '../../rule.ts';

export const ineffectivePolicy: Rule = {
  id: 'ineffective-policy',
  summary: 'Object is accepted, but the proxies it is meant for do not heed it',
  severity: 'warning',
  codes: ['IST0127', 'IST0166', 'IST0167', 'KIA1006'],
  why: `
Istio accepts the object and says nothing, and what it demands does not hold: a policy that nobody heeds refuses nobody,
and a default that nobody takes changes nothing.

This is so for:

- A PeerAuthentication with a \`selector\` in the root namespace is ignored. Put it into the namespace of the workload.
- A Sidecar with a \`workloadSelector\` in the root namespace is no default for the mesh: it is only for workloads of the root
  namespace. A default has no selector.
- A policy, or anything else, whose selector finds only workloads that are kept out of the mesh: no proxy enforces it. An
  AuthorizationPolicy then refuses nobody.
- A Sidecar for workloads of an ambient mesh: they have no sidecar that would read it.
- A policy that selects the pods of a Gateway API Gateway by their labels. Waypoints ignore selectors altogether; other
  gateways heed them only while \`ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY\` of the control plane is on, which is the
  default: there it is an info. Attach the policy with \`targetRefs\` to the Gateway.

istioctl warns of every selected gateway, and does so in spite of \`targetRefs\` (it looks at \`targetRef\` only).
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/analysis/ist0166/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0167/',
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://istio.io/latest/docs/ambient/usage/waypoint/',
  ],

  *check(mesh) {
    for (const type of ATTACHED_TYPES) {
      for (const attached of mesh.all(type)) {
        const ineffective = mesh.policies.ineffective(attached);
        if (ineffective !== undefined) yield finding(mesh, attached, ineffective);
      }
    }
  },
};

function finding(mesh: Mesh, attached: Attached, ineffective: Ineffective): Finding {
  const at = attached.selectorAt ?? attached.at;
  return { at, resource: attached, ...said(mesh, attached, ineffective) };
}

function said(
  mesh: Mesh,
  attached: Attached,
  ineffective: Ineffective,
): Pick<Finding, 'message' | 'codes' | 'severity'> {
  const { type, kind, namespace } = attached;
  switch (ineffective) {
    case 'selector-in-root-namespace':
      return type === 'Sidecar'
        ? {
            message: `A Sidecar with a workloadSelector in the root namespace ${namespace} is no default for the mesh: it is for workloads of ${namespace} alone`,
            codes: ['KIA1006'],
          }
        : {
            message: `A ${kind} with a selector in the root namespace ${namespace} is ignored`,
            codes: [],
          };
    case 'selects-outsiders':
      return {
        message: `All workloads that this ${kind} selects are kept out of the mesh: ${keptOut(mesh, attached)}`,
        codes: type === 'AuthorizationPolicy' ? ['IST0127'] : [],
      };
    case 'sidecar-in-ambient':
      return {
        message: `Workloads of an ambient mesh have no sidecar that this Sidecar could configure${because(mesh, namespace)}`,
        codes: ['IST0167'],
      };
    case 'selects-waypoint':
      return {
        message: `Waypoints ignore selectors: attach this ${kind} with targetRefs`,
        codes: ['IST0166'],
      };
    case 'selects-kubernetes-gateway':
      return {
        message: `Whether a Gateway API gateway heeds selectors depends on a switch of the control plane: attach this ${kind} with targetRefs`,
        codes: ['IST0166'],
        severity: 'info',
      };
  }
}

function because(mesh: Mesh, namespace: string): string {
  const { inMesh, because: reason } = mesh.namespaceInjection(namespace);
  return inMesh === 'ambient' ? `: ${reason}` : '';
}

function keptOut(mesh: Mesh, attached: Attached): string {
  const reach = mesh.policies.reach(attached);
  const [first] = typeof reach === 'string' ? [] : reach;
  return first?.type === 'Workload' ? mesh.injection(first).because : '';
}
