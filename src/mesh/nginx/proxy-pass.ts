import type { NginxDirective } from '../../facts/nginx.ts';
import type { Located, Span } from '../../text.ts';
import { type Configuration, type Whole, wholeOf } from './configuration.ts';
import {
  type Inherited,
  inherited,
  type Level,
  mayHoldMore,
  placeForLines,
  standing,
  topLevel,
} from './level.ts';
import {
  isLoopback,
  type ProxyTarget,
  type ProxyUrl,
  readProxyUrl,
  targetsOfUpstream,
  type Upstreams,
} from './target.ts';
import { type Maps, valuesOf } from './variables.ts';

/** One `proxy_pass` for HTTP, with all that other directives make of it. */
export interface ProxyPass {
  readonly url: Located<string>;
  /** The whole directive. */
  readonly at: Span;
  /** Before what starts at this place new lines can set something for its block; see `placeForLines`. */
  readonly newLinesAt?: Span;
  /** Absent where a variable or a template decides. */
  readonly scheme?: 'http' | 'https';
  /** `loopback`: all targets are in the pod. `variable`: variables that are constant decide. */
  readonly kind: 'literal' | 'upstream' | 'variable' | 'unknown' | 'unix' | 'loopback';
  /** The hosts that are known. */
  readonly targets: readonly ProxyTarget[];
  /** The name of the upstream block. */
  readonly upstream?: string;
  /** The nearest `proxy_http_version`; absent: none is set. */
  readonly httpVersion?: Located<string>;
  readonly host: SentHost;
  readonly headers: HeadersInForce;
  /** The nearest `resolver`: the servers it names, and its settings; empty where there is none. */
  readonly resolver: readonly string[] | 'unknown';
  /** Texts that are not known may define upstream blocks. */
  readonly mayHoldUpstreams: boolean;
  /** Why the version or the Host header cannot be known. */
  readonly unknownVersion?: string;
  readonly unknownHost?: string;
}

/** The `proxy_set_header` that take effect for a `proxy_pass`. */
export interface HeadersInForce {
  /** Whether they stand in the block where `newLinesAt` is. */
  readonly beside: boolean;
  /** In lower case. */
  readonly names: readonly string[];
  /** The last of them, if new lines can be put behind it. */
  readonly lastAt?: Span;
}

/** The Host header that nginx sends. */
export interface SentHost {
  /** With constant variables filled in; `$host` and the like as written. */
  readonly value: string;
  readonly source: 'proxy_set_header' | 'default';
  /** The value in the `proxy_set_header` that sets it. */
  readonly at?: Span;
  /** That `proxy_set_header`, if new lines can be put behind it. */
  readonly lineAt?: Span;
}

/** What nginx sends to other servers by this configuration. `stream` is left out. */
export function proxyPasses(configuration: Configuration): ProxyPass[] {
  const whole = wholeOf(configuration);
  const top = topLevel(configuration.directives, configuration.surroundings);
  return [...standing(top, (name) => name === 'proxy_pass')].flatMap(({ directive, level }) =>
    readProxyPass(directive, level, whole),
  );
}

function readProxyPass(directive: NginxDirective, level: Level, whole: Whole): ProxyPass[] {
  const [url] = directive.args;
  const isStream = level.context === 'server';
  if (!url || isStream) return [];
  const urls = valuesOf(url.value, level, whole.maps).map(readProxyUrl);
  const version = inherited(level, 'proxy_http_version');
  const headers = inherited(level, 'proxy_set_header');
  const resolver = inherited(level, 'resolver');
  const httpVersion = version.directives[0]?.args[0];
  const block = blockOf(level);
  const newLinesAt = placeForLines(block);
  return [
    {
      url,
      at: directive.at,
      ...(newLinesAt && { newLinesAt }),
      ...readTargets(urls, url.value, whole.upstreams),
      ...(httpVersion && { httpVersion }),
      host: sentHost(headers, urls, level, whole.maps),
      headers: headersInForce(headers, block),
      resolver:
        resolver.unknown === undefined
          ? resolver.directives.flatMap(({ args }) => args.map(({ value }) => value))
          : 'unknown',
      mayHoldUpstreams: mayHoldMore(level),
      ...(version.unknown !== undefined && { unknownVersion: version.unknown }),
      ...(headers.unknown !== undefined && { unknownHost: headers.unknown }),
    },
  ];
}

