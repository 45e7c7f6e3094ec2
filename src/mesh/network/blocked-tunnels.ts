import type { NetworkPolicy } from '../../facts/kubernetes/network-policy.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { probedPort } from '../proxies/probe-rewriting.ts';
import { hasOtherPolicies } from './blocked-proxies.ts';
import { answerIsolation, type Isolation } from './isolation.ts';
import { opens, passes } from './passages.ts';

/** Pods of an ambient mesh that NetworkPolicies keep from what they are sent. */
export interface BlockedTunnel {
  /** The first of those that isolate the pods. */
  readonly policy: NetworkPolicy;
  readonly workload: Workload;
  /** What comes from the mesh, or the questions of the kubelet. */
  readonly fault: 'tunnel' | 'probes';
}

/** Where mesh traffic comes in, whatever port it is for. */
export const TUNNEL_PORT = 15008;
/** What the kubelet's questions come from, as the CNI node agent has it. */
export const PROBE_SOURCE = '169.254.7.127';

/**
 * Traffic between pods of an ambient mesh comes in at port 15008, and a NetworkPolicy sees nothing else; probes come from an address
 * that plugins do not take for the node's (istio.io, ambient and Kubernetes NetworkPolicy; Istio 1.30). A policy that lets nothing in at
 * all is taken to mean it.
 */
export function blockedTunnels(mesh: Mesh, objects: Objects): readonly BlockedTunnel[] {
  if (hasOtherPolicies(mesh)) return [];
  const isolationOf = answerIsolation('ingress', objects);
  return mesh.all('Workload').flatMap((workload) => {
    if (mesh.judged(workload) !== 'yes' || mesh.injection(workload).inMesh !== 'ambient') return [];
    const isolation = isolationOf(workload);
    const [policy] = isolation?.policies ?? [];
    if (!isolation || !policy) return [];
    const tunnel = isTunnelBlocked(isolation) ? (['tunnel'] as const) : [];
    const probes = areProbesBlocked(workload, isolation) ? (['probes'] as const) : [];
    return [...tunnel, ...probes].map((fault) => ({ policy, workload, fault }));
  });
}

function isTunnelBlocked({ rules }: Isolation): boolean {
  const isForTcp = rules.some(({ ports }) => ports.some(({ protocol }) => protocol === 'TCP'));
  return isForTcp && rules.every((rule) => opens(rule, 'TCP', TUNNEL_PORT) === 'no');
}

function areProbesBlocked({ containers }: Workload, { rules }: Isolation): boolean {
  const ports = containers.flatMap((container) =>
    container.probes.flatMap((probe) =>
      probe.handler === 'exec' ? [] : (probedPort(probe, container) ?? []),
    ),
  );
  const party = { address: PROBE_SOURCE };
  return ports.some((port) => passes(rules, '', { party, protocol: 'TCP', port }) === 'no');
}
