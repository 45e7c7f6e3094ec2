import type { Finding } from '../../finding.ts';
import {
  type ForWaypoint,
  WAYPOINT_TYPES,
  type WaypointLack,
} from '../../mesh/policies/waypoints.ts';
import type { Rule } from '../../rule.ts';

export const policyWithoutWaypoint: Rule = {
  id: 'policy-without-waypoint',
  summary: 'Policy about HTTP in an ambient namespace that no waypoint enforces',
  severity: 'warning',
  codes: ['KIA0109', 'KIA0110', 'KIA1110', 'KIA1111', 'KIA1112', 'KIA1115', 'KIA1116', 'KIA1117'],
  why: `
In an ambient mesh ztunnel carries bytes; paths, methods, headers and tokens are read by a waypoint alone. A waypoint heeds policies that
are attached with \`targetRefs\`, and gets the traffic of namespaces, Services and pods with the label \`istio.io/use-waypoint\`.

Without both, a RequestAuthentication checks no token, a WasmPlugin does not run, no trace is made. An AuthorizationPolicy without \`targetRefs\`
goes to ztunnel, which cannot read its rules and refuses the traffic to be on the safe side: there it is an error.

Attach the policy to the Service or to the waypoint's Gateway, and label the namespace or the Service.

A Telemetry for a whole namespace holds for its waypoints, too; Kiali reports it all the same.
`,
  sources: [
    'https://istio.io/latest/docs/ambient/usage/l7-features/',
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
    'https://istio.io/latest/docs/ambient/usage/waypoint/',
  ],

  *check(mesh) {
    for (const type of WAYPOINT_TYPES) {
      for (const policy of mesh.all(type)) {
        const lack = mesh.policies.waypointLack(policy);
        if (lack !== undefined) yield finding(policy, lack);
      }
    }
  },
};

function finding(policy: ForWaypoint, { attachment, waypoint, refuses }: WaypointLack): Finding {
  const { type, kind, namespace, selectorAt, at } = policy;
  const http = 'http' in policy ? policy.http : undefined;
  const what = http ? `${http.value} of this ${kind}` : `this ${kind}`;
  const reasons = [
    ...(attachment ? ['it has no targetRefs'] : []),
    ...(waypoint ? [`namespace ${namespace} does not send its traffic through one`] : []),
  ];
  const fate = refuses ? '; ztunnel refuses the traffic instead' : '';
  const codes = CODES[type];
  return {
    at: http?.at ?? selectorAt ?? at,
    message: `Only a waypoint heeds ${what}: ${reasons.join(', and ')}${fate}`,
    severity: refuses ? 'error' : 'warning',
    codes: [...(attachment ? [codes.attachment] : []), ...(waypoint ? [codes.waypoint] : [])],
    resource: policy,
  };
}

const CODES: Readonly<Record<ForWaypoint['type'], { attachment: string; waypoint: string }>> = {
  AuthorizationPolicy: { attachment: 'KIA0110', waypoint: 'KIA0109' },
  RequestAuthentication: { attachment: 'KIA1115', waypoint: 'KIA1110' },
  WasmPlugin: { attachment: 'KIA1116', waypoint: 'KIA1111' },
  Telemetry: { attachment: 'KIA1117', waypoint: 'KIA1112' },
};