function readTargets(
  urls: readonly ProxyUrl[],
  written: string,
  upstreams: Upstreams,
): Pick<ProxyPass, 'kind' | 'scheme' | 'targets' | 'upstream'> {
  const [first] = urls;
  const scheme = urls.every((url) => url.scheme === first?.scheme) ? first?.scheme : undefined;
  const ends = urls.map((url) => endOf(url, upstreams));
  const targets = ends.flatMap((end) => end.targets);
  const upstream = ends.find((end) => end.upstream !== undefined)?.upstream;
  return {
    kind: kindOf(ends, written),
    targets,
    ...(scheme && { scheme }),
    ...(upstream !== undefined && { upstream }),
  };
}

/** Where one URL leads. */
interface End {
  readonly targets: readonly ProxyTarget[];
  readonly unix: boolean;
  readonly complete: boolean;
  readonly upstream?: string;
}

function endOf({ kind, target, proxyHost }: ProxyUrl, upstreams: Upstreams): End {
  if (!target) return { targets: [], unix: kind === 'unix', complete: kind === 'unix' };
  const upstream = upstreams.get(proxyHost.toLowerCase());
  if (!upstream) return { targets: [target], unix: false, complete: true };
  return { ...targetsOfUpstream(upstream), upstream: upstream.args[0]?.value ?? proxyHost };
}

function kindOf(ends: readonly End[], written: string): ProxyPass['kind'] {
  const targets = ends.flatMap((end) => end.targets);
  if (ends.some((end) => !end.complete)) return 'unknown';
  if (targets.every(({ host }) => isLoopback(host)))
    return targets.length === 0 ? 'unix' : 'loopback';
  if (ends.some((end) => end.upstream !== undefined)) return 'upstream';
  return written.includes('$') ? 'variable' : 'literal';
}

function sentHost(
  headers: Inherited,
  urls: readonly ProxyUrl[],
  level: Level,
  maps: Maps,
): SentHost {
  const header = headers.directives.find(({ args }) => args[0]?.value.toLowerCase() === 'host');
  const value = header?.args[1];
  if (!value) return { value: defaultHost(urls), source: 'default' };
  const values = valuesOf(value.value, level, maps);
  const constant = values.length === 1 ? (values[0] ?? value.value) : value.value;
  return {
    value: constant,
    source: 'proxy_set_header',
    at: value.at,
    ...(header.ownLine && { lineAt: header.at }),
  };
}

function defaultHost(urls: readonly ProxyUrl[]): string {
  const hosts = new Set(urls.map((url) => url.proxyHost));
  const [host = '$proxy_host'] = hosts;
  return hosts.size === 1 ? host : '$proxy_host';
}

/**
 * The version nginx speaks to the target. `defaultVersion` is that of nginx: 1.0 up to 1.29.6, 1.1 since 1.29.7 (nginx CHANGES).
 */
export function sentHttpVersion({ httpVersion }: ProxyPass, defaultVersion: string): string {
  return httpVersion?.value ?? defaultVersion;
}

/** The block that settings for a `proxy_pass` may stand in: the `location`, also for one in `if` or `limit_except`. */
function blockOf(level: Level): Level {
  const isConditional = level.context === 'if' || level.context === 'limit_except';
  return isConditional && level.outer ? blockOf(level.outer) : level;
}

function headersInForce({ directives, level }: Inherited, block: Level): HeadersInForce {
  const last = directives.at(-1);
  return {
    beside: level === block,
    names: directives.map(({ args }) => (args[0]?.value ?? '').toLowerCase()),
    ...(last?.ownLine && { lastAt: last.at }),
  };
}
