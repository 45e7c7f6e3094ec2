import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh, Protocol } from '../mesh.ts';
import { groupBy } from '../once.ts';
import { podPort } from '../policies/mutual-tls.ts';

/** A Service port that leads to a port of a workload. */
export interface Approach {
  readonly service: Service;
  readonly port: ServicePort;
  readonly protocol: Protocol;
}

/** A port of a workload that Services reach as HTTP and as something else. */
export interface SharedPort {
  /** The number, or the name where no container has it. */
  readonly port: string;
  /** All ways to it of which something is stated, in the order of Services and their ports. */
  readonly approaches: readonly Approach[];
}

/** All ways from Services to the ports of a workload, by the number of the port, or its name where no container has it. */
export function approachesTo(
  mesh: Mesh,
  workload: Workload,
): ReadonlyMap<string, readonly Approach[]> {
  const approaches = mesh
    .servicesOf(workload)
    .flatMap((service) =>
      service.ports.map((port) => ({ service, port, protocol: mesh.protocol(port) })),
    );
  return groupBy(approaches, ({ port }) =>
    String(podPort(port.targetPort, workload) ?? port.targetPort),
  );
}

/** Whether proxies pass the bytes of a protocol on, and see nothing of what is asked. */
export function isOpaque(protocol: Protocol): boolean {
  return TREATMENT[protocol] === 'bytes';
}

/** What a proxy treats alike on its way into the pod: one HTTP listener, or one that passes bytes on. */
type Treatment = 'http' | 'bytes';

const TREATMENT: Readonly<Record<Protocol, Treatment | undefined>> = {
  http: 'http',
  http2: 'http',
  grpc: 'http',
  https: 'bytes',
  tls: 'bytes',
  tcp: 'bytes',
  mongo: 'bytes',
  redis: 'bytes',
  mysql: 'bytes',
  sniffed: undefined,
  udp: undefined,
};

/**
 * The ports of a workload that Services disagree about. A port of a pod has one listener in its proxy, and the Service
 * created first decides what it is (istio/istio 1.30 pilot/pkg/networking/core/listener_inbound.go). UDP never reaches the
 * proxy, and what is sniffed agrees with everything.
 */
export function sharedPortsOf(mesh: Mesh, workload: Workload): readonly SharedPort[] {
  return [...approachesTo(mesh, workload)]
    .map(([port, ways]) => ({
      port,
      approaches: ways.filter(({ protocol }) => TREATMENT[protocol] !== undefined),
    }))
    .filter(
      ({ approaches }) => new Set(approaches.map(({ protocol }) => TREATMENT[protocol])).size > 1,
    );
}
