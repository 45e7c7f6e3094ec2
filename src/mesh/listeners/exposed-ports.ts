import type { IstioGateway } from '../../facts/istio/kinds.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import { findProxies, type ListenerGrounds } from './proxies.ts';

/** The ports by which a Gateway's proxies can be reached. */
export interface ExposedPorts {
  readonly ports: readonly number[];
  readonly services: readonly Service[];
}

/**
 * Ports of the Service of Istio's ingress gateway, and where they lead to (manifests/charts/gateways/istio-ingress of
 * Istio 1.8 to 1.23; 15443 and 31400 up to 1.7 and in the demo profile).
 */
const ISTIOS_PORTS: readonly number[] = [80, 443, 15021, 15443, 31400, 8080, 8443];

/**
 * The numbers that servers of a Gateway may have: those of the TCP ports of the Services in front of its pods, and where
 * these lead to. `undefined`: not known, because an installer makes the Service, or the pods have the host's network.
 */
export function exposedPorts(
  gateway: IstioGateway,
  grounds: ListenerGrounds,
): ExposedPorts | undefined {
  const proxies = findProxies(gateway, grounds);
  if (typeof proxies === 'string') return undefined;
  const { workloads, services, made } = proxies;
  if (made === 'with Istio') return { ports: ISTIOS_PORTS, services };
  const isUnsure =
    made === 'by an installer' ||
    workloads.some(({ hostNetwork }) => hostNetwork) ||
    services.some((service) => grounds.declared.hasVariants(service));
  if (isUnsure || services.length === 0) return undefined;
  return { ports: [...new Set(services.flatMap(portsOf))], services };
}

function portsOf({ ports }: Service): number[] {
  return ports
    .filter(({ protocol }) => protocol === 'TCP')
    .flatMap(({ number, targetPort }) => {
      const target = Number(targetPort);
      return Number.isInteger(target) ? [number.value, target] : [number.value];
    });
}
