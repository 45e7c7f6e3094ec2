import { injectingLabel } from '../mesh/injection/labels.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Draft, DraftObject, Wishes } from './draft.ts';

/**
 * The label of each Namespace whose pods are meant to have sidecars, as a Namespace with nothing else in it: to be applied by
 * those who may label a namespace and not change its manifest. `--fix=unsafe` writes the label into the manifest.
 */
export function draftNamespaces(mesh: Mesh, { asked }: Wishes): Draft[] {
  const label = injectingLabel(mesh);
  if (label === undefined) return [];
  return mesh.all('Namespace').flatMap((namespace) => {
    const cures = asked('namespace-injection', namespace.at, namespace);
    if (cures.length === 0) return [];
    const { name } = namespace;
    const labelled: DraftObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { [label.key]: label.value } },
    };
    return [{ cures, notes: NOTES, objects: [labelled] }];
  });
}

const NOTES: readonly string[] = [
  'Or write the label into the manifest that is there: --fix=unsafe does. Of two manifests the one applied last takes away labels that only the other has.',
  'Then restart the workloads: pods that run already keep what they have.',
];
