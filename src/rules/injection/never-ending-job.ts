import { described } from '../../facts/resource.ts';
import { keptAlive } from '../../mesh/proxies/job-end.ts';
import type { Rule } from '../../rule.ts';

export const neverEndingJob: Rule = {
  id: 'never-ending-job',
  summary: 'A Job never completes, since its sidecar does not end',
  severity: 'warning',
  why: `
A pod of a Job is complete when all of its containers have ended, and the sidecar is one of them that does not end by
itself. The work is done, but the Job stays active until \`activeDeadlineSeconds\` makes a failure of it, a CronJob with
\`concurrencyPolicy: Forbid\` never starts again, and an install that waits for a migration hangs.

Native sidecars end with the pod: Istio makes them by itself since 1.27 where all nodes run Kubernetes 1.33 or newer, and since
1.19 where \`ENABLE_NATIVE_SIDECARS\` is \`true\` in the environment of istiod. Elsewhere keep the Job out of the mesh with the label
\`sidecar.istio.io/inject: "false"\` on its pod template, where it calls nothing that demands mutual TLS, or end the sidecar when
the work is done: \`curl -fsS -X POST http://127.0.0.1:15020/quitquitquit\`, whatever the result of the work.
`,
  sources: [
    'https://istio.io/latest/blog/2023/native-sidecars/',
    'https://istio.io/latest/news/releases/1.27.x/announcing-1.27/upgrade-notes/',
    'https://github.com/istio/istio/issues/11045',
    'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      const kept = keptAlive(workload, mesh);
      if (!kept) continue;
      const isSure = mesh.judged(workload) === 'yes';
      const what = `${workload.kind === 'CronJob' ? 'A run of ' : ''}${described(workload)}`;
      const condition = isSure ? '' : ' if its pods have a sidecar';
      yield {
        at: workload.at,
        message: `${what} never completes${condition}: the sidecar goes on when the work is done (no native sidecars: ${kept.by})`,
        ...(!isSure && { severity: 'info' as const }),
        resource: workload,
        related: kept.at && [{ at: kept.at, message: kept.by }],
      };
    }
  },
};
