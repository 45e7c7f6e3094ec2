import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import type { Mesh } from '../mesh.ts';
import { hasProxyMetadata } from '../proxies/proxy-metadata.ts';
import { atLeast, before } from '../versions/version.ts';
import type { Destination } from './destination.ts';
import { membershipOf, type Origin, receiversBehindSidecars, sidecarOfSender } from './sidecars.ts';

/** What becomes of an HTTP/1.0 request in the mesh. */
export interface Refusal {
  /**
   * `426`: a sidecar refuses it. `tcp`: it passes as plain TCP, past all that Istio does by request. `maybe-426`: it is
   * refused if the port of a host outside is one that the mesh has HTTP on. `unsure`: refused if the port is HTTP, which
   * these files cannot tell.
   */
  readonly outcome: '426' | 'tcp' | 'maybe-426' | 'unsure';
  /** False where these files cannot tell whether the pods are in the mesh. */
  readonly inMesh: boolean;
}

type Question = Pick<
  Mesh,
  'all' | 'judged' | 'capturesInbound' | 'capturesOutbound' | 'protocol' | 'settings' | 'targets'
>;

/**
 * What becomes of HTTP/1.0 from `sender`. Envoy refuses HTTP/1.0 with 426 unless `PILOT_HTTP10`, or its metadata, tells it otherwise. The sender's sidecar
 * decides; without one, that of the receiver. On ports with no protocol, HTTP/1.0 is not taken for HTTP since Istio 1.13
 * (istio/istio releasenotes/notes/http10-sniffing.yaml). `undefined`: nothing, or these files cannot tell.
 */
export function refusalOfHttp10(
  sender: Origin,
  destination: Destination,
  mesh: Question,
): Refusal | undefined {
  const leaves = sidecarOfSender(sender, destination, mesh);
  if (leaves !== 'no') {
    const accepted = mesh.settings.http10.value.outbound || isTold(sender);
    const outcome = accepted ? undefined : outcomeOf(destination, mesh);
    return outcome && { outcome, inMesh: leaves === 'yes' };
  }
  const arrives = sidecarOfReceiver(destination, mesh);
  const outcome = arrives === 'no' ? undefined : outcomeOf(destination, mesh);
  return outcome && { outcome, inMesh: arrives === 'yes' };
}

/** Metadata of one proxy that has the meaning of `PILOT_HTTP10`. */
function isTold(sender: Origin): boolean {
  if (typeof sender === 'string') return false;
  return hasProxyMetadata(sender, 'ISTIO_META_HTTP10', '1');
}

function sidecarOfReceiver(destination: Destination, mesh: Question): 'yes' | 'no' | 'unknown' {
  if (mesh.settings.http10.value.inbound) return 'no';
  const refusing = receiversBehindSidecars(destination, mesh).filter(
    (workload) => !isToldSince13(workload, mesh),
  );
  return membershipOf(refusing, mesh);
}

/** Sidecars in front of the application know it since Istio 1.3. */
function isToldSince13(workload: Workload, mesh: Question): boolean {
  return isTold(workload) && atLeast(mesh.targets.istio, '1.3');
}

function outcomeOf(destination: Destination, mesh: Question): Refusal['outcome'] | undefined {
  if (destination.kind === 'cluster') return 'unsure';
  if (destination.kind === 'outside') {
    return isHttpPort(destination.port, mesh) ? 'maybe-426' : undefined;
  }
  if (!destination.servicePort) return undefined;
  switch (mesh.protocol(destination.servicePort)) {
    case 'http':
    case 'http2':
    case 'grpc':
      return '426';
    case 'sniffed':
      return before(mesh.targets.istio, '1.13') ? '426' : 'tcp';
    default:
      return undefined;
  }
}

/** Whether a Service of the mesh has HTTP on this port; on 80, the ingress gateway's own always has. */
function isHttpPort(port: number, mesh: Question): boolean {
  const ports = mesh.all('Service').flatMap((service) => service.ports);
  return (
    port === 80 ||
    ports.some((one) => one.number.value === port && mesh.protocol(one).startsWith('http'))
  );
}

/** For messages: whom the request is for, and what becomes of it. */
export function refusalText({ outcome }: Refusal, destination: Destination): string {
  const name =
    destination.kind === 'service' ? described(destination.service) : `"${destination.host}"`;
  switch (outcome) {
    case '426':
      return `${name}, which sidecars answer with 426`;
    case 'tcp':
      return `${name}, which Istio forwards as plain TCP`;
    case 'maybe-426':
      return `${name}, which sidecars answer with 426 where a Service has HTTP on port ${destination.port}`;
    case 'unsure':
      return `${name}, which sidecars answer with 426 if its port ${destination.port} is HTTP`;
    default:
      return outcome satisfies never;
  }
}
