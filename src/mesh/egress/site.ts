import { isAddress } from '../hosts/addresses.ts';

/** Second labels under which countries register names: `co.uk`, `com.br`. */
const REGISTRIES: ReadonlySet<string> = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'go',
  'gov',
  'ne',
  'net',
  'or',
  'org',
]);

/** What hosts of one owner have in common: the registered domain, as far as it can be told without a list of suffixes. */
export function siteOf(host: string): string {
  if (isAddress(host)) return host;
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isCountry = top.length === 2 && REGISTRIES.has(second);
  return labels.slice(isCountry ? -3 : -2).join('.');
}
