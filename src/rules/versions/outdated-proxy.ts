import { outdatedProxies } from '../../mesh/proxies/proxy-images.ts';
import type { Rule } from '../../rule.ts';

export const outdatedProxy: Rule = {
  id: 'outdated-proxy',
  summary: 'Pods run another proxy than their injector gives today',
  severity: 'warning',
  codes: ['IST0158'],
  why: `
The control plane was upgraded, and pods that were created before still have the proxy of then. They get no fixes of its faults, and after a
few versions the control plane no longer speaks with them.

Restart the workloads: \`kubectl rollout restart\`.

This compares Pods that were taken out of a cluster with the ConfigMap \`istio-sidecar-injector\` of their namespace's revision; where that
is not among the files, nothing is said.
`,
  sources: [
    'https://istio.io/latest/docs/setup/upgrade/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0158/',
  ],

  *check(mesh) {
    for (const { namespace, expected, pods } of outdatedProxies(mesh)) {
      const names = pods.map(({ pod }) => pod.name).join(', ');
      yield {
        at: namespace.at,
        message: `Pods of namespace ${namespace.name} run another proxy than "${expected.value}": ${names}`,
        resource: namespace,
        related: pods.map(({ image }) => ({ at: image.at, message: image.value })),
      };
    }
  },
};
