import type { Located } from '../../text.ts';

/** A health check over HTTP/1.0 in HAProxy's configuration, and the servers it goes to. */
export interface HaproxyHttp10Check {
  /** `option httpchk` and what follows it. */
  readonly option: Located<string>;
  /** `host:port` of the servers it checks in plain text. */
  readonly servers: readonly string[];
}

/** Whether a ConfigMap's key may hold HAProxy's configuration. */
export function isHaproxyKey(key: string): boolean {
  return /\.cfg$|haproxy/i.test(key);
}

interface Section {
  readonly isDefaults: boolean;
  option: Located<string> | undefined;
  /** `http-check send … ver HTTP/1.1`, of HAProxy 2.2 and later. */
  newer: boolean;
  checksAll: boolean;
  readonly servers: string[];
}

/**
 * Checks with `option httpchk` that names no version, or HTTP/1.0: HAProxy then sends HTTP/1.0 (HAProxy 3.0 configuration
 * manual, "option httpchk"). What a `defaults` section says holds for the sections behind it.
 */
export function readHaproxyHttp10Checks(
  text: string,
  offset: (index: number) => number,
  file: string,
): HaproxyHttp10Check[] {
  if (!text.includes('httpchk')) return [];
  let defaults = newSection(false);
  const sections: Section[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const words = wordsOf(line);
    const at = { line, start, offset, file };
    if (/^(?:global|defaults|frontend|backend|listen)$/.test(words[0] ?? '')) {
      const section = newSection(words[0] === 'defaults', defaults);
      if (section.isDefaults) defaults = section;
      sections.push(section);
    } else take(words, sections.at(-1) ?? defaults, at);
    start += line.length + 1;
  }
  return sections.flatMap(checkOf);
}

function newSection(isDefaults: boolean, inherited?: Section): Section {
  const { option, newer = false, checksAll = false } = isDefaults ? {} : (inherited ?? {});
  return { isDefaults, option, newer, checksAll, servers: [] };
}

interface Line {
  readonly line: string;
  readonly start: number;
  readonly offset: (index: number) => number;
  readonly file: string;
}

function take(words: readonly string[], section: Section, at: Line): void {
  const [first, second, address] = words;
  if (first === 'option' && second === 'httpchk') section.option = optionOf(words, at);
  if (first === 'http-check' && words.some((word) => /^HTTP\/1\.1$/i.test(word)))
    section.newer = true;
  if (first === 'http-check' && words.includes('ssl')) section.newer = true;
  if (first === 'default-server' && words.includes('check')) section.checksAll = true;
  if (first !== 'server' || address === undefined) return;
  const isChecked = words.includes('check') || section.checksAll;
  const isPlain = !words.some((word) => word === 'ssl' || word === 'check-ssl');
  if (isChecked && isPlain) section.servers.push(address);
}

/** The option, unless it names a version that Envoy speaks. */
function optionOf(
  words: readonly string[],
  { line, start, offset, file }: Line,
): Located<string> | undefined {
  if (words.some((word) => /^HTTP\/(?:1\.1|2)/i.test(word))) return undefined;
  const from = start + line.indexOf('option');
  const to = start + line.replace(/#.*$/, '').trimEnd().length;
  return { value: words.join(' '), at: { file, start: offset(from), end: offset(to) } };
}

function wordsOf(line: string): string[] {
  const code = line.replace(/#.*$/, '').trim();
  return code === '' ? [] : code.split(/[ \t]+/);
}

function checkOf({ isDefaults, option, newer, servers }: Section): HaproxyHttp10Check[] {
  return isDefaults || !option || newer || servers.length === 0 ? [] : [{ option, servers }];
}
