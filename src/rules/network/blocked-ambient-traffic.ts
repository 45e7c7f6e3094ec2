import { described } from '../../facts/resource.ts';
import { PROBE_SOURCE, TUNNEL_PORT } from '../../mesh/network/blocked-tunnels.ts';
import type { Rule } from '../../rule.ts';

export const blockedAmbientTraffic: Rule = {
  id: 'blocked-ambient-traffic',
  summary: 'NetworkPolicy keeps traffic of the ambient mesh, or probes, from pods',
  severity: 'warning',
  why: `
Pods of an ambient mesh reach each other through tunnels that all come in at port 15008, whatever port a connection is for. NetworkPolicies are
applied to the tunnel: one that opens the application's ports alone lets nothing in that comes from the mesh.

The kubelet's probes reach the pods from the address 169.254.7.127, by which ambient tells them from other traffic. Network plugins let in what comes from the
node, but do not take this address for it: in an isolated pod probes fail, and it is never ready.

Add port 15008 (TCP) to the rules of the policy, and a rule that lets the range 169.254.7.127/32 in.
`,
  sources: ['https://istio.io/latest/docs/ambient/usage/networkpolicy/'],

  *check(mesh) {
    for (const { policy, workload, fault } of mesh.network.blockedTunnels()) {
      const pods = `the pods of ${described(workload)}`;
      yield {
        at: policy.ingress?.at ?? policy.at,
        message:
          fault === 'tunnel'
            ? `${described(policy)} keeps the traffic of the mesh from ${pods}: it comes in at port ${TUNNEL_PORT}, which no policy opens`
            : `${described(policy)} keeps probes from ${pods}: they come from ${PROBE_SOURCE}, which no policy lets in`,
        resource: policy,
        related: [{ at: workload.at, message: described(workload) }],
      };
    }
  },
};
