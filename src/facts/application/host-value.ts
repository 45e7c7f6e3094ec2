import { isHostName, readAuthority } from './authority.ts';
import type { HostMention } from './host-mention.ts';
import { type PlacedText, readUrls, spanOf } from './url-scan.ts';

/** Endings of two-label words that are files and code, not hosts: `config.yaml`, `com.mysql.jdbc.Driver` has more. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'bin cert cfg class conf crt css csv db dll env exe gz html ini jar js json key log pem php pid properties rb sock sql svg tar tgz tmpl tmp toml txt war xml yaml yml zip'.split(
    ' ',
  ),
);

/**
 * The hosts of a value that is known to hold hosts, such as that of `REDIS_URL`, `DB_HOST` or `KAFKA_BROKERS`: URLs,
 * else a list of `host` and `host:port` separated by commas or spaces, else the parts of a connection string that name
 * one (`Server=…;`, `host=… port=…`, `user@tcp(host:3306)/db`, `jdbc:oracle:thin:@host:1521:sid`).
 */
export function readHostValue(placed: PlacedText): HostMention[] {
  const urls = readUrls(placed);
  if (urls.length > 0 || placed.text.includes('://')) return urls;
  return piecesOf(placed.text).flatMap((piece) => bareHost(placed, piece) ?? []);
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(/[^\s,;"'`[\]{}]+/g)) {
    const start = match.index;
    pieces.push(withoutKey(text, { start, end: start + match[0].length }));
  }
  return pieces;
}

/** Cuts `Server=`, `Data Source=tcp:`, `user:password@` and what follows a `/` or `?` off a piece. */
function withoutKey(text: string, piece: Piece): Piece {
  const word = text.slice(piece.start, piece.end);
  const key =
    /^(?:[A-Za-z_-]{1,40}=)?(?:tcp:|np:|jdbc:oracle:thin:@(?:\/\/)?)?/.exec(word)?.[0] ?? '';
  const path = word.slice(key.length).search(/[/?]/);
  const end = path === -1 ? word.length : key.length + path;
  const user = word.slice(key.length, end).lastIndexOf('@');
  return { start: piece.start + key.length + user + 1, end: piece.start + end };
}

function bareHost(placed: PlacedText, piece: Piece): HostMention | undefined {
  const written = placed.text.slice(piece.start, piece.end);
  const oracle = /^([A-Za-z0-9._-]+:\d{1,5}):[A-Za-z0-9_]+$/.exec(written)?.[1];
  const end = oracle === undefined ? piece.end : piece.start + oracle.length;
  const host = readAuthority(placed.text, piece.start, end);
  if (host === undefined || !isPlausible(host.name, host.port)) return undefined;
  return {
    host: host.name,
    ...(host.port !== undefined && { port: host.port }),
    at: spanOf(placed, host.start, host.end),
  };
}

/** A single label is a host only with a port beside it; a name that ends like a file is none. */
function isPlausible(name: string, port: number | undefined): boolean {
  if (!isHostName(name)) return false;
  const labels = name.split('.');
  if (labels.length === 1) return port !== undefined;
  return port !== undefined || !FILE_ENDINGS.has(labels.at(-1) ?? '');
}
