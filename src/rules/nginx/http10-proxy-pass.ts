import type { Edit, Finding, Fix, Severity } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type Destination, destinationsOf } from '../../mesh/nginx/destination.ts';
import { type ProxyPass, sentHttpVersion } from '../../mesh/nginx/proxy-pass.ts';
import { type Refusal, refusalOfHttp10, refusalText } from '../../mesh/nginx/refusal.ts';
import type { NginxSender } from '../../mesh/nginx/senders.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import type { Rule } from '../../rule.ts';

export const http10ProxyPass: Rule = {
  id: 'http10-proxy-pass',
  summary: 'nginx sends HTTP/1.0, which sidecars refuse',
  severity: 'error',
  why: `
Envoy does not speak HTTP/1.0: it answers such requests with \`426 Upgrade Required\`, so all that nginx forwards fails as
soon as nginx or the service behind it has a sidecar. Up to 1.29.6, nginx sends HTTP/1.0 wherever no
\`proxy_http_version\` is set, in the \`location\` or around it. On ports whose protocol Istio is not told, HTTP/1.0 passes
as plain TCP since Istio 1.13: it works, but without routing, retries and metrics by request, and stops working when the
port gets a name.

Set the version once for all, in the \`http\` block, together with an empty \`Connection\` header, without which nginx closes
every connection. Where a block already sets headers with \`proxy_set_header\`, the second line belongs there, for such a
block inherits none:

\`\`\`nginx
proxy_http_version 1.1;
proxy_set_header Connection "";
\`\`\`

nginx 1.29.7 and later need neither. \`PILOT_HTTP10\` makes Istio accept HTTP/1.0, for requests that leave a sidecar since
1.1, for those that reach one since 1.3.
`,
  sources: [
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version',
    'https://nginx.org/en/CHANGES',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
    'https://github.com/SigNoz/charts/issues/53',
    'https://github.com/apache/incubator-devlake/issues/6190',
  ],
  fixes: [
    {
      does: 'add `proxy_http_version 1.1;` to the `location`, and an empty `Connection` header where the others in force stand',
      safe: true,
    },
    { does: 'write 1.1 in a `proxy_http_version` that says 1.0', safe: true },
  ],

  *check(mesh) {
    const byPlace = new Map<string, Finding>();
    for (const sender of mesh.nginxSenders) {
      for (const pass of sender.passes) {
        const finding = judge(pass, sender, mesh);
        const place = `${pass.at.file}:${pass.at.start}`;
        if (finding && isWorse(finding, byPlace.get(place))) byPlace.set(place, finding);
      }
    }
    const holder = answerTextHolder(mesh);
    for (const finding of byPlace.values()) yield { ...finding, resource: holder(finding.at) };
  },
};

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];

/** The same text may be used by several workloads: the worst is said. */
function isWorse(finding: Finding, other: Finding | undefined): boolean {
  return !other || rank(finding) > rank(other);
}

