import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import type { BoundGateway } from './bound-gateways.ts';
import { isForMesh } from './rival-hosts.ts';
import type { RoutingQuestions } from './routing-questions.ts';

/** A destination without a port, of a host that has several. */
export interface UnchosenPort {
  readonly ports: readonly number[];
  /** Ports on which requests come in and which the host does not have: those get 503. */
  readonly lost: readonly number[];
  /** What listens on them. */
  readonly through: 'gateway' | 'sidecar';
}

type Asked = Pick<RoutingQuestions, 'ports' | 'boundGateway' | 'servedHosts'>;

/**
 * Where a destination names no port and its host has just one, that is taken; of several, the one with the number of the port on
 * which the request came in, whether there is one or not (`GetDestinationCluster`, istio/istio 1.30
 * pilot/pkg/networking/core/route/route.go). `undefined`: no harm is known.
 */
export function unchosenPort(
  routing: Asked,
  virtualService: VirtualService,
  destination: Destination,
): UnchosenPort | undefined {
  if (destination.port !== undefined) return undefined;
  const ports = routing.ports(destination.host, virtualService.namespace);
  if (ports.length < 2) return undefined;
  const lostOf = (listening: readonly number[]): number[] =>
    [...new Set(listening)].filter((port) => !ports.includes(port));
  const atGateways = lostOf(gatewayPorts(routing, virtualService));
  if (atGateways.length > 0) return { ports, lost: atGateways, through: 'gateway' };
  const atSidecars = isForMesh(virtualService) ? lostOf(hostPorts(routing, virtualService)) : [];
  return atSidecars.length > 0 ? { ports, lost: atSidecars, through: 'sidecar' } : undefined;
}

/** Where the Gateways listen to which a VirtualService is bound, as far as they are known and serve it. */
function gatewayPorts(routing: Asked, virtualService: VirtualService): readonly number[] {
  return virtualService.gateways.flatMap(({ value }) => {
    const gateway = routing.boundGateway(value, virtualService.namespace);
    const isKnown = typeof gateway !== 'string';
    return isKnown && routing.servedHosts(virtualService, gateway).length > 0
      ? listenedPorts(gateway)
      : [];
  });
}

/** A server that sends its clients on to HTTPS routes nothing. */
function listenedPorts(gateway: BoundGateway): number[] {
  if (gateway.type === 'KubernetesGateway')
    return gateway.listeners.flatMap(({ port }) => port ?? []);
  return gateway.servers.flatMap(({ port, tls }) =>
    port === undefined || tls?.httpsRedirect ? [] : [port.value],
  );
}

function hostPorts(routing: Asked, virtualService: VirtualService): readonly number[] {
  return virtualService.hosts.flatMap((host) => routing.ports(host, virtualService.namespace));
}
