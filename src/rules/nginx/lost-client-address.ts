import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type BlindList, blindLists } from '../../mesh/nginx/client-address.ts';
import type { NginxSender } from '../../mesh/nginx/senders.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import type { Rule } from '../../rule.ts';

export const lostClientAddress: Rule = {
  id: 'lost-client-address',
  summary: 'nginx lets clients in or keeps them out by an address that is always the sidecar’s',
  severity: 'error',
  why: `
Requests reach nginx through its sidecar, which opens a connection of its own: nginx sees 127.0.0.6 for everybody, 127.0.0.1 up to Istio 1.9. A list
that lets a network in and denies the rest answers 403 to all; one that lets 127.0.0.0/8 in, for a status page say, is
open to the world; one that keeps addresses out keeps nobody out.

Who may call whom is better said in an AuthorizationPolicy, at the gateway with \`remoteIpBlocks\`. Where nginx has to know the
client, let it take the sidecar's word, which passes on what the gateway has seen:

\`\`\`nginx
set_real_ip_from 127.0.0.6;
real_ip_header X-Forwarded-For;
\`\`\`

The gateway sees the client's address only with \`externalTrafficPolicy: Local\` on its Service, or, behind another proxy, with
\`numTrustedProxies\`. A port that shall not pass the sidecar is named in \`traffic.sidecar.istio.io/excludeInboundPorts\`.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/security/authorization/authz-ingress/',
    'https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/',
    'https://nginx.org/en/docs/http/ngx_http_access_module.html',
    'https://nginx.org/en/docs/http/ngx_http_realip_module.html',
    'https://github.com/istio/istio/issues/29603',
    'https://github.com/istio/istio/issues/32802',
  ],

  *check(mesh) {
    const holder = answerTextHolder(mesh);
    const said = new Set<string>();
    for (const sender of mesh.nginxSenders) {
      for (const finding of findingsOf(sender, mesh)) {
        const place = `${finding.at.file}:${finding.at.start}`;
        if (!said.has(place)) yield { ...finding, resource: holder(finding.at) };
        said.add(place);
      }
    }
  },
};

function* findingsOf({ workload, configurations }: NginxSender, mesh: Mesh): Generator<Finding> {
  if (!workload || mesh.injection(workload).inMesh === 'ambient') return;
  const judged = mesh.judged(workload);
  if (judged === 'no') return;
  for (const list of blindLists(configurations(), workload, mesh)) {
    yield {
      at: list.rule.of.at,
      message: `${messageOf(list)}${judged === 'yes' ? '' : ', if its pods have a sidecar'}`,
      ...(judged === 'yes' ? severityOf(list) : { severity: 'info' as const }),
    };
  }
}

/** Nothing stops working where nobody is kept out any more. */
function severityOf({ outcome }: BlindList): Pick<Finding, 'severity'> {
  return outcome === 'nobody-out' ? { severity: 'warning' } : {};
}

function messageOf({ rule, outcome, from, trustsOthers }: BlindList): string {
  const written = `"${rule.verdict} ${rule.of.value}"`;
  const others = trustsOthers ? ', and set_real_ip_from does not name it' : '';
  const reason = `through the sidecar all requests come from ${from}${others}`;
  switch (outcome) {
    case 'nobody-in':
      return `${written} lets nobody in, all are answered with 403: ${reason}`;
    case 'everybody-in':
      return `${written} lets everybody in: ${reason}`;
    case 'nobody-out':
      return `${written} keeps nobody out: ${reason}`;
    default:
      return outcome satisfies never;
  }
}
