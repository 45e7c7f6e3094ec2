import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Mesh, Protocol } from '../mesh.ts';
import { type Destination, destinationOf } from './destination.ts';
import { type OtherPass, type OtherProtocol, otherPasses } from './other-passes.ts';
import type { ProxyPass } from './proxy-pass.ts';
import type { NginxSender } from './senders.ts';
import { type Origin, sidecarBetween } from './sidecars.ts';
import { isLoopback } from './target.ts';

/** Something that nginx sends to a Service port which Istio is told to take for HTTP, and that is not that. */
export interface ProtocolConflict extends Pick<OtherPass, 'directive' | 'protocol' | 'address'> {
  readonly service: Service;
  readonly port: ServicePort;
  readonly declared: DeclaredHttp;
  /** `refused`: a sidecar cannot read it. `downgraded`: it may arrive as HTTP/1.1. */
  readonly outcome: 'refused' | 'downgraded';
  /** Where `false`, these files cannot tell whether a sidecar is on the way. */
  readonly inMesh: boolean;
  readonly sender: NginxSender;
}

type DeclaredHttp = Extract<Protocol, 'http' | 'http2' | 'grpc'>;

type ServiceDestination = Extract<Destination, { kind: 'service' }>;

/**
 * What nginx sends past the protocol that Service ports state, once for each place that says so: the surest. Where a port is
 * declared as HTTP, a sidecar has a listener for nothing else (istio/istio 1.28 pilot/pkg/networking/core/listener.go
 * `buildSidecarOutboundListeners`), so TLS and FastCGI are bad requests to it; in front of the receiver no filter chain fits plain
 * TLS either (filterchain_options.go `inboundPermissiveHTTPFilterChainMatchWithMxcOptions`). To a server of a port declared `http` it
 * speaks HTTP/1.1, whatever came in (cluster_traffic_policy.go `shouldH2Upgrade`). What is sniffed, or passes as bytes, fits
 * everything. Files that nothing ties to a cluster are left out.
 */
export function protocolConflicts(mesh: Mesh): ProtocolConflict[] {
  const byPlace = new Map<string, ProtocolConflict>();
  for (const sender of mesh.nginxSenders) {
    if (sender.tiedBy === 'nothing') continue;
    for (const conflict of conflictsOf(sender, mesh)) {
      const { file, start } = conflict.address.at;
      const other = byPlace.get(`${file}:${start}`);
      if (!other || (isSure(conflict) && !isSure(other))) byPlace.set(`${file}:${start}`, conflict);
    }
  }
  return [...byPlace.values()];
}

/** Whether it is known who sends, and that a sidecar is on the way. */
export function isSure({ sender, inMesh }: ProtocolConflict): boolean {
  return sender.workload !== undefined && inMesh;
}

function conflictsOf(sender: NginxSender, mesh: Mesh): ProtocolConflict[] {
  const passes = [
    ...sender.passes.flatMap((pass) => (pass.scheme === 'https' ? asOther(pass) : [])),
    ...sender.configurations().flatMap(otherPasses),
  ];
  return passes.flatMap((pass) =>
    pass.targets.flatMap((target) => {
      const destination = destinationOf(target, sender.namespace, mesh);
      return destination.kind === 'service'
        ? (conflictAt(destination, pass, sender, mesh) ?? [])
        : [];
    }),
  );
}

function asOther({ url, targets }: ProxyPass): OtherPass {
  return {
    directive: 'proxy_pass',
    protocol: 'TLS',
    address: url,
    targets: targets.filter(({ host }) => !isLoopback(host)),
  };
}

function conflictAt(
  destination: ServiceDestination,
  { directive, protocol, address }: OtherPass,
  sender: NginxSender,
  mesh: Mesh,
): ProtocolConflict | undefined {
  const { service, servicePort: port } = destination;
  const declared = port && mesh.statedProtocol(port);
  if (!port || !isHttp(declared)) return undefined;
  const outcome = outcomeOf(protocol, declared);
  const origin: Origin = sender.workload ?? (mesh.migrating ? 'anyone' : 'outsider');
  const between = sidecarBetween(origin, destination, mesh);
  if (!outcome || between === 'no') return undefined;
  const inMesh = between === 'yes';
  return { directive, protocol, address, service, port, declared, outcome, inMesh, sender };
}

function isHttp(protocol: Protocol | undefined): protocol is DeclaredHttp {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc';
}

function outcomeOf(
  protocol: OtherProtocol,
  declared: DeclaredHttp,
): ProtocolConflict['outcome'] | undefined {
  if (protocol !== 'gRPC') return 'refused';
  return declared === 'http' ? 'downgraded' : undefined;
}
