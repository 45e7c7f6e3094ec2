import type { IstioGateway } from '../../facts/istio/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { ExposedPorts } from '../../mesh/listeners/exposed-ports.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unexposedGatewayPort: Rule = {
  id: 'unexposed-gateway-port',
  summary: 'A Gateway listens on a port that the Service of its proxies does not have',
  severity: 'warning',
  codes: ['IST0162'],
  why: `
The load balancer and the Service in front of the gateway's pods pass on only the ports that the Service declares. A server
on any other port is opened in the proxy, but nobody outside can reach it.

Add the port to the Service of the gateway (\`service.ports\` of the chart \`gateway\`, \`k8s.service.ports\` of an
IstioOperator), or listen on one that it has. The number is that of the Service's port, or the \`targetPort\` it leads to.

istioctl analyze takes a port without \`protocol\` for none in files; here it is TCP, as the API server has it.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/#Port',
    'https://istio.io/latest/docs/reference/config/analysis/ist0162/',
    'https://istio.io/latest/news/releases/1.7.x/announcing-1.7/upgrade-notes/',
  ],

  *check(mesh) {
    for (const gateway of mesh.all('IstioGateway')) {
      const exposed = mesh.listeners.exposedPorts(gateway);
      if (exposed === undefined) continue;
      for (const { port } of gateway.servers) {
        if (port && !exposed.ports.includes(port.value)) yield unreachable(gateway, port, exposed);
      }
    }
  },
};

function unreachable(
  gateway: IstioGateway,
  port: Located<number>,
  { ports, services }: ExposedPorts,
): Finding {
  const names =
    services.length > 0 ? services.map(described).join(', ') : "Istio's ingress gateway";
  const own = [...ports].sort((a, b) => a - b).join(', ');
  return {
    at: port.at,
    resource: gateway,
    message: `${described(gateway)} listens on port ${port.value}, which ${names} does not have, only ${own}`,
    related: services.map(({ at }) => ({ at, message: 'Stands in front of its pods' })),
  };
}
