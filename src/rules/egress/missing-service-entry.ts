import { described } from '../../facts/resource.ts';
import type { Finding, Related } from '../../finding.ts';
import type { Admission } from '../../mesh/egress/admission.ts';
import type { OutsideCall } from '../../mesh/egress/outside-calls.ts';
import { type UnadmittedGroup, unadmittedGroups } from '../../mesh/egress/unadmitted.ts';
import type { Outbound } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const missingServiceEntry: Rule<{ ignoreHosts: readonly string[] }> = {
  id: 'missing-service-entry',
  summary: 'A host outside the mesh is called that no ServiceEntry admits',
  severity: 'error',
  why: `
Where the mesh lets only known hosts out (\`outboundTrafficPolicy: REGISTRY_ONLY\`, and always on Istio 1.0), the
sidecar answers calls to all others itself: HTTP gets 502 (404 before Istio 1.2), TLS connections are cut, and
the application sees an error that looks like the other side's. Nothing in the logs of the application names
Istio.

Declare the host in a ServiceEntry, one for each provider:

\`\`\`yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: google-storage
spec:
  hosts:
    - storage.googleapis.com
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
\`\`\`

Names with a wildcard need \`resolution: NONE\`; a database on a private address needs \`addresses\` and a port of
protocol TCP. On Istio 1.0 HTTPS needs a VirtualService with a \`tls\` route for the host as well. Otherwise take the
address out of the sidecar's hands with \`traffic.sidecar.istio.io/excludeOutboundIPRanges\`, or open the mesh with
\`ALLOW_ANY\`. Closing the mesh is no firewall: it keeps mistakes in, not attackers.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/',
    'https://istio.io/latest/docs/reference/config/networking/service-entry/',
  ],
  options: {
    ignoreHosts: { about: 'Hosts that need no ServiceEntry, also as `*.suffix`', default: [] },
  },

  *check(mesh, { ignoreHosts }) {
    for (const group of unadmittedGroups(mesh.egress, ignoreHosts)) yield findingOf(group);
  },
};

function findingOf(group: UnadmittedGroup): Finding {
  const { caller, evidence, severity } = group;
  return {
    at: evidence.at,
    resource: caller.resource,
    severity,
    message: messageOf(group),
    related: relatedTo(group),
  };
}

function messageOf({ caller, calls, first, evidence, outbound }: UnadmittedGroup): string {
  const hosts = calls.map(({ call }) => withPort(call)).join(', ');
  const verb = caller.resource.type === 'ConfigMap' ? 'names' : 'calls';
  const subject = `${described(caller.resource)} ${verb} ${hosts} (${evidence.what})`;
  return `${subject}, but ${gapOf(first.admission, first.call)}; ${policyOf(outbound, caller.judged)}`;
}

function withPort({ host, port }: OutsideCall): string {
  return port === undefined ? host : `${host}:${port}`;
}

function gapOf({ kind, entry }: Admission, { caller, port }: OutsideCall): string {
  if (entry && kind === 'other-port') {
    const ports = entry.ports.map(({ number }) => number.value).join(', ');
    return `${described(entry)} admits port ${ports} only, not ${port ?? 'this one'}`;
  }
  if (entry && kind === 'hidden') {
    const from = caller.namespace === '' ? 'there' : `namespace ${caller.namespace}`;
    return `${described(entry)} is not visible from ${from}`;
  }
  return 'no visible ServiceEntry admits it';
}

function policyOf({ mode, by }: Outbound, judged: OutsideCall['caller']['judged']): string {
  const doubt = judged === 'unknown' ? ', if its pods have a sidecar' : '';
  return mode === 'closed'
    ? `the mesh blocks unknown hosts (${by})${doubt}`
    : 'that fails where the mesh blocks unknown hosts, and nothing here tells whether it does';
}

function relatedTo({ calls, evidence: shown, outbound: { mode, at } }: UnadmittedGroup): Related[] {
  const more = calls.flatMap(({ call }) =>
    call.evidence
      .filter((evidence) => evidence !== shown)
      .map((evidence) => ({ at: evidence.at, message: `${withPort(call)}: ${evidence.what}` })),
  );
  const entries = new Set(calls.flatMap(({ admission }) => admission.entry ?? []));
  return [
    ...more,
    ...[...entries].map((entry) => ({
      at: entry.at,
      message: 'The ServiceEntry that names the host',
    })),
    ...(mode === 'closed' && at ? [{ at, message: 'This blocks unknown hosts' }] : []),
  ];
}
