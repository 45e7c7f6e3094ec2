import type { IstioGateway } from '../facts/istio/kinds.ts';
import { type GatewayService, gatewayServices, gatewaysBehind } from '../mesh/ingress/edge.ts';
import { type ServedHost, servedHosts } from '../mesh/ingress/served-hosts.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { absentNode, nodeOf, OUTSIDE, serviceLabel, serviceNode } from './nodes.ts';

/**
 * Stage: from outside through the Services of gateways to the Gateways that configure the pods behind them. Where no such
 * Service is among these files, a Gateway for traffic from outside is reached through one that is not known.
 */
export function gatewayStage(mesh: Mesh): Sketch {
  const served = groupBy(servedHosts(mesh), ({ gateway }) => gateway);
  const servedBy = (gateway: ServedHost['gateway']) => served.get(gateway) ?? [];
  const fronts = gatewayServices(mesh).map((service) => ({
    service,
    node: frontNode(service),
    gateways: gatewaysBehind(mesh, service),
  }));
  const behind = new Set(fronts.flatMap(({ gateways }) => gateways));
  const gateways = mesh.all('IstioGateway');
  const ofGatewayApi = mesh.all('KubernetesGateway');
  return {
    nodes: [
      ...fronts.map(({ node }) => node),
      ...[...gateways, ...ofGatewayApi].map((one) => nodeOf('gateway', one)),
    ],
    links: [
      ...fronts.flatMap(({ service, node }) => wayIn(service, node)),
      ...fronts.flatMap(({ node, gateways: configuring }) =>
        configuring.flatMap((gateway) => waysTo(node, gateway, servedBy(gateway))),
      ),
      ...gateways
        .filter((gateway) => !behind.has(gateway) && servedBy(gateway).length > 0)
        .flatMap((gateway) => throughUnknown(gateway, servedBy(gateway))),
      ...ofGatewayApi.flatMap((gateway) =>
        servedBy(gateway).map((host) => ({
          from: OUTSIDE,
          to: nodeOf('gateway', gateway),
          ...wayTo('enters', host),
        })),
      ),
    ],
  };
}

/** A Service that an installer makes is described as if it were an object: rendered manifests may hold it, too. */
function frontNode({ serviceName: name, namespace, at, service }: GatewayService): GraphNode {
  if (service) return serviceNode(service);
  const label = serviceLabel({ name, namespace });
  return { id: label, kind: 'service', label, notes: ['made by the installer of Istio'], at };
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

/** All Gateways with one selector are reached through the same gateway. */
function throughUnknown(gateway: IstioGateway, served: readonly ServedHost[]): Link[] {
  const labels = gateway.selector.map(({ key, value }) => `${key.value}=${value.value}`);
  const label = `gateway with ${labels.length === 0 ? 'any labels' : labels.join(', ')}`;
  const front = absentNode('service', label, 'unknown');
  const evidence = gateway.selector.map(({ value }) => value.at);
  return [
    { kind: 'enters', from: OUTSIDE, to: front, evidence: [...evidence, gateway.at] },
    ...waysTo(front, gateway, served),
  ];
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
