import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Approach, SharedPort } from '../../mesh/services/shared-ports.ts';
import type { Rule } from '../../rule.ts';

export const conflictingPortProtocols: Rule = {
  id: 'conflicting-port-protocols',
  summary: 'Services reach one port of a workload with different protocols',
  severity: 'warning',
  codes: ['IST0116', 'IST0137'],
  why: `
The proxy in front of a workload has one listener for each port of the pod: HTTP, or plain bytes. Where two Services (or two ports of
one Service) lead to the same port of the pod and disagree, the one that was created first decides. HTTP then loses its
routes, policies on paths and methods, and metrics; or bytes that are no HTTP are refused.

Give the ports the same protocol (\`appProtocol\`, or the name up to its first hyphen), or let them lead to different ports of the
pod. Two ports of one Service are an info: it is often a port for TLS that a load balancer ends.

istioctl compares the transport protocols of Kubernetes and so reports 53/TCP beside 53/UDP, which do not meet in the proxy, and two
ports of the same protocol with one target, which do no harm. Neither is reported here.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0116/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0137/',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      const judged = mesh.judged(workload);
      if (judged === 'no') continue;
      for (const shared of mesh.services.sharedPorts(workload))
        yield conflict(workload, shared, judged);
    }
  },
};

function conflict(workload: Workload, shared: SharedPort, judged: 'yes' | 'unknown'): Finding {
  const { port, approaches } = shared;
  const words = approaches.map(said);
  const inOneService = new Set(approaches.map(({ service }) => service)).size === 1;
  return {
    at: workload.at,
    message: `Port ${port} of ${described(workload)} is reached as ${words.slice(0, -1).join(', ')} and as ${words.at(-1)}: the proxy takes it for one of them`,
    severity: inOneService || judged === 'unknown' ? 'info' : 'warning',
    codes: [isSameNumber(approaches) ? 'IST0116' : 'IST0137'],
    resource: workload,
    related: approaches.map((approach) => ({
      at: (approach.port.appProtocol ?? approach.port.name ?? approach.port.number).at,
      message: said(approach),
    })),
  };
}

function said({ service, port, protocol }: Approach): string {
  return `${protocol} (${described(service)}, port ${port.number.value})`;
}

function isSameNumber(approaches: readonly Approach[]): boolean {
  return new Set(approaches.map(({ port }) => port.number.value)).size === 1;
}
