import type { KubernetesGateway } from '../../facts/gke/kinds.ts';
import type { GatewayServer, IstioGateway } from '../../facts/istio/kinds.ts';
import { entryOf, type Located, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { gatewayHost } from './host-patterns.ts';

/** One host that one server of a Gateway listens for. */
export interface ServedHost {
  readonly gateway: IstioGateway | KubernetesGateway;
  readonly at: Span;
  /** Without the namespace in front; `*` for every host. */
  readonly host: string;
  /** Only VirtualServices of this namespace may use it. */
  readonly namespace?: string;
  readonly port?: number;
  /** `passes`: TLS goes through to the backend, which ends it. */
  readonly tls: 'ends' | 'passes' | 'none';
}

/** Every host that Gateways open to the outside serve; egress and east-west gateways are none of them. */
export function servedHosts(mesh: Mesh): readonly ServedHost[] {
  return [
    ...mesh.all('IstioGateway').filter(isIngress).flatMap(hostsOfIstioGateway),
    ...mesh.all('KubernetesGateway').flatMap(hostsOfKubernetesGateway),
  ];
}

/** A Gateway for traffic that leaves selects the egress gateway's pods (label of Istio's charts and profiles). */
function isIngress(gateway: IstioGateway): boolean {
  const role = entryOf(gateway.selector, 'istio')?.value.value ?? '';
  return !role.includes('egressgateway') && !role.includes('eastwestgateway');
}

function hostsOfIstioGateway(gateway: IstioGateway): ServedHost[] {
  return gateway.servers
    .filter((server) => server.tls?.mode !== 'AUTO_PASSTHROUGH')
    .flatMap((server) => server.hosts.map((written) => servedBy(gateway, server, written)));
}

function servedBy(
  gateway: IstioGateway,
  server: GatewayServer,
  written: Located<string>,
): ServedHost {
  return {
    gateway,
    at: written.at,
    ...gatewayHost(written.value, gateway.namespace),
    ...(server.port && { port: server.port.value }),
    tls: tlsOf(server),
  };
}

/** TLS without settings is a mistake of its own; whoever wrote it meant to end TLS there. */
function tlsOf(server: GatewayServer): ServedHost['tls'] {
  const secured = ['HTTPS', 'TLS'].includes(server.protocol?.value ?? '');
  if (!secured) return 'none';
  return server.tls?.mode === 'PASSTHROUGH' ? 'passes' : 'ends';
}

function hostsOfKubernetesGateway(gateway: KubernetesGateway): ServedHost[] {
  return gateway.listeners.map((listener) => ({
    gateway,
    at: listener.hostname?.at ?? gateway.at,
    host: listener.hostname?.value ?? '*',
    ...(listener.port !== undefined && { port: listener.port }),
    tls: listenerTls(listener),
  }));
}

function listenerTls(listener: KubernetesGateway['listeners'][number]): ServedHost['tls'] {
  if (!['HTTPS', 'TLS'].includes(listener.protocol.toUpperCase())) return 'none';
  return listener.tlsMode.toUpperCase() === 'PASSTHROUGH' ? 'passes' : 'ends';
}
