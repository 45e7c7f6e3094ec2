import type { Located } from '../../text.ts';
import { readConfigHosts } from './config-text.ts';
import type { HostMention } from './host-mention.ts';
import { readHostValue } from './host-value.ts';
import { type OffsetOf, type PlacedText, readUrls } from './url-scan.ts';
import { meaningOf } from './variable-names.ts';

/**
 * The hosts that an environment variable names as places to call: those of its URLs and, where the name says so
 * (`REDIS_URL`, `DB_HOST`, `KAFKA_BROKERS`), bare `host:port`. None where the name speaks of the application's own
 * names or of what it lets in (`ALLOWED_HOSTS`, `CORS_ORIGINS`, `ROOT_URL`, `OAUTH_REDIRECT_URI`).
 */
export function hostsInVariable(name: string, value: Located<string>): HostMention[] {
  const meaning = meaningOf(name);
  if (meaning === 'not-called') return [];
  const placed = placedValue(value);
  if (/^\s*[[{<]|\n/.test(value.value)) return once(readConfigHosts(name, placed));
  return once(meaning === 'host' ? readHostValue(placed) : readUrls(placed));
}

/**
 * The hosts that the words of a command name: URLs, and the values of flags whose name says so (`--redis-addr=…`,
 * `--db-host …`). A word of several lines is read as a shell script.
 */
export function hostsInCommand(words: readonly Located<string>[]): HostMention[] {
  const mentions: HostMention[] = [];
  let flag = '';
  for (const word of words) {
    mentions.push(...hostsInWord(word, flag));
    flag = /^--?[A-Za-z][\w.-]*$/.test(word.value) ? word.value : '';
  }
  return once(mentions);
}

function hostsInWord(word: Located<string>, flag: string): HostMention[] {
  if (/\s/.test(word.value)) return readConfigHosts('command.sh', placedValue(word));
  const pair = /^-{0,2}([A-Za-z][\w.-]{0,100})=/.exec(word.value);
  const name = pair?.[1] ?? flag;
  const meaning = meaningOf(name);
  if (meaning === 'not-called') return [];
  const placed = partOf(placedValue(word), pair?.[0].length ?? 0);
  return meaning === 'host' && name !== '' ? readHostValue(placed) : readUrls(placed);
}

/**
 * The hosts that a configuration file names as places to call. `key` is its name or the ConfigMap's key, whose ending
 * tells the format; a value of one line is read as that of a variable with this name. `offset` maps an index of `text`
 * to the offset in `file`.
 */
export function hostsInConfigText(
  key: string,
  text: string,
  offset: OffsetOf,
  file: string,
): HostMention[] {
  const placed = { text, offset, file };
  if (/\n.*\S/.test(text.trim()) || /\.[a-z]{2,10}$/i.test(key)) {
    return once(readConfigHosts(key, placed));
  }
  const meaning = meaningOf(key);
  if (meaning === 'not-called') return [];
  return once(meaning === 'host' ? readHostValue(placed) : readConfigHosts(key, placed));
}

/** The hosts of all URLs in any text. */
export function readHostMentions(text: string, offset: OffsetOf, file: string): HostMention[] {
  return once(readUrls({ text, offset, file }));
}

/** Each host, port and scheme once, where it is first named. */
function once(mentions: readonly HostMention[]): HostMention[] {
  const seen = new Set<string>();
  return mentions.filter(({ host, port, scheme }) => {
    const key = `${scheme ?? ''}://${host}:${port ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * The places inside a scalar. They are exact where it is written on one line without escapes, as the length tells;
 * else each is the whole scalar.
 */
function placedValue({ value, at }: Located<string>): PlacedText {
  const extra = at.end - at.start - value.length;
  if (extra === 0 || extra === 2) {
    return { text: value, file: at.file, offset: (index) => at.start + extra / 2 + index };
  }
  return { text: value, file: at.file, offset: () => at.start, whole: at };
}

function partOf(placed: PlacedText, from: number): PlacedText {
  return {
    ...placed,
    text: placed.text.slice(from),
    offset: (index) => placed.offset(from + index),
  };
}