function rank({ severity = 'error' }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

function judge(pass: ProxyPass, sender: NginxSender, mesh: Mesh): Finding | undefined {
  if (!maySendHttp10(pass, sender)) return undefined;
  if (pass.kind === 'unknown' && pass.targets.length === 0) return judgeUnknown(pass, sender, mesh);
  const found = destinationsOf(pass, sender.namespace, mesh).flatMap((destination) => {
    const finding = judgeDestination(destination, pass, sender, mesh);
    return finding ?? [];
  });
  return found.reduce<Finding | undefined>(
    (worst, finding) => (isWorse(finding, worst) ? finding : worst),
    undefined,
  );
}

/** Whether plain HTTP goes out, and the version is 1.0 or not known to be newer. */
function maySendHttp10(pass: ProxyPass, sender: NginxSender): boolean {
  if (pass.scheme === 'https' || pass.kind === 'unix' || pass.kind === 'loopback') return false;
  if (pass.unknownVersion !== undefined) return false;
  return sentHttpVersion(pass, sender.default.httpVersion ?? '1.0') === '1.0';
}

function judgeDestination(
  destination: Destination,
  pass: ProxyPass,
  sender: NginxSender,
  mesh: Mesh,
): Finding | undefined {
  if (sender.tiedBy === 'nothing' && destination.kind !== 'service') return undefined;
  const from = sender.workload ?? (mesh.migrating ? 'anyone' : 'outsider');
  const refusal = refusalOfHttp10(from, destination, mesh);
  const severity = refusal && severityOf(refusal, destination, pass, sender, mesh);
  if (!refusal || !severity) return undefined;
  const { servicePort } = destination.kind === 'service' ? destination : {};
  return {
    at: pass.url.at,
    severity,
    message: `${sent(pass, sender)} ${refusalText(refusal, destination)}: ${reason(pass, sender)}`,
    ...(servicePort && {
      related: [{ at: servicePort.number.at, message: 'The port nginx sends it to' }],
    }),
    fix: fixOf(pass),
  };
}

/** A target that a template or a variable decides: the sender's sidecar refuses it if it is HTTP of the mesh. */
function judgeUnknown(pass: ProxyPass, sender: NginxSender, mesh: Mesh): Finding | undefined {
  const { workload } = sender;
  const known = isVersionKnown(pass, sender);
  if (!workload || !known || mesh.judged(workload) === 'no' || mesh.settings.http10.value.outbound)
    return undefined;
  const refusal = refusalOfHttp10(
    workload,
    { kind: 'cluster', missing: false, host: '', port: 80 },
    mesh,
  );
  return (
    refusal && {
      at: pass.url.at,
      severity: 'info',
      message: `proxy_pass sends HTTP/1.0 to "${pass.url.value}", which is refused with 426 if that is HTTP of the mesh: ${reason(pass, sender)}`,
      fix: fixOf(pass),
    }
  );
}

function isVersionKnown(pass: ProxyPass, sender: NginxSender): boolean {
  return pass.httpVersion !== undefined || sender.default.httpVersion !== undefined;
}

const USUAL = { '426': 2, tcp: 1, 'maybe-426': 1, unsure: 1 } as const;

/** The table's severity, less where the Service, the version, or who sends is not known. */
function severityOf(
  { outcome, inMesh }: Refusal,
  destination: Destination,
  pass: ProxyPass,
  sender: NginxSender,
  mesh: Mesh,
): Severity | undefined {
  const missing = destination.kind === 'cluster' && destination.missing;
  const known = isVersionKnown(pass, sender);
  if (!known && sender.tiedBy === 'nothing') return undefined;
  const usual = USUAL[outcome] - (missing ? 1 : 0) - (known ? 0 : 1);
  return SEVERITIES[Math.min(usual, inMesh ? highest(sender, destination, mesh) : 0)];
}

/** Without the pods, it takes the Service to say more than `info`. */
function highest({ tiedBy }: NginxSender, { kind }: Destination, mesh: Mesh): number {
  if (tiedBy === 'workload') return 2;
  return tiedBy !== 'nothing' && kind === 'service' && mesh.migrating ? 1 : 0;
}

function sent(pass: ProxyPass, sender: NginxSender): string {
  const sends = isVersionKnown(pass, sender) ? 'sends' : 'may send';
  return `proxy_pass ${sends} HTTP/1.0 to`;
}

function reason(pass: ProxyPass, sender: NginxSender): string {
  const untied = sender.workload ? '' : '; nothing says which pods run this nginx';
  // RFC 9110, 7.8: a server ignores Upgrade in HTTP/1.0.
  const isUpgraded = pass.headers.names.includes('upgrade');
  const more = `${isUpgraded ? '; WebSockets, for which Upgrade is set, need 1.1 as well' : ''}${untied}`;
  if (pass.httpVersion) return `proxy_http_version is ${pass.httpVersion.value}${more}`;
  const { httpVersion, nginx } = sender.default;
  const version = httpVersion
    ? `${nginx} uses 1.0`
    : `${nginx} uses 1.0 if it is older than 1.29.7`;
  return `no proxy_http_version is set here or around, and ${version}${more}`;
}

const CONNECTION = 'proxy_set_header Connection "";';

/**
 * Sets the version beside the `proxy_pass`, and keeps connections open by a header that stands where the others in force
 * do: a block with a header of its own would inherit none of them.
 */
function fixOf({ httpVersion, newLinesAt, headers, unknownHost }: ProxyPass): Fix | undefined {
  if (httpVersion) {
    const edit: Edit = { at: httpVersion.at, text: '1.1' };
    return { title: 'Set proxy_http_version to 1.1', edits: [edit], safe: true };
  }
  if (newLinesAt === undefined) return undefined;
  const isOpen = unknownHost === undefined && !headers.names.includes('connection');
  const isHere = isOpen && (headers.beside || headers.names.length === 0);
  const lines = ['proxy_http_version 1.1;', ...(isHere ? [CONNECTION] : [])];
  const elsewhere = isOpen && !isHere ? headers.lastAt : undefined;
  return {
    title: 'Add proxy_http_version 1.1',
    edits: [
      { kind: 'lines', at: newLinesAt, where: 'before', lines },
      ...(elsewhere
        ? [{ kind: 'lines', at: elsewhere, where: 'behind', lines: [CONNECTION] } as const]
        : []),
    ],
    safe: true,
  };
}
