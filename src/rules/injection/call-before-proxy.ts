import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type EarlyCall, earlyCalls } from '../../mesh/proxies/early-calls.ts';
import type { Rule } from '../../rule.ts';

export const callBeforeProxy: Rule = {
  id: 'call-before-proxy',
  summary: 'An init container calls what it cannot reach before the proxy runs',
  severity: 'error',
  why: `
A sidecar begins when all init containers have ended. What they call they call without it: in plain text, which servers under strict mutual
TLS refuse. Where the CNI plugin redirects the traffic of pods, their calls go to the proxy all the same, and are refused because it is not
there. Either way the init container fails, or waits for ever, and the pod never starts.

Make the sidecar a native one, which begins before the other init containers: the annotation \`sidecar.istio.io/nativeSidecar: "true"\` on the pods
since Istio 1.24, \`ENABLE_NATIVE_SIDECARS\` in the environment of istiod since 1.19; from 1.27 on it is so by itself where all nodes run
Kubernetes 1.33. Or do the work in the application's container, which may wait for the proxy (\`holdApplicationUntilProxyStarts\`), or leave the waiting
to readiness probes and retries.

Under the CNI plugin an init container with user 1337 bypasses the proxy, as do the ports and addresses in
\`traffic.sidecar.istio.io/excludeOutboundPorts\` and \`excludeOutboundIPRanges\`. That does not help with servers that demand mutual TLS.

Only what a command calls is judged, and a script that passes over failures (\`|| true\`) is not.
`,
  sources: [
    'https://istio.io/latest/docs/setup/additional-setup/cni/#compatibility-with-application-init-containers',
    'https://istio.io/latest/blog/2023/native-sidecars/',
    'https://github.com/istio/istio/issues/32775',
    'https://github.com/istio/istio/issues/27382',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      for (const call of earlyCalls(workload, mesh)) yield finding(workload, call, mesh);
    }
  },
};

function finding(workload: Workload, call: EarlyCall, mesh: Mesh): Finding {
  const { container, tool, host, port, plain, mutualTls, cni } = call;
  const address = `${host}${port === undefined ? '' : `:${port}`}`;
  const isSure = mesh.judged(workload) === 'yes' || mutualTls !== undefined;
  const condition = isSure ? '' : 'if its pods have a sidecar, ';
  const reason = mutualTls
    ? `it demands mutual TLS (${mutualTls.by})`
    : `the CNI plugin (${cni?.source ?? ''}) redirects its calls`;
  const decided = mutualTls ?? cni;
  return {
    at: call.at,
    message: `Init container ${container.name} cannot reach ${host === undefined ? 'its server' : address} with ${tool}: ${condition}${reason}, and the proxy does not run yet (no native sidecars: ${plain.by})`,
    ...(!isSure && { severity: 'info' as const }),
    resource: workload,
    related: decided?.at && [{ at: decided.at, message: mutualTls?.by ?? cni?.source ?? '' }],
  };
}
