import { isTemplated } from '../../text.ts';

/** One `host:port` of a URL or a list. Indexes are into the text it was read from. */
export interface Authority {
  /** Lower case, without trailing dot. */
  readonly name: string;
  readonly port?: number;
  /** There is a port, but a tool fills it in. */
  readonly portUnknown: boolean;
  readonly start: number;
  readonly end: number;
}

/** Whether a lower-case word is a host name of RFC 1123 (underscores allowed, as DNS servers do) or an IPv4 address. */
export function isHostName(word: string): boolean {
  if (word === '' || word.length > 253) return false;
  const labels = word.split('.');
  if (!labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)))
    return false;
  const last = labels.at(-1) ?? '';
  return isIpv4(word) || (labels.length === 1 ? /[a-z]/.test(last) : isTopLabel(last));
}

function isTopLabel(label: string): boolean {
  return /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(label);
}

/** Whether a word is an IPv4 address in the usual four decimal parts. */
export function isIpv4(word: string): boolean {
  const parts = word.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

/** Cuts user and password off an authority and splits the hosts that remain at their commas. */
export function splitAuthority(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number }[] {
  const user = text.slice(start, end).lastIndexOf('@');
  const parts: { start: number; end: number }[] = [];
  let from = user === -1 ? start : start + user + 1;
  for (let index = from; index <= end; index++) {
    if (index !== end && text.charAt(index) !== ',') continue;
    if (index > from) parts.push({ start: from, end: index });
    from = index + 1;
  }
  return parts;
}

/** Reads `host`, `host:port` or `tcp(host:port)`; `undefined` where it is no host or a tool fills it in. */
export function readAuthority(text: string, start: number, end: number): Authority | undefined {
  const wrapper = /^[a-z]+\(/.exec(text.slice(start, Math.min(end, start + 20)));
  const from = start + (wrapper?.[0].length ?? 0);
  const written = text.slice(from, end).replace(/[)\].,:]+$/, '');
  const colon = written.indexOf(':');
  const host = colon === -1 ? written : written.slice(0, colon);
  if (isTemplated(host)) return undefined;
  const name = host.replace(/\.$/, '').toLowerCase();
  if (!isHostName(name)) return undefined;
  const rest = colon === -1 ? '' : written.slice(colon + 1);
  const port = /^\d{1,5}$/.test(rest) ? Number(rest) : undefined;
  if (rest !== '' && port === undefined && !isTemplated(rest) && !rest.startsWith('$'))
    return undefined;
  return {
    name,
    ...(port !== undefined && port > 0 && port < 65536 && { port }),
    portUnknown: rest !== '' && port === undefined,
    start: from,
    end: from + name.length,
  };
}
