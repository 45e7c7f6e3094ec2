import type { HostMention } from './host-mention.ts';
import { readHostValue } from './host-value.ts';
import { readJsonStrings } from './json-strings.ts';
import { type PlacedText, readUrls } from './url-scan.ts';
import { meaningOf } from './variable-names.ts';

/** How the text of a file is written, as far as keys and comments go. */
type Format = 'lines' | 'script' | 'code' | 'hash-code' | 'sql' | 'json' | 'xml' | 'none';

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['json', 'json'],
  ['xml', 'xml'],
  ['config', 'xml'],
  ['sh', 'script'],
  ['bash', 'script'],
  ['sql', 'sql'],
  ['js', 'code'],
  ['mjs', 'code'],
  ['ts', 'code'],
  ['py', 'hash-code'],
  ['rb', 'hash-code'],
  ['groovy', 'code'],
  ['go', 'code'],
  ['java', 'code'],
  ['css', 'none'],
  ['crt', 'none'],
  ['csr', 'none'],
  ['htm', 'none'],
  ['html', 'none'],
  ['key', 'none'],
  ['lua', 'code'],
  ['markdown', 'none'],
  ['md', 'none'],
  ['pem', 'none'],
  ['rego', 'none'],
  ['rst', 'none'],
  ['svg', 'none'],
]);

/** More than this is data, not configuration. UTF-16 units. */
const LONGEST_TEXT = 300_000;

/**
 * The hosts that some configuration text names as places to call. `key` is the name of the file or of the ConfigMap's
 * key, its ending tells the format. Comments, documentation and the values of keys that speak of own names are left out.
 */
export function readConfigHosts(key: string, placed: PlacedText): HostMention[] {
  if (placed.text.length > LONGEST_TEXT || !/[.:]/.test(placed.text)) return [];
  switch (formatOf(key, placed.text)) {
    case 'none':
      return [];
    case 'json':
      return readJsonStrings(placed.text).flatMap((string) =>
        hostsOfPair(string.key, slice(placed, string.start, string.end)),
      );
    case 'xml':
      return withoutXmlNames(placed);
    case 'script':
      return byLine(placed, SCRIPT);
    case 'code':
      return byLine(placed, CODE);
    case 'hash-code':
      return byLine(placed, HASH_CODE);
    case 'sql':
      return byLine(placed, SQL);
    case 'lines':
      return byLine(placed, PLAIN);
  }
}

