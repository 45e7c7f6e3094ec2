import { described } from '../../facts/resource.ts';
import type { Finding, Fix, Severity } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type Destination, destinationsOf } from '../../mesh/nginx/destination.ts';
import type { ProxyPass } from '../../mesh/nginx/proxy-pass.ts';
import type { NginxSender } from '../../mesh/nginx/senders.ts';
import { type HostMeaning, meaningOfHost } from '../../mesh/nginx/sent-host.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import { fateOfUnrouted, fateReason, fateText } from '../../mesh/nginx/unrouted.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const proxyHostHeader: Rule = {
  id: 'proxy-host-header',
  summary: 'nginx sends a Host header by which the mesh finds no Service',
  severity: 'warning',
  why: `
A sidecar routes HTTP by the Host header, not by the address nginx connects to. A Host that names no Service, such as the
public name that \`proxy_set_header Host $host\` passes on, or the name of an \`upstream\` block, which nginx sends when
nothing else is set, finds no route: the request goes on unchanged, past the Service's VirtualServices and without mutual
TLS, so a Service that demands mutual TLS refuses it. Where unknown hosts are blocked, the sidecar itself answers with 502.

Let nginx send the name of the Service, and pass what the client asked for in another header:

\`\`\`nginx
proxy_set_header Host $proxy_host;
proxy_set_header X-Forwarded-Host $host;
\`\`\`

With an \`upstream\` block, write the Service's name in place of \`$proxy_host\`, or call the block like the Service. Other
tools advise \`$host\` in place of \`$http_host\`; in a mesh both are wrong.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header',
    'https://github.com/istio/istio/issues/14450',
    'https://github.com/istio/istio/issues/41709',
  ],
  fixes: [
    {
      does: 'send `$proxy_host`, or the name of the one Service behind an `upstream`, and pass the Host of the client on as `X-Forwarded-Host`',
      safe: false,
    },
  ],

  *check(mesh) {
    const cures = wantedHosts(mesh);
    const holder = answerTextHolder(mesh);
    for (const [place, { fix, ...finding }] of worstFindings(mesh)) {
      const isCertain = (cures.get(place)?.size ?? 1) === 1;
      yield { ...finding, resource: holder(finding.at), ...(isCertain && { fix }) };
    }
  },
};

function worstFindings(mesh: Mesh): ReadonlyMap<string, Finding> {
  const byPlace = new Map<string, Finding>();
  for (const sender of mesh.nginxSenders) {
    if (sender.tiedBy === 'nothing' || (!sender.workload && !mesh.hasMesh)) continue;
    for (const pass of sender.passes) {
      const finding = judgeHost(pass, sender, mesh);
      const place = finding && placeOf(finding.at);
      if (finding && place && isWorse(finding, byPlace.get(place))) byPlace.set(place, finding);
    }
  }
  return byPlace;
}

function placeOf({ file, start }: Span): string {
  return `${file}:${start}`;
}

/** One `proxy_set_header` may serve many locations: it is mended only if all of them want the same. */
function wantedHosts(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const pass of mesh.nginxSenders.flatMap(({ passes }) => passes)) {
    if (pass.host.at === undefined) continue;
    const place = placeOf(pass.host.at);
    wanted.set(place, (wanted.get(place) ?? new Set()).add(wantedHost(pass) ?? ''));
  }
  return wanted;
}

/** The Host by which the mesh finds what nginx connects to: what nginx sends by itself, or the one name behind an upstream. */
function wantedHost({ kind, targets }: ProxyPass): string | undefined {
  if (kind === 'literal' || kind === 'variable') return '$proxy_host';
  const [host, ...others] = new Set(targets.map((target) => target.host));
  return kind === 'upstream' && others.length === 0 ? host : undefined;
}

/** Not safe: the application sees another Host then, and may build links by it. */
function fixOf(pass: ProxyPass, meaning: HostMeaning): Fix | undefined {
  const { host, headers, newLinesAt, unknownHost } = pass;
  const wanted = wantedHost(pass);
  if (wanted === undefined || unknownHost !== undefined) return undefined;
  const title = `Send ${wanted} as Host`;
  if (host.at) {
    const passesOn = meaning === 'client' && !headers.names.includes('x-forwarded-host');
    if (passesOn && !host.lineAt) return undefined;
    const line = `proxy_set_header X-Forwarded-Host ${host.value};`;
    const edits: Fix['edits'] = [
      { at: host.at, text: wanted },
      ...(passesOn && host.lineAt
        ? [{ kind: 'lines', at: host.lineAt, where: 'behind', lines: [line] } as const]
        : []),
    ];
    return { title, edits, safe: false };
  }
  if (!newLinesAt || (!headers.beside && headers.names.length > 0)) return undefined;
  const lines = [`proxy_set_header Host ${wanted};`];
  return { title, edits: [{ kind: 'lines', at: newLinesAt, where: 'before', lines }], safe: false };
}

const SEVERITIES: readonly (Severity | undefined)[] = ['info', 'warning', 'error'];

/** One `proxy_set_header` may serve many locations: the worst is said. */
function isWorse(finding: Finding, other: Finding | undefined): boolean {
  return !other || SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(other.severity);
}

type ServiceDestination = Extract<Destination, { kind: 'service' }>;

function judgeHost(pass: ProxyPass, sender: NginxSender, mesh: Mesh): Finding | undefined {
  if (pass.scheme !== 'http') return undefined;
  const meaning = meaningOfHost(pass, sender.namespace, mesh);
  if (meaning === 'known' || meaning === 'unknown') return undefined;
  const destination = destinationsOf(pass, sender.namespace, mesh).find(
    (each): each is ServiceDestination =>
      each.kind === 'service' && isRoutedByHost(each, mesh) && isCaptured(each, sender, mesh),
  );
  return destination && hostFinding(meaning, destination, pass, sender, mesh);
}

/** Only ports declared as HTTP share one table of routes by Host; a port without protocol has its own. */
function isRoutedByHost({ servicePort }: ServiceDestination, mesh: Mesh): boolean {
  if (!servicePort) return false;
  const protocol = mesh.protocol(servicePort);
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc';
}

function isCaptured({ host, port }: Destination, { workload }: NginxSender, mesh: Mesh): boolean {
  return !workload || mesh.capturesOutbound(workload, host, port);
}

function hostFinding(
  meaning: Exclude<HostMeaning, 'known' | 'unknown'>,
  destination: ServiceDestination,
  pass: ProxyPass,
  sender: NginxSender,
  mesh: Mesh,
): Finding {
  const { at: hostAt, value } = pass.host;
  const fate = fateOfUnrouted(destination.receivers, sender.workload ?? sender, mesh);
  const known = sender.workload && mesh.judged(sender.workload) === 'yes';
  return {
    at: hostAt ?? pass.url.at,
    severity: !known ? 'info' : fate.kind === 'bypassing' ? 'warning' : 'error',
    message: `Requests to ${described(destination.service)} have ${shown(meaning, value)} as their Host, by which the mesh finds no Service, so ${fateText(fate)}`,
    ...(fate.at && { related: [{ at: fate.at, message: fateReason(fate) }] }),
    fix: fixOf(pass, meaning),
  };
}

function shown(meaning: Exclude<HostMeaning, 'known' | 'unknown'>, value: string): string {
  switch (meaning) {
    case 'client':
      return `what the client asked for ("${value}")`;
    case 'upstream':
      return `the name of the upstream block ("${value}")`;
    case 'stranger':
      return `"${value}"`;
    default:
      return meaning satisfies never;
  }
}
