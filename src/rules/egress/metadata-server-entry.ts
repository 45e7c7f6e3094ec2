import { described } from '../../facts/resource.ts';
import type { Finding, Fix, ObjectEdit, Related, Severity, YamlValue } from '../../finding.ts';
import { isSingle } from '../../mesh/egress/metadata.ts';
import { isSeen, type MetadataFault, metadataFaults } from '../../mesh/egress/metadata-faults.ts';
import { type MetadataNeed, metadataNeeds } from '../../mesh/egress/metadata-needs.ts';
import { isMetadataServer, METADATA_ADDRESS, METADATA_NAME } from '../../mesh/egress/outside.ts';
import type { MetadataCall } from '../../mesh/egress/outside-calls.ts';
import type { Mesh, Outbound } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const metadataServerEntry: Rule = {
  id: 'metadata-server-entry',
  summary: 'The metadata server is not admitted by both its name and its address',
  severity: 'error',
  why: `
Pods on GKE get their Google credentials from the metadata server, and client libraries call it in two ways: Python
first asks 169.254.169.254 and then metadata.google.internal, Go and Ruby use the address, Java the name, Node both at
once. To the sidecar these are two hosts. Where unknown hosts are blocked and only one of them is declared, some
libraries work and others report "could not find default credentials", or get 502 from
\`/computeMetadata/v1/…\`.

Declare both in one ServiceEntry; it is valid in every version of Istio:

\`\`\`yaml
spec:
  hosts:
    - metadata.google.internal
  addresses:
    - 169.254.169.254
  location: MESH_EXTERNAL
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: STATIC
  endpoints:
    - address: 169.254.169.254
\`\`\`

Or keep these calls out of the sidecar with \`traffic.sidecar.istio.io/excludeOutboundIPRanges: 169.254.169.254/32\`,
which also spares the application the race with a sidecar that is not ready yet. An address among \`hosts\` was
accepted by Istio 1.0 alone; since 1.1 the whole ServiceEntry is refused.
`,
  sources: [
    'https://github.com/istio/istio/issues/13009',
    'https://github.com/istio/istio/issues/10951',
    'https://github.com/googleapis/google-auth-library-python/blob/2ea24b03/google/auth/compute_engine/_metadata.py',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
  ],
  fixes: [
    {
      does: 'add the address 169.254.169.254, or the name, that an entry for the metadata server alone lacks',
      safe: true,
    },
    { does: 'move the address from `hosts` to `addresses`', safe: true },
    { does: 'add port 80, or write its protocol as HTTP', safe: true },
  ],

  *check(mesh) {
    const calls = mesh.egress.metadataCalls();
    const faults = metadataFaults(mesh, calls);
    for (const fault of faults) yield ofFault(mesh, fault, calls);
    for (const need of metadataNeeds(mesh, faults)) yield ofNeed(need);
  },
};

function ofFault(mesh: Mesh, fault: MetadataFault, calls: readonly MetadataCall[]): Finding {
  const { entry, at, outbound } = fault;
  const callers = calls.filter(({ caller }) => isSeen(mesh, entry, caller.namespace));
  return {
    at,
    resource: entry,
    severity: severityOf(fault),
    message: `${described(entry)} ${complaintOf(fault)}`,
    related: [
      ...callers.map(({ caller, evidence }) => ({
        at: evidence.at,
        message: `${described(caller.resource)} needs it: ${evidence.what}`,
      })),
      ...policyPlace(outbound),
    ],
    fix: fixOf(fault),
  };
}

