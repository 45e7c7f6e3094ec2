import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import { type Entry, entryOf } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { namespaceLabels } from './injection.ts';
import { isManaged } from './managed.ts';

/** A Namespace that does not take pods as the injector makes them. */
export interface RefusedInjection {
  readonly namespace: Namespace;
  /** The label with the level of its Pod Security. */
  readonly level: Entry;
  /** These files install the control plane, and none speaks of the CNI plugin. */
  readonly certain: boolean;
}

const ENFORCE = 'pod-security.kubernetes.io/enforce';
/** Neither allows what `istio-init` needs, the capabilities NET_ADMIN and NET_RAW (kubernetes.io, Pod Security Standards; Kubernetes 1.36). */
const REFUSING: readonly string[] = ['baseline', 'restricted'];

/**
 * Namespaces whose Pod Security admission refuses the init container by which a sidecar gets its traffic. Where the CNI plugin
 * redirects traffic there is none (istio/istio issue 35894; istio.io, Pod Security Admission). Google's managed control plane
 * brings the plugin along.
 */
export function refusedInjections(mesh: Mesh): readonly RefusedInjection[] {
  if (mesh.cniPlugin() === 'yes') return [];
  return mesh.all('Namespace').flatMap((namespace) => {
    const labels = namespaceLabels(mesh.named('Namespace', namespace.name));
    const level = entryOf(namespace.labels, ENFORCE);
    if (!level || !REFUSING.includes(level.value.value)) return [];
    if (labels.get(ENFORCE) !== level || !hasSidecars(namespace, mesh)) return [];
    return [{ namespace, level, certain: mesh.cniPlugin() === 'no' }];
  });
}

/** Gateways have no traffic of others to catch, and so no such container. */
function hasSidecars({ name }: Namespace, mesh: Mesh): boolean {
  const pods = mesh.selected([], name).filter((workload) => !mesh.isGatewayWorkload(workload));
  return pods.some(
    (workload) =>
      mesh.judged(workload) === 'yes' &&
      mesh.injection(workload).inMesh !== 'ambient' &&
      !isManaged(workload, mesh),
  );
}
