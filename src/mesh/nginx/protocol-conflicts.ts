import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Mesh, Protocol } from '../mesh.ts';
import type { OtherPass, OtherProtocol } from './other-passes.ts';
import {
  type Observed,
  originOf,
  type PassToService,
  passesToServices,
  surest,
} from './passes-to-services.ts';
import { sidecarBetween } from './sidecars.ts';

/** Something that nginx sends to a Service port which Istio is told to take for HTTP, and that is not that. */
export interface ProtocolConflict extends Observed, Omit<OtherPass, 'targets'> {
  readonly service: Service;
  readonly port: ServicePort;
  readonly declared: DeclaredHttp;
  /** `refused`: a sidecar cannot read it. `downgraded`: it may arrive as HTTP/1.1. */
  readonly outcome: 'refused' | 'downgraded';
}

type DeclaredHttp = Extract<Protocol, 'http' | 'http2' | 'grpc'>;

/**
 * What nginx sends past the protocol that Service ports state, once for each place that says so: the surest. Where a port is
 * declared as HTTP, a sidecar has a listener for nothing else (istio/istio 1.28 pilot/pkg/networking/core/listener.go
 * `buildSidecarOutboundListeners`), so TLS and FastCGI are bad requests to it; in front of the receiver no filter chain fits plain
 * TLS either (filterchain_options.go `inboundPermissiveHTTPFilterChainMatchWithMxcOptions`). To a server of a port declared `http` it
 * speaks HTTP/1.1, whatever came in (cluster_traffic_policy.go `shouldH2Upgrade`). What is sniffed, or passes as bytes, fits
 * everything. Files that nothing ties to a cluster are left out.
 */
export function protocolConflicts(mesh: Mesh): ProtocolConflict[] {
  return surest([...passesToServices(mesh)].flatMap((pass) => conflictOf(pass, mesh) ?? []));
}

function conflictOf(
  { destination, port, sender, ...pass }: PassToService,
  mesh: Mesh,
): ProtocolConflict | undefined {
  const declared = mesh.statedProtocol(port);
  const outcome = isHttp(declared) ? outcomeOf(pass.protocol, declared) : undefined;
  const between = sidecarBetween(originOf(sender, mesh), destination, mesh);
  if (!isHttp(declared) || !outcome || between === 'no') return undefined;
  const { service } = destination;
  return { ...pass, service, port, sender, declared, outcome, inMesh: between === 'yes' };
}

/** Whether Istio takes a protocol for HTTP in the clear. */
export function isHttp(protocol: Protocol | undefined): protocol is DeclaredHttp {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc';
}

function outcomeOf(
  protocol: OtherProtocol,
  declared: DeclaredHttp,
): ProtocolConflict['outcome'] | undefined {
  if (protocol !== 'gRPC') return 'refused';
  return declared === 'http' ? 'downgraded' : undefined;
}
