import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { EDGE_ONLY_FEATURES, partsOfIngress } from './gke-settings.ts';

/** Whether an Ingress turns on what a gateway of Istio has nothing for: CDN, Identity-Aware Proxy, Cloud Armor. */
export function hasEdgeFeature(mesh: Mesh, ingress: Ingress): boolean {
  return partsOfIngress(mesh, ingress)
    .flatMap(({ features }) => features)
    .some(({ value }) => EDGE_ONLY_FEATURES.includes(value));
}

/** Whether gateways serve every host and path of an Ingress, with TLS where it does, and nothing else is lost with it. */
export function isTakenOver(mesh: Mesh, ingress: Ingress): boolean {
  const { unrouted, lostTls } = mesh.ingress;
  return (
    ingress.rules.length > 0 &&
    ingress.defaultBackend === undefined &&
    unrouted(ingress).length === 0 &&
    lostTls(ingress).length === 0 &&
    !hasEdgeFeature(mesh, ingress)
  );
}