/** Addresses count for all hosts of an entry, so only one that is for the metadata server alone gets one. */
function fixOf({ kind, entry, at }: MetadataFault): Fix | undefined {
  const isAlone = entry.hosts.every(({ value }) => isMetadataServer(value.replace(/\/32$/, '')));
  const addTo = (list: string, value: YamlValue): ObjectEdit => {
    return { kind: 'append', at: entry.at, of: entry.kind, path: ['spec', list], value };
  };
  const toAddress = `Admit the address ${METADATA_ADDRESS} as well`;
  switch (kind) {
    case 'address-as-host':
      return isAlone
        ? safely(`Write ${METADATA_ADDRESS} under addresses`, [
            entry.hosts.some((host) => host.at !== at && isMetadataServer(host.value))
              ? { kind: 'remove', at }
              : { kind: 'replace', at, value: METADATA_NAME },
            ...(entry.addresses.some(({ value }) => isSingle(value))
              ? []
              : [addTo('addresses', METADATA_ADDRESS)]),
          ])
        : undefined;
    case 'no-address':
    case 'range':
      return isAlone ? safely(toAddress, [addTo('addresses', METADATA_ADDRESS)]) : undefined;
    case 'no-name':
      return entry.addresses.length === 1
        ? safely(`Admit the name ${METADATA_NAME} as well`, [addTo('hosts', METADATA_NAME)])
        : undefined;
    case 'port': {
      const isTaken = entry.ports.some(({ name }) => name?.value === 'http');
      const port = { number: 80, name: isTaken ? 'http-metadata' : 'http', protocol: 'HTTP' };
      return safely('Add port 80', [addTo('ports', port)]);
    }
    case 'protocol':
      return safely('Write protocol HTTP', [{ kind: 'replace', at, value: 'HTTP' }]);
    case 'forwarded-for':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** The entry lets more through then, and nothing less. */
function safely(title: string, edits: Fix['edits']): Fix {
  return { title, edits, safe: true };
}

/** An entry that opens half of the way says that all of it is wanted, also while the mesh is open. */
function severityOf({ kind, outbound }: MetadataFault): Severity {
  if (kind === 'address-as-host') return 'error';
  if (kind === 'forwarded-for') return 'error';
  if (outbound.mode === 'open') return 'info';
  return outbound.mode === 'closed' && kind !== 'range' ? 'error' : 'warning';
}

function complaintOf({ kind, entry, outbound }: MetadataFault): string {
  switch (kind) {
    case 'address-as-host':
      return `has the address ${METADATA_ADDRESS} among its hosts, which Istio 1.1 and later refuse: it belongs in addresses`;
    case 'no-address':
      return `admits the metadata server by name only, not by its address ${METADATA_ADDRESS}, which the libraries of Go, Python, Ruby and Node call${where(outbound)}`;
    case 'no-name':
      return `admits the metadata server by address only, not by its name ${METADATA_NAME}, which the libraries of Python and Java call${where(outbound)}`;
    case 'port':
      return `admits the metadata server on port ${entry.ports.map(({ number }) => number.value).join(', ')}, but it answers on port 80 only${where(outbound)}`;
    case 'protocol':
      return `says that port 80 of the metadata server is TLS, but it speaks plain HTTP${where(outbound)}`;
    case 'range':
      return `gives the metadata server a range of addresses, which never equals the authority of a request to ${METADATA_ADDRESS}`;
    case 'forwarded-for':
      return 'admits the metadata server, but it refuses requests with X-Forwarded-For, which sidecars of Istio 1.2.0 and 1.2.1 add';
  }
}

function where({ mode, by }: Outbound): string {
  if (mode === 'closed') return `; the mesh blocks unknown hosts (${by})`;
  return mode === 'open' ? `; that works only as long as the mesh is open (${by})` : '';
}

function policyPlace({ mode, at }: Outbound): Related[] {
  return mode === 'closed' && at ? [{ at, message: 'This blocks unknown hosts' }] : [];
}

function ofNeed({ call, gap, outbound, severity }: MetadataNeed): Finding {
  const { caller, evidence } = call;
  const doubt = caller.judged === 'unknown' ? ', if its pods have a sidecar' : '';
  const policy =
    outbound.mode === 'closed'
      ? `; the mesh blocks unknown hosts (${outbound.by})${doubt}`
      : '; that fails where the mesh blocks unknown hosts, and nothing here tells whether it does';
  const missing = gap.map((host) => (host === 'metadata' ? 'the short name "metadata"' : host));
  return {
    at: evidence.at,
    resource: caller.resource,
    severity,
    message: `${described(caller.resource)} ${needOf(call)}, but no visible ServiceEntry admits ${missing.join(' and ')}${policy}`,
    related: policyPlace(outbound),
  };
}

function needOf({ host, evidence }: MetadataCall): string {
  return host === undefined
    ? `gets Google credentials from the metadata server (${evidence.what})`
    : `calls the metadata server as ${host} (${evidence.what})`;
}
