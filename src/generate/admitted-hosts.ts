import type { OutsideCall } from '../mesh/egress/outside-calls.ts';
import { isAddress } from '../mesh/hosts/addresses.ts';
import { groupBy } from '../mesh/once.ts';
import { nameOf } from './names.ts';

/** Hosts that one ServiceEntry can admit: all on the same ports, and all looked up the same way. */
export interface AdmittedHosts {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly AdmittedPort[];
  readonly resolution: 'DNS' | 'NONE';
}

export interface AdmittedPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP';
}

/**
 * Puts the hosts of calls together. Names are looked up in DNS. Wildcards cannot be, and addresses need not, so they go
 * to where the application sends them (`NONE`); an address is no host since Istio 1.1, so it gets a name that nobody calls.
 */
export function admittedHosts(calls: readonly OutsideCall[]): AdmittedHosts[] {
  const byHost = groupBy(calls, ({ host }) => host);
  const all = [...byHost].map(([host, same]) => ({
    host,
    kind: kindOf(host),
    ports: portsOf(same),
  }));
  const sets = groupBy(all, ({ host, kind, ports }) =>
    [kind, kind === 'address' ? host : '', ...ports.map(({ name }) => name)].join(' '),
  );
  return [...sets]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) =>
      same.slice(0, 1).map(({ host, kind, ports }): AdmittedHosts => {
        const isOneAddress = kind === 'address';
        return {
          hosts: isOneAddress
            ? [`ip-${nameOf(host)}.internal`]
            : same.map((each) => each.host).toSorted(),
          addresses: isOneAddress ? [host] : [],
          ports,
          resolution: kind === 'name' ? 'DNS' : 'NONE',
        };
      }),
    );
}

function kindOf(host: string): 'address' | 'name' | 'wildcard' {
  if (isAddress(host)) return 'address';
  return host.startsWith('*') ? 'wildcard' : 'name';
}

function portsOf(calls: readonly OutsideCall[]): AdmittedPort[] {
  const byNumber = new Map(calls.map((call) => [call.port ?? 443, call]));
  return [...byNumber]
    .toSorted(([a], [b]) => a - b)
    .map(([number, call]) => {
      const protocol = protocolOf(call, number);
      const isUsual =
        (protocol === 'HTTPS' && number === 443) || (protocol === 'HTTP' && number === 80);
      const name = protocol.toLowerCase();
      return { number, name: isUsual ? name : `${name}-${number}`, protocol };
    });
}

/** Schemes of protocols that begin with TLS, other than HTTP's. */
const TLS_SCHEMES: readonly string[] = [
  'amqps',
  'ftps',
  'imaps',
  'ldaps',
  'mqtts',
  'rediss',
  'smtps',
];

/**
 * What the sidecar has to take the call for. TLS is matched by SNI, which clients do not send for an address. What
 * is neither HTTP nor TLS for sure, or is so on the port of the other, is passed through as TCP.
 */
function protocolOf({ host, scheme }: OutsideCall, port: number): AdmittedPort['protocol'] {
  const isPlain = scheme === undefined ? port === 80 : ['http', 'ws'].includes(scheme);
  const isTls = scheme === undefined ? port === 443 : ['https', 'wss', 'grpcs'].includes(scheme);
  if (scheme === 'grpc' && port !== 443) return 'GRPC';
  if (TLS_SCHEMES.includes(scheme ?? '') && !isAddress(host)) return 'TLS';
  if (isPlain && port !== 443) return 'HTTP';
  return isTls && port !== 80 && !isAddress(host) ? 'HTTPS' : 'TCP';
}
