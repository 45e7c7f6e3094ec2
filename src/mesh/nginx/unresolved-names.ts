import { isTemplated, type Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { hasProxyMetadata } from '../proxies/proxy-metadata.ts';
import { standsFor } from './destination.ts';
import type { ProxyPass } from './proxy-pass.ts';
import type { NginxSender } from './senders.ts';
import { isLoopback, type ProxyTarget } from './target.ts';

/** A host that nginx looks up itself, for each request, and does not find. */
export interface UnresolvedName {
  readonly url: Located<string>;
  readonly host: string;
  /** The name in full, where it is that of a Service of these files. */
  readonly full?: string;
  /** Where `false`, no `resolver` is set: nginx looks up nothing at all. */
  readonly hasResolver: boolean;
}

/**
 * The hosts of `proxy_pass` that an nginx in a mesh looks up in vain. With any variable in the URL, also behind the host, nginx takes
 * an upstream of that name and port, be it one that another URL without variables made, else asks its `resolver`, which
 * knows no search domains and no /etc/hosts (nginx 1.29: ngx_http_proxy_eval, ngx_http_upstream_init_request, ngx_resolver.c).
 * Cluster DNS knows Services by their full names alone; a sidecar that captures DNS knows the short ones too (istio/istio 1.28
 * pkg/dns `GenerateAltHosts`), and so does ztunnel, which captures it by default since Istio 1.25. What a server in the pod knows
 * cannot be known here.
 */
export function unresolvedNames(sender: NginxSender, mesh: Mesh): UnresolvedName[] {
  const { workload } = sender;
  if (!workload || mesh.judged(workload) !== 'yes' || isAnswered(sender, mesh)) return [];
  const made = new Set(
    sender.passes.filter(({ url }) => !isEvaluated(url.value)).flatMap(placesOf),
  );
  return sender.passes
    .filter((pass) => isEvaluated(pass.url.value) && asksResolver(pass))
    .flatMap((pass) => {
      const target = pass.targets.find(
        (each) => !each.at && !made.has(placeOf(each)) && isPartial(each, sender, mesh),
      );
      if (!target) return [];
      const hasResolver = pass.resolver === 'unknown' || pass.resolver.length > 0;
      const full = fullName(target, sender, mesh);
      return [{ url: pass.url, host: target.host, hasResolver, ...(full && { full }) }];
    });
}

/** Whether the proxy of these pods answers what they look up. */
function isAnswered({ workload }: NginxSender, mesh: Mesh): boolean {
  if (!workload || mesh.settings.dnsCapture.value) return true;
  const isAmbient = mesh.injection(workload).inMesh === 'ambient';
  return isAmbient || hasProxyMetadata(workload, 'ISTIO_META_DNS_CAPTURE', 'true');
}

/** A variable of nginx; `$NAME` and `${NAME}` are filled in before nginx reads the text. */
const VARIABLE = /\$(?:[a-z0-9_]|\{[a-z0-9_]+\})/;

function isEvaluated(url: string): boolean {
  return VARIABLE.test(url);
}

function asksResolver({ mayHoldUpstreams, resolver }: ProxyPass): boolean {
  if (mayHoldUpstreams) return false;
  return (
    resolver === 'unknown' || !resolver.some((server) => isLoopback(server.replace(/:\d+$/, '')))
  );
}

function placesOf({ targets }: ProxyPass): string[] {
  return targets.filter(({ at }) => !at).map(placeOf);
}

function placeOf({ host, port }: ProxyTarget): string {
  return `${host}:${port}`;
}

/** A name without a dot, or one that stands for a Service and does not say the whole of its name. */
function isPartial({ host }: ProxyTarget, { namespace }: NginxSender, mesh: Mesh): boolean {
  if (isLoopback(host) || isTemplated(host)) return false;
  if (/^[a-z][a-z0-9-]*$/.test(host)) return true;
  const isFull = host.endsWith(`.${mesh.settings.clusterDomain.value}`);
  return !isFull && typeof standsFor(host, namespace, mesh) !== 'string';
}

/** With the name of the pod, where the host is one of a headless Service. */
function fullName(
  { host }: ProxyTarget,
  { namespace }: NginxSender,
  mesh: Mesh,
): string | undefined {
  const service = standsFor(host, namespace, mesh);
  if (typeof service === 'string') return undefined;
  const where = service.namespace || namespace;
  const [first = ''] = host.split('.', 1);
  const name = first === service.name ? first : `${first}.${service.name}`;
  return where === '' ? undefined : `${name}.${where}.svc.${mesh.settings.clusterDomain.value}`;
}
