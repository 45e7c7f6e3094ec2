import { described } from '../../facts/resource.ts';
import { unauthorizedProbes } from '../../mesh/policies/probe-authorization.ts';
import type { Rule } from '../../rule.ts';

export const unauthorizedProbe: Rule = {
  id: 'unauthorized-probe',
  summary: 'Probe of the kubelet is not allowed by any AuthorizationPolicy',
  severity: 'error',
  why: `
Where there is a policy that allows something, all else is refused. The kubelet asks from the node, without a certificate and without a token, so no rule for
principals, namespaces or tokens allows its probes: they get 403, and the pods are never ready, or restarted over and over.

With probe rewriting, the default since Istio 1.6, the kubelet asks the agent in the sidecar, whose port no policy guards. Take the opt-out away:
\`sidecar.istio.io/rewriteAppHTTPProbers: "false"\` of the pods, or \`rewriteAppHTTPProbe: false\` of the mesh. Or add a rule with
\`to\` alone that opens the port and the path of the probe.

Under strict mutual TLS the probe is refused before: \`mtls-http-probe\` says so.
`,
  sources: [
    'https://istio.io/latest/docs/ops/configuration/mesh/app-health-check/',
    'https://istio.io/latest/docs/concepts/security/#implicit-enablement',
  ],

  *check(mesh) {
    for (const { workload, container, probe, port, rewriting, policy } of unauthorizedProbes(
      mesh,
    )) {
      yield {
        at: probe.at,
        message: `${probe.kind} of container ${container.name} (${probe.handler} :${port}) will be refused: ${described(policy)} allows nobody without a certificate or a token there, and ${rewriting.on ? `Istio ${mesh.targets.istio.version ?? ''} does not rewrite it` : `probe rewriting is off (${rewriting.by})`}`,
        resource: workload,
        related: [
          { at: policy.at, message: described(policy) },
          ...(rewriting.at ? [{ at: rewriting.at, message: rewriting.by }] : []),
        ],
      };
    }
  },
};
