import type { Mesh } from '../mesh.ts';
import { before } from '../versions/version.ts';

/** The label `istio` of the gateway that Istio's charts install. */
export const OWN_GATEWAY = 'ingressgateway';

/**
 * Why gateways of the target version do not read the Secret that `credentialName` names: the field came with Istio 1.1;
 * up to 1.5 the charts left it off by default (`gateways.istio-ingressgateway.sds.enabled`); Istio 1.2 to 1.7 passes over
 * names that begin with `istio` or `prometheus` (istio/istio security/pkg/nodeagent/secretfetcher/secretfetcher.go).
 * `gateway` is the label `istio` of its pods: what holds by default for the chart's own says nothing of others.
 */
export function credentialFault(
  mesh: Mesh,
  name: string,
  gateway: string | undefined,
): 'too-old' | 'off' | 'reserved-name' | undefined {
  const { istio } = mesh.targets;
  if (before(istio, '1.1')) return 'too-old';
  const { value: isOn, at: stated } = mesh.settings.gatewaySds;
  const isKnown = stated !== undefined || gateway === OWN_GATEWAY;
  if (before(istio, '1.6') && !isOn && isKnown) return 'off';
  const isReserved = /^(?:istio|prometheus)/.test(name);
  return isReserved && before(istio, '1.8') && !before(istio, '1.2') ? 'reserved-name' : undefined;
}
