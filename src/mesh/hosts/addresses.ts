import ipaddr from 'ipaddr.js';

/** What every address of four parts, or with colons, looks like: most hosts are told from one by their first letter. */
const MAY_BE_ADDRESS = /^\d|:/;

/** Whether the text is an IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return (
    MAY_BE_ADDRESS.test(text) &&
    ipaddr.isValid(text) &&
    (text.includes(':') || text.split('.').length === 4)
  );
}

/** Whether a call to this name or address stays on the pod's own loopback interface. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (!isAddress(host)) return false;
  const range = ipaddr.parse(host).range();
  return range === 'loopback' || range === 'unspecified';
}

/** Whether the text is a CIDR range such as `10.0.0.0/8`, without blanks. */
export function isRange(text: string): boolean {
  return text.includes('.') || text.includes(':') ? ipaddr.isValidCIDR(text) : false;
}

/** Whether an address lies in a range such as `10.0.0.0/8`, or is the address itself. */
export function inRange(address: string, range: string): boolean {
  if (!isAddress(address)) return false;
  const parsed = ipaddr.parse(address);
  if (isAddress(range)) return ipaddr.parse(range).toString() === parsed.toString();
  if (!ipaddr.isValidCIDR(range)) return false;
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === parsed.kind() && parsed.match(network, bits);
}

/** Whether a range lies in the address space of private networks, so no public host is in it. */
export function isPrivateRange(range: string): boolean {
  const [address = ''] = range.split('/', 1);
  if (!isAddress(address)) return false;
  const kind = ipaddr.parse(address).range();
  return kind !== 'unicast' && kind !== 'unspecified';
}
