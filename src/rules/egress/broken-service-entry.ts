import type { ServiceEntry } from '../../facts/istio/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Fix, Severity } from '../../finding.ts';
import { type EntryFault, entryFaults } from '../../mesh/egress/entry-faults.ts';
import { isAddress } from '../../mesh/hosts/addresses.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const brokenServiceEntry: Rule = {
  id: 'broken-service-entry',
  summary: 'A ServiceEntry is refused by Istio or does something else than it says',
  severity: 'error',
  codes: ['IST0134'],
  why: `
A ServiceEntry that Istio refuses takes all its hosts with it, and one whose protocol does not fit what the
application speaks breaks the calls it should allow.

Each of these is such a mistake:

- An address among \`hosts\` is refused since Istio 1.1. Put it under \`addresses\`, with any name as host.
- A short name is refused by Istio 1.0 and ignored up to 1.1.3. Write the full name.
- A wildcard cannot be looked up in DNS: \`resolution: NONE\` passes the connection on to the address that the
  application has looked up itself.
- \`resolution: STATIC\` needs \`endpoints\` up to Istio 1.4.
- A TCP port without \`addresses\` is matched by its number alone. With \`resolution: NONE\` that opens the port to every
  address there is; with any other it takes the connections to all other hosts on that port too. Write the addresses, or let
  proxies allocate some: \`ISTIO_META_DNS_CAPTURE\` and, up to Istio 1.24, \`ISTIO_META_DNS_AUTO_ALLOCATE\` in
  \`proxyMetadata\`.
- Port 443 with protocol HTTP makes the proxy expect plain requests where the application sends TLS; Istio 1.4 and
  1.5 refuse it. Write HTTPS, or let a DestinationRule begin TLS and have the application speak plain HTTP.
- A DestinationRule with TLS mode SIMPLE for a port of protocol HTTPS wraps the application's TLS in another one.
- Istio 1.0 lets HTTPS out only if a VirtualService has a \`tls\` route whose \`sniHosts\` hold the host.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/',
    'https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0134/',
    'https://github.com/istio/istio/issues/13009',
  ],
  fixes: [
    {
      does: 'move an address from `hosts` to `addresses`, where the proxy still connects to it then',
      safe: true,
    },
    { does: 'resolve a wildcard with `NONE`', safe: true },
    { does: 'write the protocol that is seen to be spoken on port 80 or 443', safe: true },
    { does: 'write the protocol that is usual on port 80 or 443', safe: false },
    {
      does: 'move the only host to `addresses`, and put a name made of that of the object in its place',
      safe: false,
    },
  ],

  *check(mesh) {
    const egress = mesh.egress;
    for (const entry of mesh.all('ServiceEntry')) {
      for (const fault of entryFaults(mesh, entry, egress.isCalled)) {
        yield {
          at: fault.at,
          resource: entry,
          severity: severityOf(fault),
          codes: fault.kind.endsWith('-tcp-port') ? ['IST0134'] : [],
          message: `${described(entry)} ${complaintOf(fault, mesh)}`,
          fix: fixOf(fault, entry),
          ...(fault.other && {
            related: [{ at: fault.other, message: 'The proxy begins TLS by this' }],
          }),
        };
      }
    }
  },
};

/** What is refused, or what somebody is seen to run into, is an error. */
function severityOf({ sure }: EntryFault): Severity {
  return sure ? 'error' : 'warning';
}

/** What Istio refuses is safe to change: it does nothing yet. */
function fixOf(fault: EntryFault, entry: ServiceEntry): Fix | undefined {
  const { at, sure } = fault;
  switch (fault.kind) {
    case 'address-as-host':
      return moveAddress(fault, entry);
    case 'wildcard-resolved':
      return isMatchedByName(entry) && entry.resolutionAt
        ? replace('Write resolution NONE', entry.resolutionAt, 'NONE', true)
        : undefined;
    case 'plain-on-443':
      return replace('Write protocol HTTPS', at, 'HTTPS', sure);
    case 'tls-on-80':
      return replace('Write protocol HTTP', at, 'HTTP', sure);
    default:
      return undefined;
  }
}

function replace(title: string, at: Span, value: string, safe: boolean): Fix {
  return { title, edits: [{ kind: 'replace', at, value }], safe };
}

/** A TCP port without addresses would be open to everything. */
function isMatchedByName({ ports }: ServiceEntry): boolean {
  return ports.every(({ protocol }) => /^(?:HTTPS?|HTTP2|GRPC|GRPC-WEB|TLS)$/.test(protocol));
}

/**
 * The address goes where the proxy connects to the very address that was called, or to that of an endpoint; resolved by
 * name, it would lead elsewhere. An entry with no other host gets the name of the object as one: any name will do.
 */
function moveAddress({ at, subject }: EntryFault, entry: ServiceEntry): Fix | undefined {
  const leadsThere =
    entry.resolution === 'NONE' ||
    (entry.resolution === 'STATIC' && entry.endpoints.some(({ value }) => value === subject));
  if (!leadsThere) return undefined;
  const hasName = entry.hosts.some(({ value }) => !isAddress(value.replace(/\/\d{1,3}$/, '')));
  const host = `${entry.written?.name ?? entry.name}.external`;
  return {
    title: hasName
      ? `Write ${subject} under addresses`
      : `Write ${subject} under addresses, and "${host}" as host`,
    edits: [
      hasName ? { kind: 'remove', at } : { kind: 'replace', at, value: host },
      {
        kind: 'append',
        at: entry.at,
        of: entry.kind,
        path: ['spec', 'addresses'],
        value: subject,
      },
    ],
    safe: hasName,
  };
}

function complaintOf({ kind, subject, sure }: EntryFault, { targets }: Mesh): string {
  switch (kind) {
    case 'address-as-host':
      return `has the address ${subject} among its hosts, which Istio 1.1 and later refuse: it belongs in addresses`;
    case 'short-host':
      return `names the short host "${subject}", which Istio ${targets.istio.version} does not take`;
    case 'wildcard-resolved':
      return `has the wildcard "${subject}" resolved by DNS, which cannot be looked up`;
    case 'static-without-endpoints':
      return `is resolved statically but has no endpoints, which Istio ${targets.istio.version} refuses`;
    case 'open-tcp-port':
      return `opens port ${subject} to every address, for a TCP port without addresses is matched by its number alone`;
    case 'taken-tcp-port':
      return `takes every connection to port ${subject}, whatever its address, for it names no addresses`;
    case 'plain-on-443':
      return `says that port 443 is plain ${subject}${sure ? ', but TLS is spoken there' : ', where clients mostly speak TLS'}`;
    case 'refused-on-443':
      return `says that port 443 is plain ${subject}, which Istio ${targets.istio.version} refuses`;
    case 'tls-on-80':
      return `says that port 80 is TLS${sure ? ', but plain HTTP is spoken there' : ', where clients mostly speak plain HTTP'}`;
    case 'double-tls':
      return `expects TLS from the application on port ${subject}, and a DestinationRule begins TLS there once more`;
    case 'no-sni-route':
      return `admits TLS to "${subject}", which Istio ${targets.istio.version} routes only by a VirtualService with that SNI host, and there is none`;
  }
}
