import type { KubernetesGateway } from '../../facts/gke/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import { groupBy } from '../once.ts';

/** An address that several Gateways of the Gateway API ask for. */
export interface SharedAddress {
  readonly gateway: KubernetesGateway;
  readonly address: Located<string>;
  readonly others: readonly KubernetesGateway[];
}

/**
 * Addresses that several Gateways ask for, each for a load balancer of its own, on a port that they have in common. Those that Istio
 * deploys always have one, 15021 for the load balancer's health checks (istio/istio 1.30 files/kube-gateway.yaml). One of type
 * `Hostname` is the Service of a gateway that was installed by hand, which Gateways may share.
 */
export function sharedAddresses(gateways: readonly KubernetesGateway[]): readonly SharedAddress[] {
  const asked = gateways.flatMap((gateway) =>
    gateway.addresses
      .filter(({ type, value }) => type !== 'Hostname' && !isTemplated(value.value))
      .map(({ type, value }) => ({ gateway, address: value, key: `${type} ${value.value}` })),
  );
  return [...groupBy(asked, ({ key }) => key).values()].flatMap((group) =>
    group.flatMap(({ gateway, address }): SharedAddress[] => {
      const others = group
        .map((one) => one.gateway)
        .filter((other) => other !== gateway && havePortInCommon(gateway, other));
      return others.length > 0 ? [{ gateway, address, others }] : [];
    }),
  );
}

function havePortInCommon(left: KubernetesGateway, right: KubernetesGateway): boolean {
  const ports = portsOf(left);
  return portsOf(right).some((port) => ports.includes(port));
}

function portsOf({ className, listeners }: KubernetesGateway): readonly number[] {
  const written = listeners.flatMap(({ port }) => port ?? []);
  return className?.value === 'istio' ? [...written, 15021] : written;
}
