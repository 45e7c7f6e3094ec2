import { type Entry, isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { gatewayServices } from './edge.ts';
import { podNamespaces } from './gateway-secrets.ts';

/** The pods of the gateway through which traffic enters the mesh. */
export interface GatewayPods {
  readonly labels: Readonly<Record<string, string>>;
  /** Absent where the files do not tell. */
  readonly namespace?: string;
  /** Nothing in the input tells: it is what Istio installs by default. */
  readonly assumed: boolean;
}

/** Labels that tell one gateway from another, the most telling first (profiles and charts of Istio and ASM). */
const TELLING: readonly string[] = ['istio', 'asm', 'app', 'app.kubernetes.io/name'];

/**
 * The pods that the first Gateway for incoming traffic selects; else the first gateway that the input shows by its Service;
 * else the one of Istio's default profile.
 */
export function ingressGatewayPods(mesh: Mesh): GatewayPods {
  return (
    selectedPods(mesh) ??
    servedPods(mesh) ?? {
      labels: { istio: 'ingressgateway' },
      namespace: mesh.settings.rootNamespace.value,
      assumed: true,
    }
  );
}

function selectedPods(mesh: Mesh): GatewayPods | undefined {
  for (const { gateway } of mesh.ingress.served()) {
    if (gateway.type !== 'IstioGateway' || gateway.selector.length === 0) continue;
    if (!gateway.selector.every(isKnown)) continue;
    const [namespace] = podNamespaces(mesh, gateway).namespaces;
    const labels = Object.fromEntries(
      gateway.selector.map(({ key, value }) => [key.value, value.value]),
    );
    return { labels, ...(namespace !== undefined && { namespace }), assumed: false };
  }
  return undefined;
}

function servedPods(mesh: Mesh): GatewayPods | undefined {
  for (const { podLabels, namespace, name } of gatewayServices(mesh)) {
    const label = TELLING.flatMap(
      (key) => podLabels.find((entry) => entry.key.value === key && isKnown(entry)) ?? [],
    )[0];
    if (label === undefined || /egress|eastwest/.test(`${label.value.value} ${name}`)) continue;
    return { labels: { [label.key.value]: label.value.value }, namespace, assumed: false };
  }
  return undefined;
}

function isKnown({ value }: Entry): boolean {
  return value.value !== '' && !isTemplated(value.value);
}
