import type { ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Protocol, Target } from '../mesh.ts';
import { atLeast } from '../versions/version.ts';

/** istio/istio pkg/config/protocol/instance.go `Parse`; `http_proxy` and gRPC-Web are judged as what they carry. */
const BY_NAME: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['grpc', 'grpc'],
  ['grpc-web', 'grpc'],
  ['http', 'http'],
  ['http_proxy', 'http'],
  ['http2', 'http2'],
  ['https', 'https'],
  ['tls', 'tls'],
  ['mongo', 'mongo'],
  ['redis', 'redis'],
  ['mysql', 'mysql'],
]);

/** Application protocols that Kubernetes itself names (istio/istio pkg/config/kube/conversion.go). */
const KUBERNETES: ReadonlyMap<string, Protocol> = new Map([
  ['kubernetes.io/h2c', 'http2'],
  ['kubernetes.io/ws', 'http'],
  ['kubernetes.io/wss', 'https'],
]);

/** SMTP, DNS, MySQL and MongoDB: the server speaks first, so sniffing would wait (Istio 1.3). */
const NEVER_SNIFFED: readonly number[] = [25, 53, 3306, 27017];

/**
 * What Istio takes a Service port for: UDP; else `appProtocol` (Istio 1.6), which hides the name; else the name up to
 * its first `-`. What it does not know is TCP up to 1.2, and sniffed since 1.3.
 */
export function protocolOf(port: ServicePort, istio: Target): Protocol {
  const stated = statedProtocol(port, istio);
  if (stated !== undefined) return stated;
  const sniffed = atLeast(istio, '1.3') && !NEVER_SNIFFED.includes(port.number.value);
  return sniffed ? 'sniffed' : 'tcp';
}

/** What a Service port itself says; `undefined` where neither its `appProtocol` nor its name is a protocol Istio knows. */
export function statedProtocol(port: ServicePort, istio: Target): Protocol | undefined {
  if (port.protocol.toUpperCase() === 'UDP') return 'udp';
  const appProtocol = atLeast(istio, '1.6') ? port.appProtocol?.value : undefined;
  return namedProtocol(appProtocol ?? port.name?.value ?? '', appProtocol !== undefined);
}

function namedProtocol(written: string, isAppProtocol: boolean): Protocol | undefined {
  const name = written.toLowerCase();
  if (isAppProtocol && KUBERNETES.has(name)) return KUBERNETES.get(name);
  if (name.startsWith('grpc-web')) return 'grpc';
  return BY_NAME.get(name.split('-', 1)[0] ?? '');
}
