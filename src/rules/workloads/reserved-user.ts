import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Finding } from '../../finding.ts';
import { PROXY_USER } from '../../mesh/proxies/capture.ts';
import type { Rule } from '../../rule.ts';

export const reservedUser: Rule = {
  id: 'reserved-user',
  summary: 'Application runs as user 1337, whose traffic bypasses the proxy',
  severity: 'warning',
  codes: ['IST0144'],
  why: `
The user 1337 is the proxy's own, and what it sends is never redirected, or it would come back to the proxy for ever. An
application with that user talks past the mesh: no mutual TLS, no routes, no policies, and servers that demand
mutual TLS refuse it.

Run the application as another user. Init containers are not meant: some use the number on purpose, to reach the network before
the proxy is there. istioctl looks at Pods and Deployments only.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0144/',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      if (mesh.judged(workload) !== 'no') yield* bypasses(workload);
    }
  },
};

/** One for each place that says so: the pod's user is that of several containers. */
function* bypasses(workload: Workload): Iterable<Finding> {
  const said = new Set<number>();
  for (const { name, init, runAsUser } of workload.containers) {
    if (init || name === PROXY || runAsUser?.value !== PROXY_USER) continue;
    if (said.has(runAsUser.at.start)) continue;
    said.add(runAsUser.at.start);
    yield {
      at: runAsUser.at,
      message: `User ${PROXY_USER} is the proxy's own: traffic of container ${name} bypasses the mesh`,
      resource: workload,
    };
  }
}

const PROXY = 'istio-proxy';
