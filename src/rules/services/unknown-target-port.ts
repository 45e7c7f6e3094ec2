import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Lost } from '../../mesh/services/target-ports.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated } from '../../text.ts';

export const unknownTargetPort: Rule = {
  id: 'unknown-target-port',
  summary: 'Service port leads to a port that no container has',
  severity: 'error',
  codes: ['KIA0701'],
  why: `
A \`targetPort\` that is a name is looked up in each pod. Where no container has a port of that name, the Service has no
endpoint for it: calls get \`503\` with the response flag \`UH\` from the proxy, and nothing at all without one.

Name the port of the container, or correct \`targetPort\`.

A number needs no declaration in the container; \`containerPort\` only documents. Where all containers declare ports, the
Service leads to none of them, and no command or variable names the number, it is an info: most likely one of the two is wrong.
(Up to Istio 1.2 an undeclared port bypasses the proxy.)
`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    'https://kiali.io/docs/features/validations/',
  ],

  *check(mesh) {
    for (const service of mesh.all('Service')) {
      if (mesh.services.membership(service) === 'no') continue;
      for (const port of service.ports) {
        const lost = isTemplated(port.targetPort) ? undefined : mesh.services.lost(service, port);
        if (lost) yield finding(mesh, service, port, lost);
      }
    }
  },
};

function finding(mesh: Mesh, service: Service, port: ServicePort, lost: Lost): Finding {
  const workloads = mesh.workloadsOf(service);
  const names = workloads.map(described).join(', ');
  const { targetPort, number, targetPortAt } = port;
  return {
    at: targetPortAt ?? number.at,
    message:
      lost === 'no-such-name'
        ? `No container of ${names} has a port named "${targetPort}"`
        : `No container of ${names} declares port ${targetPort}`,
    severity: lost === 'no-such-name' ? 'error' : 'info',
    resource: service,
    related: workloads.map((workload) => ({ at: workload.podAt, message: described(workload) })),
  };
}
