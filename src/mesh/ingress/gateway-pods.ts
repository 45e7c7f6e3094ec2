import { type Entry, isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { gatewayServices } from './edge.ts';

/** The pods of the gateway through which traffic enters the mesh. */
export interface GatewayPods {
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string;
  /** Nothing in the input tells: it is what Istio installs by default. */
  readonly assumed: boolean;
}

/** Labels that tell one gateway from another, the most telling first (profiles and charts of Istio and ASM). */
const TELLING: readonly string[] = ['istio', 'asm', 'app', 'app.kubernetes.io/name'];

/** The first gateway for incoming traffic that the input shows, by its Service; else the one of Istio's default profile. */
export function ingressGatewayPods(mesh: Mesh): GatewayPods {
  for (const { podLabels, namespace, name } of gatewayServices(mesh)) {
    const label = TELLING.flatMap(
      (key) => podLabels.find((entry) => entry.key.value === key && isKnown(entry)) ?? [],
    )[0];
    if (label === undefined || /egress|eastwest/.test(`${label.value.value} ${name}`)) continue;
    return { labels: { [label.key.value]: label.value.value }, namespace, assumed: false };
  }
  return {
    labels: { istio: 'ingressgateway' },
    namespace: mesh.settings.rootNamespace.value,
    assumed: true,
  };
}

function isKnown({ value }: Entry): boolean {
  return value.value !== '' && !isTemplated(value.value);
}
