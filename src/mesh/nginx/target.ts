import type { NginxDirective } from '../../facts/nginx.ts';
import { isTemplated, type Span } from '../../text.ts';

/** A place that nginx connects to. */
export interface ProxyTarget {
  /** Lower case, without trailing dot and brackets. */
  readonly host: string;
  readonly port: number;
  /** The server in an upstream block; absent where the URL itself names the host. */
  readonly at?: Span;
}

export type Upstreams = ReadonlyMap<string, NginxDirective>;

export function readUpstreams(directives: readonly NginxDirective[]): Upstreams {
  const upstreams = new Map<string, NginxDirective>();
  for (const directive of directives) {
    const name = directive.args[0]?.value;
    if (directive.name === 'upstream' && name) upstreams.set(name.toLowerCase(), directive);
    if (directive.name === 'http') {
      for (const [key, value] of readUpstreams(directive.block ?? [])) upstreams.set(key, value);
    }
  }
  return upstreams;
}

/** A URL of `proxy_pass` with all variables filled in that can be. */
export interface ProxyUrl {
  /** Absent where a variable or a template decides. */
  readonly scheme?: 'http' | 'https';
  readonly kind: 'host' | 'unix' | 'unknown';
  /** As nginx sends it for `$proxy_host`: with the port, unless it is the scheme's own. */
  readonly proxyHost: string;
  readonly target?: ProxyTarget;
}

/** Variables that hold a path or a query, glued to the host or port. */
const URI_VARIABLE = /\$\{?(?:request_uri|uri|document_uri|is_args|args|query_string)\b/;

export function readProxyUrl(url: string): ProxyUrl {
  const match = /^([a-z]{1,10}|\$scheme|\$\{scheme\}):\/\/(.*)$/is.exec(url);
  if (!match) return { kind: 'unknown', proxyHost: '$proxy_host' };
  const [, written = '', rest = ''] = match;
  const scheme = schemeOf(written);
  if (rest.startsWith('unix:')) {
    return { kind: 'unix', proxyHost: 'localhost', ...(scheme && { scheme }) };
  }
  const authority = authorityOf(rest);
  const target = readAuthority(authority, scheme === 'https' ? 443 : 80);
  if (!target) return { kind: 'unknown', proxyHost: '$proxy_host', ...(scheme && { scheme }) };
  const proxyHost = withoutDefaultPort(authority, scheme);
  return { kind: 'host', proxyHost, target, ...(scheme && { scheme }) };
}

function schemeOf(written: string): 'http' | 'https' | undefined {
  const scheme = written.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : undefined;
}

function authorityOf(rest: string): string {
  const [authority = ''] = rest.split(/[/?]/, 1);
  const uri = URI_VARIABLE.exec(authority)?.index ?? authority.length;
  const behindPort = /^[^$]*:\d+(?=\$)/.exec(authority)?.[0].length ?? authority.length;
  return authority.slice(0, Math.min(uri, behindPort));
}

function withoutDefaultPort(authority: string, scheme: 'http' | 'https' | undefined): string {
  const port = scheme === 'https' ? ':443' : ':80';
  return authority.endsWith(port) ? authority.slice(0, -port.length) : authority;
}

const AUTHORITY = /^(?:\[([0-9a-f:.]{2,45})\]|([^\s:[\]@]{1,253}))(?::(\d{1,5}))?$/i;

function readAuthority(authority: string, defaultPort: number): ProxyTarget | undefined {
  if (authority.includes('$') || isTemplated(authority)) return undefined;
  const match = AUTHORITY.exec(authority);
  if (!match) return undefined;
  const host = (match[1] ?? match[2] ?? '').toLowerCase().replace(/\.$/, '');
  return { host, port: match[3] === undefined ? defaultPort : Number(match[3]) };
}

/** Where the servers of an upstream block are. `complete`: it has some, and all of them can be read. */
export function targetsOfUpstream(upstream: NginxDirective): {
  readonly targets: readonly ProxyTarget[];
  readonly unix: boolean;
  readonly complete: boolean;
} {
  const block = upstream.block ?? [];
  const addresses = block.flatMap(({ name, args }) => (name === 'server' ? (args[0] ?? []) : []));
  const sockets = addresses.filter(({ value }) => value.startsWith('unix:'));
  const targets = addresses.flatMap(({ value, at }) => {
    const target = value.startsWith('unix:') ? undefined : readAuthority(value, 80);
    return target ? [{ ...target, at }] : [];
  });
  const all = targets.length + sockets.length;
  const complete =
    all > 0 && all === addresses.length && block.every(({ name }) => name !== 'include');
  return { targets, unix: sockets.length > 0, complete };
}

/** Whether a connection to this host stays in the pod, past its sidecar. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host === '0.0.0.0' ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}
