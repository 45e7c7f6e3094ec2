import { described } from '../../facts/resource.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type LoopbackListener, loopbackListeners } from '../../mesh/nginx/loopback-listeners.ts';
import type { NginxSender } from '../../mesh/nginx/senders.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import type { Rule } from '../../rule.ts';

export const loopbackListener: Rule = {
  id: 'loopback-listener',
  summary: 'nginx listens on loopback alone where a Service leads to it',
  severity: 'error',
  codes: ['IST0143'],
  why: `
Up to Istio 1.9 the sidecar passed requests on to 127.0.0.1, so a server that listened there could be reached through a
Service. Since 1.10 it connects to the address of the pod, as everybody does without a mesh: there nothing listens, and all
requests are answered with 503.

Listen on all addresses, \`listen 8080;\`. What only the pod's own containers should reach needs no Service port. As a way
out, \`inboundTrafficPolicy: {mode: LOCALHOST}\` of the mesh (Istio 1.21), or a Sidecar with \`ingress\` and
\`defaultEndpoint: 127.0.0.1:8080\`, makes sidecars connect to loopback as before.
`,
  sources: [
    'https://istio.io/latest/blog/2021/upcoming-networking-changes/',
    'https://istio.io/latest/news/releases/1.10.x/announcing-1.10/upgrade-notes/',
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener',
    'https://nginx.org/en/docs/http/ngx_http_core_module.html#listen',
  ],
  fixes: [{ does: 'listen on all addresses', safe: false }],

  *check(mesh) {
    const holder = answerTextHolder(mesh);
    const said = new Set<string>();
    for (const finding of mesh.nginxSenders.flatMap((sender) => findingsOf(sender, mesh))) {
      const place = `${finding.at.file}:${finding.at.start}`;
      if (!said.has(place)) yield { ...finding, resource: holder(finding.at) };
      said.add(place);
    }
  },
};

function findingsOf(sender: NginxSender, mesh: Mesh): Finding[] {
  const isSure = sender.workload && mesh.judged(sender.workload) === 'yes';
  return loopbackListeners(sender, mesh).map((listener) => {
    const { address, service, port } = listener;
    return {
      at: address.at,
      ...(!isSure && { severity: 'info' as const }),
      message: `Port ${port.number.value} of ${described(service)} leads to "${address.value}", where only this pod can connect: since Istio 1.10 a sidecar connects to the address of the pod, where nothing listens`,
      related: [{ at: port.number.at, message: 'The port that leads here' }],
      fix: fixOf(listener),
    };
  });
}

/** Not safe: others than the Service can connect then, too. */
function fixOf({ address: { value, at }, listened }: LoopbackListener): Fix | undefined {
  if (at.end - at.start !== value.length) return undefined;
  const text = value.startsWith('[') ? `[::]:${listened.port}` : `${listened.port}`;
  return { title: `Listen on ${text}`, edits: [{ at, text }], safe: false };
}
