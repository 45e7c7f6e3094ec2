import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';

export const gatewayWithoutPods: Rule = {
  id: 'gateway-without-pods',
  summary: 'The selector of a Gateway matches no proxy',
  severity: 'error',
  codes: ['IST0101', 'KIA0302'],
  why: `
A Gateway configures the proxies whose pods carry all labels of its \`selector\`, in whatever namespace they run. If there
are none it is accepted and does nothing: no port is opened, and clients are refused the connection.

Copy the labels from the pods of the gateway: \`istio: ingressgateway\` for the one of Istio's profiles, \`istio: NAME\`
without \`istio-\` for those of the chart \`gateway\`.

Gateways are mostly installed from elsewhere. So this is only said where the input has gateways of its own and the labels are none
that Istio's installers use, or where the input is said to be all there is; Istio's ingress gateway is taken to exist even
then, unless \`ingressControllerMode\` is \`OFF\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],

  *check(mesh) {
    for (const gateway of mesh.all('IstioGateway')) {
      const [first] = gateway.selector;
      if (first === undefined || mesh.listeners.proxies(gateway) !== 'missing') continue;
      const labels = gateway.selector.map(({ key, value }) => `${key.value}: ${value.value}`);
      yield {
        at: first.value.at,
        resource: gateway,
        message: `${described(gateway)} selects pods with ${labels.join(', ')}, and there are none`,
      };
    }
  },
};
