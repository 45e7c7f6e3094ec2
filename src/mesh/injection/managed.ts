import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { namespaceLabels, REVISION_LABEL } from './injection.ts';

/**
 * Whether Google's managed control plane gives these pods their sidecars, by the revisions that are its channels
 * (cloud.google.com, Cloud Service Mesh: `asm-managed`, `asm-managed-rapid`, `asm-managed-stable`).
 */
export function isManaged(workload: Workload, mesh: Mesh): boolean {
  const ofNamespace = namespaceLabels(mesh.named('Namespace', workload.namespace));
  const revision = entryOf(workload.podLabels, REVISION_LABEL) ?? ofNamespace.get(REVISION_LABEL);
  return revision?.value.value.startsWith('asm-managed') ?? false;
}
