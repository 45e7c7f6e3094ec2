import ipaddr from 'ipaddr.js';

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;

/** The first label of a wildcard domain: `*`, `*x` or `*-x`. */
const WILDCARD_LABEL =
  /^(?:\*|\*?[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?|\*-[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,60}[a-zA-Z0-9])?)$/;

/**
 * A label of a DNS name, in letters of either case (istio/istio 1.32, pkg/config/labels, `IsDNS1123Label`). All of this file
 * follows istio/istio 1.32, pkg/config/validation.
 */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** A word that some script replaces by a host or an address, such as `GATEWAY_IP`: no name has an underscore. */
const PLACEHOLDER = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** What is looked for first: the library makes an error of every name that is no address, which takes long. */
const FOUR_NUMBERS = /^\d+(?:\.\d+){3}$/;

export function isAddress(text: string): boolean {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text);
  return FOUR_NUMBERS.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** An address, or a range of addresses. */
export function isRange(text: string): boolean {
  if (!text.includes('/')) return isAddress(text) || isPlaceholder(text);
  const [address = '', bits = '', ...more] = text.split('/');
  const most = ipaddr.IPv4.isValidFourPartDecimal(address) ? 32 : 128;
  return more.length === 0 && isAddress(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** A full name: one dot at its end is allowed, and its last label is no number. */
export function isFullName(name: string): boolean {
  return isName(name, (label) => isLabel(label));
}

/** A full name whose first label may be a wildcard. A single label is one, too. */
export function isWildcardDomain(name: string): boolean {
  return isName(name, (label, index) =>
    index === 0 ? WILDCARD_LABEL.test(label) : isLabel(label),
  );
}

function isName(name: string, isPart: (label: string, index: number) => boolean): boolean {
  if (isPlaceholder(name)) return true;
  const labels = name.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return name.length > 0 && name.length <= 255 && labels.every(isPart) && !/^\d+$/.test(last);
}

/** A wildcard that stands for a part of a label, which many places do not take. */
export function isPartialWildcard(name: string): boolean {
  return name.includes('*') && name !== '*' && !name.startsWith('*.');
}

/** What is wrong with a host of a VirtualService, DestinationRule or destination. */
export function hostProblem(host: string): string | undefined {
  if (isWildcardDomain(host)) return undefined;
  return `"${host}" is no host name`;
}

/** Whether some name fits both, each of which may begin with `*`. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const isWild = [a.startsWith('*'), b.startsWith('*')];
  if (isWild[0] && isWild[1])
    return a.slice(1).endsWith(b.slice(1)) || b.slice(1).endsWith(a.slice(1));
  if (isWild[0]) return b.length >= a.length && b.endsWith(a.slice(1));
  return isWild[1] ? a.length >= b.length && a.endsWith(b.slice(1)) : a === b;
}

const LABEL_NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/** What is wrong with a key of labels: an optional DNS prefix and a name. */
export function labelKeyProblem(key: string): string | undefined {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  const isRight =
    more.length === 0 &&
    LABEL_NAME.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && isFullName(prefix)));
  return isRight ? undefined : `"${key}" is no key of a label`;
}

/** What is wrong with a value of labels. */
export function labelValueProblem(value: string): string | undefined {
  return value === '' || LABEL_NAME.test(value) ? undefined : `"${value}" is no value of a label`;
}

/** Names of protocols, in any case (istio/istio 1.32, pkg/config/protocol). */
const PROTOCOLS =
  /^(?:TCP|UDP|GRPC|GRPC-WEB|HTTP|HTTP_PROXY|HTTP2|HTTPS|TLS|MONGO|REDIS|MYSQL|HBONE|DOUBLEHBONE)$/i;
const HTTP = /^(?:GRPC|GRPC-WEB|HTTP|HTTP_PROXY|HTTP2)$/i;
const TLS = /^(?:HTTPS|TLS)$/i;

export function isProtocol(text: string): boolean {
  return PROTOCOLS.test(text);
}

export function isHttp(protocol: string): boolean {
  return HTTP.test(protocol);
}

export function isTls(protocol: string): boolean {
  return TLS.test(protocol);
}
