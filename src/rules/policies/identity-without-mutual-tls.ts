import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import { described } from '../../facts/resource.ts';
import type { Finding, Severity } from '../../finding.ts';
import type { UnknownCallers } from '../../mesh/policies/unknown-callers.ts';
import type { Rule } from '../../rule.ts';

export const identityWithoutMutualTls: Rule = {
  id: 'identity-without-mutual-tls',
  summary: 'AuthorizationPolicy tells callers apart by certificates that none of them shows',
  severity: 'error',
  codes: ['KIA0105'],
  why: `
\`principals\`, \`namespaces\`, \`serviceAccounts\` and conditions such as \`source.principal\` are compared with the certificate by which a caller opens
mutual TLS. Where a PeerAuthentication switches it off (\`DISABLE\`), or a DestinationRule has callers send plain text, there is none. Then

- an ALLOW policy allows nobody, and refuses what no other rule allows;
- a DENY policy denies nobody: those it was written against come in;
- \`notPrincipals\` and \`notNamespaces\` except nobody: they match every caller.

Switch mutual TLS on, best with \`STRICT\`: with \`PERMISSIVE\` a caller escapes by sending plain text. Where callers can have no certificate, tell them apart by
\`ipBlocks\` or, for HTTP, by tokens (\`requestPrincipals\`).

A warning where another rule allows callers, or may, or a DestinationRule decides: callers may have another in their own namespace.
`,
  sources: [
    'https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls',
    'https://istio.io/latest/news/security/istio-security-2021-004/',
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://kiali.io/docs/features/validations/#kia0105---this-field-requires-mtls-to-be-enabled',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) {
      for (const unknown of mesh.policies.unknownCallers(policy)) yield finding(policy, unknown);
    }
  },
};

function finding(policy: AuthorizationPolicy, unknown: UnknownCallers): Finding {
  const { match, because, workload } = unknown;
  const { field } = match;
  const related = [
    ...(because.at ? [{ at: because.at, message: because.by }] : []),
    ...(workload ? [{ at: workload.at, message: described(workload) }] : []),
  ];
  return {
    at: field.at,
    message: `"${field.value}" needs mutual TLS, and ${reasonOf(unknown)}: ${effectOf(policy, unknown)}`,
    severity: severityOf(policy, unknown),
    resource: policy,
    related,
  };
}

function reasonOf({ because: { side, by }, workload, port }: UnknownCallers): string {
  const pods = workload ? described(workload) : 'what the policy selects';
  const where = port === undefined ? pods : `port ${port} of ${pods}`;
  switch (side) {
    case 'server':
      return `${by} switches it off for ${where}`;
    case 'clients':
      return `${by} has callers send plain text to ${where}`;
    default:
      return `no DestinationRule has callers of ${where} use it (${by} is off)`;
  }
}

function effectOf({ action }: AuthorizationPolicy, { match, closed }: UnknownCallers): string {
  if (match.negated) return action === 'ALLOW' ? 'it keeps nobody out' : 'it excepts nobody';
  if (action === 'ALLOW') return closed ? 'everyone is refused' : 'it allows nobody';
  return action === 'DENY' ? 'it denies nobody' : 'it matches nobody';
}

function severityOf(
  { action }: AuthorizationPolicy,
  { because, match, closed }: UnknownCallers,
): Severity {
  const isHarmless = action !== 'DENY' && !match.negated && !closed;
  return because.side === 'server' && !isHarmless ? 'error' : 'warning';
}
