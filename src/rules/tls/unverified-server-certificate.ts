import type { ClientTls, DestinationRule } from '../../facts/istio/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { beginsTls } from '../../mesh/routing/client-tls.ts';
import { atLeast, before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';

export const unverifiedServerCertificate: Rule = {
  id: 'unverified-server-certificate',
  summary: 'A DestinationRule begins TLS and does not check the certificate of the server',
  severity: 'warning',
  codes: ['IST0128', 'IST0129'],
  why: `
TLS that checks no certificate hides the traffic from nobody who can put himself between: any certificate will do. Up to
Istio 1.20 that is what \`mode: SIMPLE\` or \`MUTUAL\` without \`caCertificates\` means; since 1.21 the server is checked by the
authorities that the proxy's image trusts (\`VERIFY_CERTIFICATE_AT_CLIENT\`), unless \`insecureSkipVerify\` is set.

Name the authorities with \`caCertificates: /etc/ssl/certs/ca-certificates.crt\`, or with a Secret by \`credentialName\`, which
sidecars heed only in a DestinationRule with a \`workloadSelector\`. List the server's names in \`subjectAltNames\`.

Where the version of Istio is not known, this is an information. istioctl analyze reports it for every version.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
    'https://istio.io/latest/news/releases/1.21.x/announcing-1.21/upgrade-notes/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0128/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0129/',
  ],

  *check(mesh) {
    for (const rule of mesh.all('DestinationRule')) {
      if (rule.tls) yield* ofTls(mesh, rule, rule.tls, undefined);
      for (const { port, tls } of rule.portTls) if (tls) yield* ofTls(mesh, rule, tls, port);
    }
  },
};

function* ofTls(
  { targets: { istio } }: Mesh,
  rule: DestinationRule,
  tls: ClientTls,
  port: number | undefined,
): Generator<Finding> {
  const { caCertificates, credentialName, skipsVerification } = tls;
  const mode = beginsTls(tls);
  if (mode === undefined) return;
  if (caCertificates || (credentialName && rule.selector.length > 0)) return;
  const isChecked = atLeast(istio, '1.21') && !skipsVerification;
  if (isChecked && istio.version !== undefined) return;
  const where = port === undefined ? '' : ` to port ${port}`;
  yield {
    at: mode.at,
    resource: rule,
    ...(isChecked && { severity: 'info' }),
    codes: [port === undefined ? 'IST0128' : 'IST0129'],
    message: `${described(rule)} begins TLS${where} with no authority named to check the server by${consequence(istio, skipsVerification)}`,
  };
}

function consequence(istio: Mesh['targets']['istio'], skips: boolean): string {
  if (skips) return ', and insecureSkipVerify accepts any certificate';
  return before(istio, '1.21')
    ? `, so any certificate is accepted (Istio ${istio.version})`
    : '; Istio before 1.21 accepts any certificate then';
}
