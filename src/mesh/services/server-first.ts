import type { ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';

/** Protocols whose clients wait for the server's greeting, by the names that ports have for them. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['ftp', 'FTP'],
  ['imap', 'IMAP'],
  ['mariadb', 'MySQL'],
  ['nats', 'NATS'],
  ['pop3', 'POP3'],
  ['sftp', 'SSH'],
  ['smtp', 'SMTP'],
  ['ssh', 'SSH'],
  ['submission', 'SMTP'],
]);

/** And by the ports that are theirs (IANA, Service Name and Transport Protocol Port Number Registry; NATS by its own default). */
const BY_NUMBER: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [110, 'POP3'],
  [143, 'IMAP'],
  [587, 'SMTP'],
  [4222, 'NATS'],
]);

/** What such servers have beside, on other ports. */
const BESIDE = /-(?:admin|api|exporter|health|https?|metrics?|monitor(?:ing)?|tls|ui|web|ws)\b/i;

/**
 * The protocol of a port on which connections hang: the proxy looks for the client's first bytes to tell the protocol, and the
 * client waits for the server's. Up to Istio 1.7 it gave up after some milliseconds, since 1.8 never
 * (istio/istio pull request 28119), unless `protocolDetectionTimeout` says so (istio.io, application requirements, server first protocols).
 */
export function stalledProtocol(mesh: Mesh, port: ServicePort): string | undefined {
  if (mesh.protocol(port) !== 'sniffed' || !mesh.settings.waitsForClients.value) return undefined;
  const name = (port.appProtocol ?? port.name)?.value.toLowerCase() ?? '';
  if (BESIDE.test(name)) return undefined;
  return BY_NAME.get(name.split('-', 1)[0] ?? '') ?? BY_NUMBER.get(port.number.value);
}
