import { providers } from './providers.ts';

/** Names that people write for others; each was met in an article or a repository. */
const MISTAKES: readonly (readonly [wrong: string, right: string])[] = [
  ['metadata.google.com', 'metadata.google.internal'],
  ['storage.google.com', 'storage.googleapis.com'],
];

/** Shorter names are too near to each other: `stripe.com` and `strike.com` both exist. */
const LEAST_LENGTH = 8;

const domains: ReadonlySet<string> = new Set(
  providers
    .flatMap((provider) => provider.hosts)
    .map(({ host }) => domainOf(host))
    .filter((domain) => !domain.includes('{')),
);

/** Those that are long enough to be misspelt, by their two labels. */
const longDomains: readonly (readonly [name: string, top: string])[] = [...domains]
  .map(labelsOf)
  .filter(([name]) => name.length >= LEAST_LENGTH);

/**
 * The host that was meant, where a name is one or two letters away from that of a known provider: the domain of two
 * labels is compared, under the same top-level domain. `undefined` where nothing is wrong, as far as is known.
 */
export function meantHost(host: string): string | undefined {
  const known = MISTAKES.find(([wrong]) => wrong === host);
  if (known) return known[1];
  if (isNear(host, 'metadata.google.internal')) return 'metadata.google.internal';
  const domain = domainOf(host);
  if (domains.has(domain)) return undefined;
  const [name, top] = labelsOf(domain);
  const meant = longDomains.find(([right, rightTop]) => top === rightTop && isNear(name, right));
  return meant && host.slice(0, host.length - domain.length) + meant.join('.');
}

/** The last two labels of a host. */
function domainOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

function labelsOf(domain: string): readonly [name: string, top: string] {
  const [name = '', top = ''] = domain.split('.');
  return [name, top];
}

/** One letter more, less, or other, or two neighbours exchanged; two of these where the word is long. */
function isNear(word: string, right: string): boolean {
  if (word === right) return false;
  const most = right.length >= 12 ? 2 : 1;
  return Math.abs(word.length - right.length) <= most && distance(word, right) <= most;
}

/** How many letters must be added, left out, changed or exchanged with their neighbour. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from.charAt(i - 1) === to.charAt(j - 1) ? 0 : 1;
      const exchanged =
        from.charAt(i - 1) === to.charAt(j - 2) && from.charAt(i - 2) === to.charAt(j - 1)
          ? (before[j - 2] ?? Infinity) + 1
          : Infinity;
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, exchanged),
      );
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
