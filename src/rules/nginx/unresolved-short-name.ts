import type { Fix } from '../../finding.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import { type UnresolvedName, unresolvedNames } from '../../mesh/nginx/unresolved-names.ts';
import type { Rule } from '../../rule.ts';

export const unresolvedShortName: Rule = {
  id: 'unresolved-short-name',
  summary: 'nginx looks up a short name without the search domains of its pod',
  severity: 'warning',
  why: `
With a variable anywhere in the URL of a \`proxy_pass\`, be it behind the host, nginx looks the host up itself for each
request: by its \`resolver\`, without the search domains in the pod's /etc/resolv.conf and without /etc/hosts. Names such as
\`api\` or \`api.shop\` are not found then, and nginx answers 502, though without a variable the same name works.

Write the full name, \`api.shop.svc.cluster.local\`, and set a \`resolver\`, such as
\`kube-dns.kube-system.svc.cluster.local\`. The mesh finds the Service by that Host, too. Or define an \`upstream\`
block of that name: its servers are looked up with search domains, once, when nginx starts.
`,
  sources: [
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass',
    'https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver',
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    'https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/',
  ],
  fixes: [{ does: 'write the full name of the Service in the URL', safe: true }],

  *check(mesh) {
    const holder = answerTextHolder(mesh);
    const said = new Set<string>();
    for (const name of mesh.nginxSenders.flatMap((sender) => unresolvedNames(sender, mesh))) {
      const { at } = name.url;
      if (said.has(`${at.file}:${at.start}`)) continue;
      said.add(`${at.file}:${at.start}`);
      yield {
        at,
        message: messageOf(name),
        resource: holder(at),
        fix: fixOf(name),
      };
    }
  },
};

function messageOf({ host, hasResolver }: UnresolvedName): string {
  const lack = hasResolver ? 'the search domains of the pod' : 'a resolver';
  return `nginx looks up "${host}" for each request, as the URL has a variable, without ${lack}, and does not find it`;
}

/** Where the URL itself holds the name, as it is written. */
function fixOf({ url, host, full, hasResolver }: UnresolvedName): Fix | undefined {
  const { value, at } = url;
  const start = value.indexOf('://') + 3;
  const rest = value.slice(start);
  const isWritten = rest.toLowerCase().startsWith(host) && at.end - at.start === value.length;
  if (full === undefined || !hasResolver || !isWritten) return undefined;
  const text = `${value.slice(0, start)}${full}${rest.slice(host.length)}`;
  return { title: `Write ${full}`, edits: [{ at, text }], safe: true };
}
