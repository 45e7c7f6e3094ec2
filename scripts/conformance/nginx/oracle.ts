import { readNginx } from '../../../src/facts/nginx.ts';
import {
  type ProxyPass,
  proxyPasses,
  sentHttpVersion,
} from '../../../src/mesh/nginx/proxy-pass.ts';
import { type Position, positions } from '../../../src/text.ts';
import { type Comparison, type Entry, type ExpectedPass, readEntries, readText } from './suite.ts';

/** Compares what nginx sends by each `proxy_pass`: version, Host, and the place of the directive. */
export function compareSent(folder: string): Comparison {
  const entries = readEntries(folder);
  const certain = entries.map(({ proxy_pass }) => proxy_pass.filter((pass) => pass.certain).length);
  return {
    what: 'what proxy_pass sends',
    compared: certain.reduce((sum, count) => sum + count, 0),
    differences: entries.flatMap((entry) => comparePasses(folder, entry)),
  };
}

function comparePasses(folder: string, entry: Entry): string[] {
  const text = readText(folder, entry);
  const at = { file: entry.file, start: 0, end: text.length };
  const { directives } = readNginx(entry.file, { text, offset: (index) => index }, at).text;
  const place = positions(text);
  const byPlace = new Map(
    proxyPasses({ directives, surroundings: 'nothing' }).map((pass) => [
      shown(place(pass.at.start)),
      pass,
    ]),
  );
  return entry.proxy_pass
    .filter((expected) => expected.certain)
    .flatMap((expected) => {
      const where = `${entry.file}:${shown(expected)}`;
      const pass = byPlace.get(shown(expected));
      if (!pass) return [`${where}: not found`];
      const differences = comparePass(expected, pass, text);
      return differences.map((difference) => `${where}: ${difference}`);
    });
}

function shown({ line, column }: Position): string {
  return `${line}:${column}`;
}

function comparePass(expected: ExpectedPass, pass: ProxyPass, text: string): string[] {
  const place = positions(text);
  const {
    proxy_http_version: version,
    proxy_http_version_from: from,
    http10_trap: trap,
  } = expected;
  const { httpVersion, host } = pass;
  const setIn = httpVersion ? place(httpVersion.at.start).line : undefined;
  const source = host.source === 'default' ? 'default $proxy_host' : host.source;
  return [
    ...unequal('URL', expected.url, pass.url.value),
    ...unequal('version', version ?? undefined, httpVersion?.value),
    ...unequal('line of the version', from?.line, setIn),
    ...unequal('source of Host', expected.host_source, source),
    ...unequal('Host', expected.host, expectedForm(pass, text)),
    ...unequal(
      '1.0 before 1.29.7',
      trap?.['before_1.29.7'],
      sentHttpVersion(pass, '1.0') === '1.0',
    ),
    ...unequal('1.0 since 1.29.7', trap?.['since_1.29.7'], sentHttpVersion(pass, '1.1') === '1.0'),
    ...unequal('certain', undefined, pass.unknownVersion ?? pass.unknownHost),
  ];
}

/** The Host as the suite writes it: it fills in no variables, and says nothing of sockets and of URLs without a host. */
function expectedForm({ host, url }: ProxyPass, text: string): string {
  if (host.at) return text.slice(host.at.start, host.at.end).replace(/^"(.*)"$/, '$1');
  if (url.value === 'http://') return '';
  const authority = url.value.split('/')[2] ?? '';
  return /^$|^unix:|\$/.test(authority) ? '$proxy_host' : host.value;
}

export function unequal(what: string, expected: unknown, actual: unknown): string[] {
  return expected === actual ? [] : [`${what}: expected ${expected} but got ${actual}`];
}
