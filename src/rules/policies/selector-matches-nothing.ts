import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { ATTACHED_TYPES, type Attached, type NearMiss } from '../../mesh/policies/reach.ts';
import type { Rule } from '../../rule.ts';

export const selectorMatchesNothing: Rule = {
  id: 'selector-matches-nothing',
  summary: 'Policy, Sidecar, Telemetry or EnvoyFilter is for workloads that do not exist',
  severity: 'warning',
  codes: ['IST0101', 'IST0127', 'KIA0004'],
  why: `
A selector looks for the labels of pods, not of Deployments or Services, and in its own namespace only. An object that
selects no workload is accepted and does nothing: an AuthorizationPolicy denies nobody, a RequestAuthentication checks
no token. AuthorizationPolicy, RequestAuthentication, EnvoyFilter and WasmPlugin of the root namespace select in all namespaces.

Write the labels of the pod template, and put the object into the namespace of the workload.

Workloads are pod templates of any kind, Pods, WorkloadEntry and WorkloadGroup. It is reported only where workloads
of that namespace are among the files, and never for gateways, which installers and controllers make. It is a warning where a workload of
another namespace has the labels, or one whose template lacks them, and with \`--complete\`; otherwise an info, for the workload may come
from elsewhere. Policies attached with \`targetRef\` or \`targetRefs\` select nothing and are not judged; istioctl reports them.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/type/workload-selector/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0127/',
  ],

  *check(mesh) {
    for (const type of ATTACHED_TYPES) {
      for (const attached of mesh.all(type)) {
        if (mesh.policies.reach(attached) !== 'missing') continue;
        // Whatever it selects, it has no effect there: that is what `ineffective-policy` says.
        if (mesh.policies.ineffective(attached) !== undefined) continue;
        if (attached.selector.length > 0) yield unmatched(mesh, attached);
        else if (attached.type === 'AuthorizationPolicy') yield idle(attached);
      }
    }
  },
};

function unmatched(mesh: Mesh, attached: Attached): Finding {
  const pairs = attached.selector.map(({ key, value }) => `${key.value}=${value.value}`);
  const near = mesh.policies.nearMiss(attached);
  return {
    at: attached.selectorAt ?? attached.at,
    message: `No workload${within(attached)} has the labels ${pairs.join(', ')}${near ? hint(near) : ''}`,
    severity: near || mesh.complete ? 'warning' : 'info',
    codes: CODES[attached.type] ?? [],
    resource: attached,
    related: near && [{ at: near.workload.at, message: described(near.workload) }],
  };
}

function hint({ workload, by }: NearMiss): string {
  return by === 'namespace'
    ? `, only ${described(workload)} of another namespace`
    : `; ${described(workload)} has them itself, and not its pod template`;
}

/** It may be there before the workloads are, so it breaks nothing. */
function idle(policy: Attached): Finding {
  return {
    at: policy.at,
    message: `There is no workload${within(policy)} that this ${policy.kind} could be for`,
    severity: 'info',
    codes: ['IST0127'],
    resource: policy,
  };
}

function within({ namespace }: Attached): string {
  return namespace === '' ? '' : ` in namespace ${namespace}`;
}

const CODES: Readonly<Partial<Record<Attached['type'], readonly string[]>>> = {
  AuthorizationPolicy: ['IST0127', 'KIA0004'],
  PeerAuthentication: ['KIA0004'],
  RequestAuthentication: ['KIA0004'],
  Sidecar: ['IST0101', 'KIA0004'],
  Telemetry: ['IST0101'],
};
