import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh, MutualTls, Setting } from '../mesh.ts';
import { podPort } from '../policies/mutual-tls.ts';
import { PROXY_USER } from './capture.ts';
import { type NetworkCall, networkCalls } from './network-calls.ts';
import { type PlainSidecar, plainSidecar } from './plain-sidecar.ts';

/** A call that an init container makes in vain, for the proxy of its pod does not run yet. */
export interface EarlyCall extends NetworkCall {
  readonly container: Container;
  /** Why the proxy begins after the init containers. */
  readonly plain: PlainSidecar;
  /** The server demands a certificate that only the proxy has. */
  readonly mutualTls?: MutualTls;
  /** The CNI plugin redirects the call to the proxy. */
  readonly cni?: Setting<boolean>;
}

/**
 * The calls of init containers that fail. A sidecar that is no native one begins after all init containers. Where the injector
 * redirects traffic, it puts `istio-init` behind the others, so that they call freely, but in plain text: a server under strict
 * mutual TLS refuses them. It takes connections all the same, so what sends nothing does not notice. Where the CNI plugin
 * redirects, it has done so before the first of them, and nobody listens yet, except for user 1337 and for what is
 * excluded (istio/istio 1.30 pkg/kube/inject/webhook.go `reorderPod`; istio.io, Istio CNI node agent, compatibility with
 * application init containers).
 */
export function earlyCalls(workload: Workload, mesh: Mesh): readonly EarlyCall[] {
  if (mesh.judged(workload) === 'no' || mesh.injection(workload).inMesh === 'ambient') return [];
  const early = workload.containers.filter(
    ({ name, init, sidecar }) => init && !sidecar && !name.startsWith('istio-'),
  );
  if (early.length === 0) return [];
  const plain = plainSidecar(workload, mesh);
  if (!plain) return [];
  return early.flatMap((container) => {
    const calls = networkCalls(container).flatMap((call) => {
      const obstacle = obstacleTo(call, container, workload, mesh);
      return obstacle ? [{ ...call, container, plain, ...obstacle }] : [];
    });
    return calls.filter(
      ({ host, port }, index) =>
        calls.findIndex((other) => other.host === host && other.port === port) === index,
    );
  });
}

function obstacleTo(
  call: NetworkCall,
  container: Container,
  workload: Workload,
  mesh: Mesh,
): Pick<EarlyCall, 'mutualTls' | 'cni'> | undefined {
  const mutualTls = call.connectsOnly ? undefined : demandOf(call, workload, mesh);
  if (mutualTls) return { mutualTls };
  const { cni } = mesh.settings;
  const redirected =
    cni.value &&
    container.runAsUser?.value !== PROXY_USER &&
    mesh.surelyCapturesOutbound(workload, call.host, call.port);
  return redirected ? { cni } : undefined;
}

/** The strict mutual TLS that all pods behind the Service demand which is called. */
function demandOf({ host, port }: NetworkCall, from: Workload, mesh: Mesh): MutualTls | undefined {
  const service = host === undefined ? 'unknown' : mesh.service(host, from.namespace);
  if (typeof service === 'string' || port === undefined) return undefined;
  const demands = mesh
    .workloadsOf(service)
    .map((workload) => strictOf(workload, service, port, mesh));
  return demands.every((demand) => demand !== undefined) ? demands[0] : undefined;
}

function strictOf(
  workload: Workload,
  service: Service,
  port: number,
  mesh: Mesh,
): MutualTls | undefined {
  const target = service.ports.find(({ number }) => number.value === port)?.targetPort;
  const number = target === undefined ? undefined : podPort(target, workload);
  if (number === undefined || mesh.judged(workload) !== 'yes') return undefined;
  const demand = mesh.mutualTls(workload, number);
  return demand.mode === 'STRICT' && mesh.capturesInbound(workload, number) ? demand : undefined;
}
