import type { Service } from '../../facts/kubernetes/kinds.ts';
import { entryOf } from '../../text.ts';
import { isPlatformNamespace } from '../injection/injection.ts';
import type { Mesh } from '../mesh.ts';

/**
 * Whether a Service is an application's of the mesh: some workload behind it is judged so; where none is known, its
 * namespace decides. Services of the platform, of gateways and of Istio's own components are nobody's application.
 */
export function membershipOf(mesh: Mesh, service: Service): 'yes' | 'no' | 'unknown' {
  if (isOwn(mesh, service)) return 'no';
  const judged = mesh.workloadsOf(service).map(mesh.judged);
  if (judged.length > 0) {
    return judged.find((one) => one === 'yes') ?? judged.find((one) => one === 'unknown') ?? 'no';
  }
  const { inMesh } = mesh.namespaceInjection(service.namespace);
  if (inMesh === 'sidecar' || inMesh === 'ambient') return 'yes';
  if (mesh.migrating) return 'yes';
  return inMesh === 'unknown' && (mesh.hasMesh || mesh.projectHasMesh) ? 'unknown' : 'no';
}

/** Labels of what Istio installs or makes for a Gateway (istio/istio 1.30 manifests/charts, pilot/pkg/config/kube/gateway). */
function isOwn(mesh: Mesh, service: Service): boolean {
  const { labels, namespace, name } = service;
  if (entryOf(labels, 'gateway.istio.io/managed') !== undefined) return true;
  if (isPlatformNamespace(namespace, mesh.settings.rootNamespace.value)) return true;
  return mesh.isGatewayService(name, namespace) === 'yes';
}
