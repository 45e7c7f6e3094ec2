import { refusedInjections } from '../../mesh/injection/pod-security.ts';
import type { Rule } from '../../rule.ts';

export const refusedSidecar: Rule = {
  id: 'refused-sidecar',
  summary: 'Pod Security of a Namespace refuses pods with a sidecar',
  severity: 'error',
  why: `
The injector gives pods an init container, \`istio-init\`, that redirects their traffic and needs the capabilities NET_ADMIN and NET_RAW. The levels
\`baseline\` and \`restricted\` of Pod Security allow neither, so the pods are refused as a whole when they are created: Deployments
stay without pods, and the events of their ReplicaSets say why.

Install the CNI plugin of Istio, which redirects the traffic in the place of that container: \`components.cni.enabled\` of an IstioOperator, or the chart \`istio/cni\` and
\`pilot.cni.enabled\` in the values of \`istiod\`. For \`restricted\` set \`global.proxy.seccompProfile\` as well. Or keep the level for warnings
(\`pod-security.kubernetes.io/warn\`).

An info where no file installs the control plane, for the plugin may be there. \`mesh: {cni: true}\` in \`meshlint.yaml\` says that it is.
`,
  sources: [
    'https://istio.io/latest/docs/setup/additional-setup/pod-security-admission/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://github.com/istio/istio/issues/35894',
  ],

  *check(mesh) {
    for (const { namespace, level, certain } of refusedInjections(mesh)) {
      yield {
        at: level.value.at,
        message: `Pod Security "${level.value.value}" of Namespace ${namespace.name} refuses the init container of sidecars${certain ? '' : ', unless the CNI plugin makes it needless'}`,
        ...(!certain && { severity: 'info' as const }),
        resource: namespace,
      };
    }
  },
};
