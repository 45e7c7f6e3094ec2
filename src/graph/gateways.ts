import type { IstioGateway } from '../facts/istio/kinds.ts';
import { type GatewayService, gatewayServices, gatewaysBehind } from '../mesh/ingress/edge.ts';
import { type ServedHost, servedHosts } from '../mesh/ingress/served-hosts.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { nodeOf, OUTSIDE, serviceNode } from './nodes.ts';

/**
 * Stage: from outside through the Services of gateways to the Gateways that configure the pods behind them. Where no such
 * Service is among these files, a Gateway for traffic from outside is entered by itself.
 */
export function gatewayStage(mesh: Mesh): Sketch {
  const served = groupBy(servedHosts(mesh), ({ gateway }) => gateway);
  const fronts = gatewayServices(mesh).map((service) => ({
    service,
    node: frontNode(service),
    gateways: gatewaysBehind(mesh, service),
  }));
  const behind = new Set(fronts.flatMap(({ gateways }) => gateways));
  const gateways = [...mesh.all('IstioGateway'), ...mesh.all('KubernetesGateway')];
  return {
    nodes: [...fronts.map(({ node }) => node), ...gateways.map((one) => nodeOf('gateway', one))],
    links: [
      ...fronts.flatMap(({ service, node }) => wayIn(service, node)),
      ...fronts.flatMap(({ node, gateways: configuring }) =>
        configuring.flatMap((gateway) => waysTo(node, gateway, served.get(gateway) ?? [])),
      ),
      ...gateways
        .filter((gateway) => gateway.type === 'KubernetesGateway' || !behind.has(gateway))
        .flatMap((gateway) =>
          (served.get(gateway) ?? []).map((host) => ({
            from: OUTSIDE,
            to: nodeOf('gateway', gateway),
            ...wayTo('enters', host),
          })),
        ),
    ],
  };
}

/** A Service that an installer makes is named in the installer's words. */
function frontNode({ name, at, service }: GatewayService): GraphNode {
  if (service) return serviceNode(service);
  return { id: name, kind: 'service', label: name, notes: [], at };
}

/** Services that are objects are entered by their own stage. */
function wayIn(
  { service, serviceType, at, loadBalancerIP }: GatewayService,
  to: GraphNode,
): Link[] {
  if (service || (serviceType !== 'LoadBalancer' && serviceType !== 'NodePort')) return [];
  const evidence = loadBalancerIP ? [loadBalancerIP.at, at] : [at];
  return [{ kind: 'enters', from: OUTSIDE, to, note: serviceType, evidence }];
}

/** Gateways for traffic that leaves, and those between clusters, serve no host to the outside. */
function waysTo(from: GraphNode, gateway: IstioGateway, served: readonly ServedHost[]): Link[] {
  const to = nodeOf('gateway', gateway);
  if (served.length === 0) return [{ kind: 'serves', from, to, evidence: [gateway.at] }];
  return served.map((host) => ({ from, to, ...wayTo('serves', host) }));
}

function wayTo(kind: 'enters' | 'serves', { host, port, tls, at }: ServedHost): Way {
  return {
    kind,
    ...(host !== '*' && { host }),
    ...(port !== undefined && { port }),
    ...(tls !== 'none' && { tls }),
    evidence: [at],
  };
}