function formatOf(key: string, text: string): Format {
  const head = text.slice(0, 400).trimStart();
  if (/^<(?:svg|!doctype html|html)\b/i.test(head)) return 'none';
  if (head.startsWith('<')) return 'xml';
  if (head.startsWith('#!')) return /^#!.*(?:node|deno)/.test(head) ? 'code' : 'script';
  if (head.startsWith('-----BEGIN')) return 'none';
  if (head.startsWith('{') && isDashboard(text)) return 'none';
  const ending = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
  return FORMATS.get(ending) ?? (/^[{[]\s*["{[\]}]/.test(head) ? 'json' : 'lines');
}

/** Grafana's dashboards hold links for browsers. */
function isDashboard(text: string): boolean {
  return text.includes('"panels"') || text.includes('"dashboard"');
}

interface LineSyntax {
  /** Where a comment starts, given the line; its length where there is none. */
  readonly commentStart: (line: string) => number;
  /** Lines that print or document. */
  readonly skip: RegExp;
  /** What stands behind a key may be an expression: only URLs are taken for hosts. */
  readonly isCode?: boolean;
}

const PLAIN: LineSyntax = {
  commentStart: (line) => (/^\s*(?:;|\/\/|rem\s)/i.test(line) ? 0 : hashStart(line)),
  skip: /^\s*(?:"?\$schema"?|#)/,
};
const SCRIPT: LineSyntax = {
  commentStart: hashStart,
  skip: /^\s*(?:echo|printf|log|die|usage)\b[^>|]*$/,
};
const CODE: LineSyntax = {
  commentStart: (line) => {
    const slashes = line.search(/(?<!:)\/\//);
    return /^\s*(?:\/?\*|--)/.test(line) ? 0 : slashes === -1 ? line.length : slashes;
  },
  skip: /^\s*(?:import|package)\b/,
  isCode: true,
};
const HASH_CODE: LineSyntax = {
  commentStart: hashStart,
  skip: /^\s*(?:import|from)\b/,
  isCode: true,
};
const SQL: LineSyntax = {
  commentStart: (line) => (/^\s*(?:--|\/?\*|#)/.test(line) ? 0 : line.length),
  skip: /^\s*--/,
};

/** A `#` starts a comment at the start of a line or after a blank: so do YAML, shell, properties and nginx. */
function hashStart(line: string): number {
  const at = line.search(/(?:^|\s)#/);
  return at === -1 ? line.length : at;
}

function byLine(placed: PlacedText, syntax: LineSyntax): HostMention[] {
  const mentions: HostMention[] = [];
  let parent = '';
  for (const { start, line } of linesOf(placed.text)) {
    const end = syntax.commentStart(line);
    if (end === 0 || syntax.skip.test(line)) continue;
    const pair = pairOf(line.slice(0, end));
    const item = /^\s*-\s/.test(line);
    if (pair !== undefined && pair.value >= end) parent = pair.key;
    else if (!item) parent = '';
    const key = pair?.key ?? (item ? parent : '');
    const from = start + (pair?.value ?? 0);
    const value = slice(placed, from, start + end);
    mentions.push(...(syntax.isCode ? urlsOfPair(key, value) : hostsOfPair(key, value)));
  }
  return mentions;
}

function* linesOf(text: string): Generator<{ readonly start: number; readonly line: string }> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield { start, line: text.slice(start, end).trimEnd() };
    start = end + 1;
  }
}

/** `key: value` (the blank tells it from `host:port`), `key = value`, `export KEY=value`, `- key: value`, `"key": value`. */
function pairOf(line: string): { readonly key: string; readonly value: number } | undefined {
  const match =
    /^\s*(?:-\s+)?(?:export\s+|set\s+)?["']?([A-Za-z_][\w.\-/]{0,120})["']?\s*(?:=|:(?=\s|$))\s*/.exec(
      line,
    );
  return match?.[1] === undefined ? undefined : { key: match[1], value: match[0].length };
}

function urlsOfPair(key: string, value: PlacedText): HostMention[] {
  return meaningOf(key) === 'not-called' ? [] : readUrls(value);
}

function hostsOfPair(key: string, value: PlacedText): HostMention[] {
  return meaningOf(key) === 'host' ? readHostValue(value) : urlsOfPair(key, value);
}

function slice(placed: PlacedText, start: number, end: number): PlacedText {
  return {
    ...placed,
    text: placed.text.slice(start, end),
    offset: (index) => placed.offset(start + index),
  };
}

/** XML: what stands in comments, in `xmlns…` and `xsi:schemaLocation`, and in declarations is no call. */
function withoutXmlNames(placed: PlacedText): HostMention[] {
  const quiet: { start: number; end: number }[] = [];
  for (const match of placed.text.matchAll(
    /<!--|<[!?]|\bxmlns[\w:.-]{0,60}\s*=\s*["']|schemaLocation\s*=\s*["']/g,
  )) {
    const start = match.index;
    if (start < (quiet.at(-1)?.end ?? 0)) continue;
    const close = placed.text.indexOf(closeOf(match[0]), start + match[0].length);
    quiet.push({ start, end: close === -1 ? placed.text.length : close + 1 });
  }
  let from = 0;
  const mentions: HostMention[] = [];
  for (const gap of [...quiet, { start: placed.text.length, end: placed.text.length }]) {
    mentions.push(...readUrls(slice(placed, from, gap.start)));
    from = gap.end;
  }
  return mentions;
}

function closeOf(open: string): string {
  if (open === '<!--') return '-->';
  return open.startsWith('<') ? '>' : open.slice(-1);
}
