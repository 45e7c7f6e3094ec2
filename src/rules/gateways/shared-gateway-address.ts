import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const sharedGatewayAddress: Rule = {
  id: 'shared-gateway-address',
  summary:
    'Several Gateways of the Gateway API ask for one address, which one load balancer can have',
  severity: 'warning',
  codes: ['KIA1502'],
  why: `
Each Gateway gets a load balancer of its own. The cloud gives the address to the first; the others stay without one, with
\`Programmed: False\`, and nobody reaches their hosts. Those of class \`istio\` all have port 15021 for health checks, so it does not help
to give them different ports.

Reserve an address for each Gateway, or put the listeners into one and let it admit the routes of several namespaces
(\`allowedRoutes\`). Gateways that name the Service of one installed gateway, by an address of type \`Hostname\`, share it rightly and are not reported.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress',
    'https://github.com/istio/istio/blob/1.30.0/manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml',
  ],

  *check(mesh) {
    for (const { gateway, address, others } of mesh.listeners.sharedAddresses()) {
      yield {
        at: address.at,
        resource: gateway,
        message: `${described(gateway)} asks for address "${address.value}", as does ${others.map(described).join(', ')}; one of them gets it`,
        related: others.map(({ at }) => ({ at, message: 'Asks for it as well' })),
      };
    }
  },
};
