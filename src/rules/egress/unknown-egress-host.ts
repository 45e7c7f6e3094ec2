import type { EgressHostFault } from '../../mesh/egress/egress-hosts.ts';
import type { Rule } from '../../rule.ts';

export const unknownEgressHost: Rule = {
  id: 'unknown-egress-host',
  summary: 'Sidecar imports a host that is not there',
  severity: 'warning',
  codes: ['KIA1004'],
  why: `
\`egress[].hosts\` of a Sidecar says what its proxies know: \`namespace/host\`, where \`namespace\` is the one in which the Service or ServiceEntry lies (\`.\` the
Sidecar's own, \`*\` any) and \`host\` its full name. One that names nothing brings nothing in. The proxies have no route to the host that was meant: with
\`REGISTRY_ONLY\` calls to it fail, else they pass as unknown traffic, without mutual TLS, routes and policies.

Names are not completed as in DNS: write \`shop/web.shop.svc.cluster.local\`, not \`./web\`. A Service that is exported to other namespaces alone
(annotation \`networking.istio.io/exportTo\`) is not imported either.

What may live elsewhere is not reported: other Services of the namespace have to be among the files. Patterns for hosts outside the cluster are
judged only with \`--complete\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener',
    'https://kiali.io/docs/features/validations/#kia1004---this-host-has-no-matching-entry-in-the-service-registry',
  ],

  *check(mesh) {
    for (const sidecar of mesh.all('Sidecar')) {
      for (const host of sidecar.egressHosts ?? []) {
        const fault = mesh.egress.egressHostFault(sidecar, host);
        if (!fault) continue;
        yield { at: host.at, resource: sidecar, message: `"${host.value}" ${wordsOf(fault)}` };
      }
    }
  },
};

function wordsOf(fault: EgressHostFault): string {
  switch (fault.is) {
    case 'missing':
      return 'imports nothing: no Service, ServiceEntry or VirtualService has this host';
    case 'elsewhere':
      return `imports nothing: the host is in namespace ${fault.namespace}`;
    case 'hidden':
      return `imports nothing: the Service is exported to "${fault.exportTo}" alone`;
    case 'short':
      return `imports nothing: Istio knows this Service as "${fault.full}" alone`;
    default:
      return fault satisfies never;
  }
}
