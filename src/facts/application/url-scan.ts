import type { Span } from '../../text.ts';
import { readAuthority, splitAuthority } from './authority.ts';
import type { HostMention } from './host-mention.ts';

/** Maps an index of some text to its offset in the file that really holds it. */
export type OffsetOf = (index: number) => number;

/** A piece of text with the place of each of its characters. */
export interface PlacedText {
  readonly text: string;
  readonly file: string;
  readonly offset: OffsetOf;
  /** Set where places inside are not known: everything lies here then. */
  readonly whole?: Span;
}

/** The port a client takes when the URL names none. */
const SCHEME_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['grpcs', 443],
  ['ftp', 21],
  ['ssh', 22],
  ['sftp', 22],
  ['smtp', 25],
  ['smtps', 465],
  ['ldap', 389],
  ['ldaps', 636],
  ['amqp', 5672],
  ['amqps', 5671],
  ['sb', 5671],
  ['mqtt', 1883],
  ['mqtts', 8883],
  ['nats', 4222],
  ['kafka', 9092],
  ['redis', 6379],
  ['rediss', 6379],
  ['memcached', 11211],
  ['mongodb', 27017],
  ['mysql', 3306],
  ['mysql2', 3306],
  ['mariadb', 3306],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['sqlserver', 1433],
  ['mssql', 1433],
  ['oracle', 1521],
  ['cassandra', 9042],
  ['clickhouse', 9000],
  ['neo4j', 7687],
  ['bolt', 7687],
]);

/** Schemes after which no host of the network stands. */
const LOCAL_SCHEMES: ReadonlySet<string> = new Set([
  'arn',
  'classpath',
  'configmap',
  'docker',
  'dns',
  'exec',
  'file',
  'gs',
  'jar',
  's3',
  's3a',
  'secret',
  'spiffe',
  'unix',
  'vault',
  'xds',
]);

/** Addresses that name a language, a licence or a permission; nobody calls them. Host, then start of the path. */
const NAMES_NOT_CALLS: readonly (readonly [host: RegExp, path: string])[] = [
  [/^(www\.)?w3\.org$/, '/'],
  [/^(www\.)?(json-)?schema\.org$/, ''],
  [/^schemas\.[a-z.]+$/, ''],
  [/^xmlns\.[a-z.]+$/, ''],
  [/^java\.sun\.com$/, '/'],
  [/^(www\.)?springframework\.org$/, '/schema'],
  [/^maven\.apache\.org$/, '/POM'],
  [/^maven\.apache\.org$/, '/xsd'],
  [/^maven\.apache\.org$/, '/SETTINGS'],
  [/^(www\.)?apache\.org$/, '/licenses'],
  [/^(www\.)?gnu\.org$/, '/licenses'],
  [/^(www\.)?opensource\.org$/, '/licenses'],
  [/^creativecommons\.org$/, '/'],
  [/^ogp\.me$/, '/ns'],
  [/^purl\.org$/, ''],
  [/^(www\.)?figma\.com$/, '/figma/ns'],
  [/^(www\.)?(inkscape|sodipodi)\.(org|sourceforge\.net)$/, '/'],
  // OAuth scopes are spelt as addresses.
  [/^www\.googleapis\.com$/, '/auth/'],
];

const LONGEST_SCHEME = 32;
const LONGEST_AUTHORITY = 2000;

/**
 * The hosts of all URLs in a text (`scheme://user:password@host:port/…`, several hosts separated by commas, as
 * MongoDB and Kafka write them). Schemes that stay on the machine, names of XML languages, licences and OAuth scopes
 * are left out, and so are hosts that a tool fills in (`https://${HOST}/`). Linear in the length of the text.
 */
export function readUrls(placed: PlacedText): HostMention[] {
  const mentions: HostMention[] = [];
  const { text } = placed;
  let end = 0;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', end)) {
    const start = at + 3;
    end = authorityEnd(text, start);
    const scheme = schemeBefore(text, at);
    if (scheme === '' || LOCAL_SCHEMES.has(scheme)) continue;
    if (isNameNotCall(text, start, end)) continue;
    mentions.push(...mentionsOf(placed, scheme, start, end));
  }
  return mentions;
}

function mentionsOf(placed: PlacedText, scheme: string, start: number, end: number): HostMention[] {
  const service = scheme.endsWith('+srv');
  const plain = scheme.split('+', 1)[0] ?? scheme;
  const port = service ? undefined : SCHEME_PORTS.get(plain);
  const found: HostMention[] = [];
  for (const part of splitAuthority(placed.text, start, end)) {
    const host = readAuthority(placed.text, part.start, part.end);
    if (host === undefined) continue;
    const known = host.port ?? (host.portUnknown ? undefined : port);
    found.push({
      host: host.name,
      ...(known !== undefined && { port: known }),
      scheme,
      at: spanOf(placed, host.start, host.end),
    });
  }
  return found;
}

/** The place in the file of a piece of the text; `end` is after its last character. */
export function spanOf(placed: PlacedText, start: number, end: number): Span {
  if (placed.whole !== undefined) return placed.whole;
  return {
    file: placed.file,
    start: placed.offset(start),
    end: placed.offset(Math.max(start, end - 1)) + 1,
  };
}

function schemeBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < LONGEST_SCHEME && isSchemeCharacter(text, start - 1)) start--;
  const scheme = text.slice(start, end).toLowerCase();
  const first = scheme.search(/[a-z]/);
  return first === -1 ? '' : scheme.slice(first);
}

function isSchemeCharacter(text: string, index: number): boolean {
  return /[A-Za-z0-9+.-]/.test(text.charAt(index));
}

function authorityEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_AUTHORITY);
  let end = start;
  while (end < limit && !/[\s/?#"'`<>\\|;)&]/.test(text.charAt(end))) {
    // `{{ }}`, `${ }` and `$( )` belong to the authority with all they hold.
    const close = closerOf(text, end);
    end = close === undefined ? end + 1 : skipTo(text, close, end + 2, limit);
  }
  return end;
}

function closerOf(text: string, index: number): string | undefined {
  const two = text.slice(index, index + 2);
  if (two === '{{') return '}}';
  if (two === '${') return '}';
  return two === '$(' ? ')' : undefined;
}

function skipTo(text: string, close: string, from: number, limit: number): number {
  const inside = text.slice(from, limit);
  const found = inside.indexOf(close);
  return found === -1 ? limit : from + found + close.length;
}

function isNameNotCall(text: string, start: number, end: number): boolean {
  const host = text.slice(start, end).toLowerCase();
  const path = text.slice(end, end + 40);
  return NAMES_NOT_CALLS.some(([pattern, prefix]) => pattern.test(host) && path.startsWith(prefix));
}
