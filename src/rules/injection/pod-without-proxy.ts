import { isPlatformNamespace } from '../../mesh/injection/injection.ts';
import { answerRunning, hasProxy } from '../../mesh/injection/running-pods.ts';
import type { Rule } from '../../rule.ts';

export const podWithoutProxy: Rule = {
  id: 'pod-without-proxy',
  summary: 'Pod runs without a proxy where the injector would give it one',
  severity: 'warning',
  codes: ['IST0103'],
  why: `
The pod was created before its namespace was labelled, or while the injector did not answer. It takes no part in the mesh: no mutual
TLS, no policies, no telemetry, and servers that demand mutual TLS refuse it.

Restart its workload: \`kubectl rollout restart\`.

This is only said of Pods that were taken out of a cluster (\`kubectl get pods -o yaml\`): they have a status. With \`--complete\` all Pods
of the input are such Pods if one of them has a proxy. istioctl looks at namespaces with \`istio-injection=enabled\` alone.
`,
  sources: [
    'https://istio.io/latest/docs/ops/common-problems/injection/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0103/',
  ],

  *check(mesh) {
    const isRunning = answerRunning(mesh);
    for (const pod of mesh.all('Workload')) {
      const { inMesh, because } = mesh.injector(pod);
      if (inMesh !== 'sidecar' || hasProxy(pod) || !isRunning(pod)) continue;
      if (isPlatformNamespace(pod.namespace, mesh.settings.rootNamespace.value)) continue;
      yield {
        at: pod.at,
        message: `Pod ${pod.name} runs without a proxy, though ${because}`,
        resource: pod,
      };
    }
  },
};
