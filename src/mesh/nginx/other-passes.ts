import type { NginxDirective } from '../../facts/nginx.ts';
import type { Located } from '../../text.ts';
import { type Configuration, type Whole, wholeOf } from './configuration.ts';
import { type Level, standing, topLevel } from './level.ts';
import {
  isLoopback,
  type ProxyTarget,
  readProxyUrl,
  targetsOfUpstream,
  type Upstreams,
} from './target.ts';
import { valuesOf } from './variables.ts';

/** What nginx speaks to servers, beside HTTP. */
export type OtherProtocol = 'TLS' | 'gRPC' | 'FastCGI' | 'uwsgi' | 'SCGI' | 'memcached';

/** A directive that passes requests on in another protocol than plain HTTP. */
export interface OtherPass {
  /** `grpc_pass`, `fastcgi_pass` and so on. */
  readonly directive: string;
  readonly protocol: OtherProtocol;
  readonly address: Located<string>;
  /** The hosts that are known, past what stays in the pod. */
  readonly targets: readonly ProxyTarget[];
}

/**
 * Directives and what they speak, in the clear; those with a scheme for TLS beside it. None has a default port (nginx 1.29:
 * ngx_http_grpc_pass, ngx_http_fastcgi_pass, ngx_http_uwsgi_pass, ngx_http_scgi_pass, ngx_http_memcached_pass).
 */
const DIRECTIVES: ReadonlyMap<string, { readonly clear: OtherProtocol; readonly tls?: RegExp }> =
  new Map([
    ['fastcgi_pass', { clear: 'FastCGI' }],
    ['grpc_pass', { clear: 'gRPC', tls: /^grpcs:\/\//i }],
    ['memcached_pass', { clear: 'memcached' }],
    ['scgi_pass', { clear: 'SCGI' }],
    ['uwsgi_pass', { clear: 'uwsgi', tls: /^suwsgi:\/\//i }],
  ]);

/** All directives of a configuration that pass HTTP requests on in another protocol, but for `proxy_pass`. */
export function otherPasses(configuration: Configuration): OtherPass[] {
  const whole = wholeOf(configuration);
  const top = topLevel(configuration.directives, configuration.surroundings);
  return [...standing(top, (name) => DIRECTIVES.has(name))].flatMap(
    ({ directive, level }) => readPass(directive, level, whole) ?? [],
  );
}

function readPass(
  { name, args }: NginxDirective,
  level: Level,
  { maps, upstreams }: Whole,
): OtherPass | undefined {
  const [address] = args;
  const spoken = DIRECTIVES.get(name);
  if (!address || !spoken) return undefined;
  const values = valuesOf(address.value, level, maps);
  const protocols = new Set(
    values.map((value) => (spoken.tls?.test(value) ? 'TLS' : spoken.clear)),
  );
  const [protocol, ...others] = protocols;
  if (!protocol || others.length > 0) return undefined;
  const targets = values.flatMap((value) => targetsOf(value, upstreams));
  return {
    directive: name,
    protocol,
    address,
    targets: targets.filter(({ host }) => !isLoopback(host)),
  };
}

function targetsOf(value: string, upstreams: Upstreams): readonly ProxyTarget[] {
  const authority = value.replace(/^[a-z]{1,10}:\/\//i, '');
  const upstream = upstreams.get(authority.toLowerCase());
  if (upstream) return targetsOfUpstream(upstream).targets;
  const { target } = readProxyUrl(`http://${authority}`);
  return target && /:\d+$/.test(authority) ? [target] : [];
}
