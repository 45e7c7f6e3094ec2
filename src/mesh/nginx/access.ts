import type { NginxDirective } from '../../facts/nginx.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { Configuration } from './configuration.ts';
import { mayMatter } from './include.ts';
import { innerLevel, type Level, outwards, topLevel } from './level.ts';
import { readListen } from './listen.ts';

/** `allow` and `deny` of one level, in their order. */
export interface AccessList {
  readonly rules: readonly AccessRule[];
  /** The ports that requests for it come in by; loopback and sockets are left out. */
  readonly ports: readonly number[];
  /** Whose word about the client's address is taken: the values of `set_real_ip_from`. */
  readonly trusted: readonly string[];
}

export interface AccessRule {
  readonly verdict: 'allow' | 'deny';
  /** An address, a range, or `all`. */
  readonly of: Located<string>;
}

/**
 * The access lists of a configuration, each once, as nginx inherits them: all of a level or none
 * (ngx_http_access_merge_loc_conf, ngx_http_realip_merge_loc_conf, nginx 1.29). Left out are those of which something cannot
 * be known, and those that `satisfy any` makes one condition of several.
 */
export function accessLists({ directives, surroundings }: Configuration): AccessList[] {
  return listsIn(topLevel(directives, surroundings));
}

function listsIn(level: Level): AccessList[] {
  const inner = level.directives.flatMap((directive) => innerLevel(directive, level) ?? []);
  const own = listOf(level);
  return [...(own ? [own] : []), ...inner.flatMap(listsIn)];
}

function listOf(level: Level): AccessList | undefined {
  const rules = named(level, 'allow', 'deny').flatMap(readRule);
  const around = [...outwards(level)];
  const isKnown =
    rules.every(({ of }) => !isTemplated(of.value)) &&
    around.every((each) => !each.unknownOuter && !each.directives.some(mayAddTo));
  if (rules.length === 0 || !isKnown || isOneOfSeveral(around)) return undefined;
  const trusted = around
    .map((each) => named(each, 'set_real_ip_from'))
    .find((all) => all.length > 0);
  return {
    rules,
    ports: portsOf(level, around),
    trusted: (trusted ?? []).flatMap(({ args }) => args[0]?.value ?? []),
  };
}

function readRule({ name, args }: NginxDirective): AccessRule[] {
  const [of] = args;
  return of ? [{ verdict: name === 'allow' ? 'allow' : 'deny', of }] : [];
}

function named(level: Level, ...names: readonly string[]): NginxDirective[] {
  return level.directives.filter(({ name }) => names.includes(name));
}

function mayAddTo(directive: NginxDirective): boolean {
  return directive.name === 'include' && mayMatter(directive);
}

function isOneOfSeveral(around: readonly Level[]): boolean {
  const satisfy = around.map((each) => named(each, 'satisfy')).find((all) => all.length > 0);
  return satisfy?.at(-1)?.args[0]?.value === 'any';
}

/** Of the server around a level; of all servers within, where it is outside of them. */
function portsOf(level: Level, around: readonly Level[]): number[] {
  const server = around.find(({ context }) => context === 'server');
  return server ? listened(server) : serversIn(level).flatMap(listened);
}

function serversIn(level: Level): Level[] {
  const inner = level.directives.flatMap((directive) => innerLevel(directive, level) ?? []);
  return inner.flatMap((each) => (each.context === 'server' ? [each] : serversIn(each)));
}

/** `listen`, where nothing is written 80 (ngx_http_core_module; nginx runs as root in its own image). */
function listened(server: Level): number[] {
  const addresses = named(server, 'listen').flatMap(({ args }) => args[0]?.value ?? []);
  if (addresses.length === 0) return [80];
  return addresses.map(readListen).flatMap((listen) => {
    return typeof listen === 'string' || listen.loopback ? [] : listen.port;
  });
}
