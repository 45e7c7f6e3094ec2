import { described } from '../../facts/resource.ts';
import type { Finding, Severity } from '../../finding.ts';
import type { EffectiveSettings } from '../../mesh/mesh.ts';
import { type RefusedTls, type Refusing, refusedTls } from '../../mesh/routing/refused-tls.ts';
import type { Rule } from '../../rule.ts';

export const refusedClientTls: Rule = {
  id: 'refused-client-tls',
  summary:
    'A DestinationRule makes sidecars send what those of the host refuse, for they disagree on mutual TLS',
  severity: 'error',
  codes: ['KIA0204', 'KIA0207', 'KIA0208', 'KIA0505', 'KIA0506'],
  why: `
PeerAuthentication tells the sidecars of servers what to take; \`tls\` of a DestinationRule tells those of clients what to send. Where the
one demands mutual TLS (\`STRICT\`) and the other sends plain text (\`DISABLE\`) or TLS without a certificate of the mesh (\`SIMPLE\`), or where the one
takes plain text alone (\`DISABLE\`) and the other sends \`ISTIO_MUTUAL\`, every request fails with 503 or a connection reset.

Take \`tls\` out of the DestinationRule: since Istio 1.5 sidecars find out by themselves what the other side takes (auto mutual TLS). Where that is
off (\`enableAutoMtls: false\`, or Istio before 1.5), a DestinationRule without \`tls\` sends plain text, even one that is about load balancing or subsets
alone and takes the place of a wider one with \`ISTIO_MUTUAL\`: there write \`mode: ISTIO_MUTUAL\` into each.

Rules whose Service, pods and policy are among the files are judged; an info where it is not known whether the pods are in the mesh. A rule for all Services
of a namespace of which none is among the files is a warning. Kiali compares policies and rules for whole namespaces alone, and tells of lost
\`ISTIO_MUTUAL\` also where it is found out anyway.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
    'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],

  *check(mesh) {
    for (const refused of refusedTls(mesh)) {
      yield {
        ...(refused.sent === 'mutual' ? atPolicy(refused) : atRule(refused)),
        codes: codesOf(refused, mesh.settings),
        severity: severityOf(refused),
      };
    }
  },
};

type Told = Pick<Finding, 'at' | 'message' | 'resource' | 'related'>;

function atRule({ rule, tls, sent, mutualTls, to, isSure }: RefusedTls): Told {
  const written = tls ? `mode ${tls.mode?.value ?? 'DISABLE, for none is written'}` : 'without tls';
  const what = sent === 'plain' ? 'plain text' : 'TLS without a certificate of the mesh';
  return {
    at: tls?.mode?.at ?? tls?.at ?? rule.trafficPolicy?.at ?? rule.host?.at ?? rule.at,
    resource: rule,
    message: `${described(rule)} (${written}) makes sidecars send ${what} to ${placeOf(to)}, whose pods refuse it: ${mutualTls.by} sets STRICT${doubtOf(to, isSure)}`,
    ...(mutualTls.at && { related: [{ at: mutualTls.at, message: mutualTls.by }] }),
  };
}

/** Mutual TLS is what the rest of the mesh speaks, so the policy is the odd one. */
function atPolicy({ rule, tls, mutualTls, to, isSure }: RefusedTls): Told {
  const at = tls?.mode?.at ?? rule.at;
  return {
    at: mutualTls.at ?? at,
    resource: mutualTls.policy ?? rule,
    message: `${mutualTls.by} turns mutual TLS off, and ${described(rule)} makes sidecars send it to ${placeOf(to)}, whose pods do not understand it${doubtOf(to, isSure)}`,
    related: [{ at, message: described(rule) }],
  };
}

function placeOf(to: Refusing): string {
  return 'namespace' in to
    ? `all Services of namespace ${to.namespace}`
    : `port ${to.port.number.value} of ${described(to.service)}`;
}

function severityOf({ to, isSure }: RefusedTls): Severity {
  if (isSure) return 'error';
  return 'namespace' in to ? 'warning' : 'info';
}

function doubtOf(to: Refusing, isSure: boolean): string {
  if (isSure) return '';
  return 'namespace' in to
    ? '; none of them is among the files'
    : '; whether they are in the mesh is not known';
}

function codesOf(
  { sent, tls, mutualTls: { policy } }: RefusedTls,
  { rootNamespace }: EffectiveSettings,
): readonly string[] {
  if (!tls) return ['KIA0204'];
  const isForMesh = policy?.namespace === rootNamespace.value;
  if (sent === 'mutual') return [isForMesh ? 'KIA0506' : 'KIA0505'];
  return [isForMesh ? 'KIA0208' : 'KIA0207'];
}
