import type { FileFacts, Resource } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';

const ISTIO_TYPES: readonly Resource['type'][] = [
  'AuthenticationPolicy',
  'DestinationRule',
  'IstioGateway',
  'PeerAuthentication',
  'ServiceEntry',
  'Sidecar',
  'VirtualService',
];

/** Whether something in a file speaks of Istio: an object, a label, an annotation, settings. */
export function speaksOfIstio(file: FileFacts): boolean {
  return file.settings.length > 0 || file.resources.some(isOfIstio);
}

function isOfIstio(resource: Resource): boolean {
  if (
    ISTIO_TYPES.includes(resource.type) ||
    /(?:^|\.)istio\.io$/.test(groupOf(resource.apiVersion))
  ) {
    return true;
  }
  const own = [...resource.labels, ...resource.annotations];
  const ofPods =
    resource.type === 'Workload' ? [...resource.podLabels, ...resource.podAnnotations] : [];
  return (
    [...own, ...ofPods].some(({ key }) => isIstioKey(key.value)) ||
    (resource.type === 'Workload' && resource.containers.some(({ name }) => name === 'istio-proxy'))
  );
}

/** `istio-injection`, `istio.io/rev`, `sidecar.istio.io/inject` and the like. */
function isIstioKey(key: string): boolean {
  const [domain = ''] = key.split('/', 1);
  return key === 'istio-injection' || /(?:^|\.)istio\.io$/.test(domain);
}
