import { described } from '../../facts/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { BlockedProxies } from '../../mesh/network/blocked-proxies.ts';
import type { Rule } from '../../rule.ts';

export const blockedControlPlane: Rule = {
  id: 'blocked-control-plane',
  summary: 'NetworkPolicy keeps sidecars from their control plane',
  severity: 'warning',
  why: `
A sidecar fetches its configuration and its certificate from istiod on port 15012, and asks DNS where that is. A NetworkPolicy counts for the
whole pod: one that lets out what the application calls, or nothing, lets the sidecar do no more. It never becomes ready, and the pod with
it, for a connection that the application itself never needed.

Add a policy that lets all pods of the namespace out to both: TCP 15012 to pods with \`app: istiod\` in the namespace of the control plane, by its label
\`kubernetes.io/metadata.name\`, and UDP and TCP 53 to the cluster's DNS.

Where policies of another kind (Cilium, Calico, GKE's FQDNNetworkPolicy) are among the files nothing is said. An info where it is not known
whether the pods have sidecars, or where the control plane may be Google's managed one, which is reached by HTTPS outside of the cluster.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://github.com/istio/istio/issues/32945',
    'https://github.com/istio/istio/issues/27548',
  ],

  *check(mesh) {
    for (const blocked of mesh.network.blockedProxies()) {
      const { policy, workloads, lacks, certain } = blocked;
      const [first] = workloads;
      const who =
        workloads.length === 1 && first
          ? `the sidecar of ${described(first)}`
          : `the sidecars of ${workloads.length} workloads`;
      yield {
        at: policy.egress?.at ?? policy.at,
        message: `${described(policy)} keeps ${who} from ${lacks.map((lack) => NAMES[lack](mesh)).join(' and ')}, and no other policy lets them out${certain ? '' : doubt(blocked, mesh)}`,
        ...(!certain && { severity: 'info' as const }),
        resource: policy,
        related: workloads
          .slice(0, MOST_RELATED)
          .map((workload) => ({ at: workload.at, message: described(workload) })),
      };
    }
  },
};

/** Namespaces with hundreds of workloads are no help to anybody. */
const MOST_RELATED = 10;

const NAMES = {
  istiod: (mesh: Mesh) => `istiod (namespace ${mesh.settings.rootNamespace.value}, TCP port 15012)`,
  DNS: () => 'DNS (UDP port 53)',
};

function doubt({ workloads }: BlockedProxies, mesh: Mesh): string {
  return workloads.some((workload) => mesh.judged(workload) !== 'yes')
    ? ', should they have one'
    : ', unless their control plane is a managed one';
}
