import { entryOf, isTemplated, type Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import type { Settings } from '../settings.ts';

/** Names that need no Secret (istio/istio 1.30 pkg/config/analysis, registry names of the control plane's own cluster). */
const BUILT_IN: readonly string[] = ['Kubernetes', 'Mock', 'External'];

/** A registry that a network names, and those that there are. */
export interface UnknownRegistry {
  readonly registry: Located<string>;
  readonly known: readonly string[];
}

/**
 * Registries of the mesh networks that are no cluster of the mesh: not the control plane's own one, and none that a Secret with
 * the label `istio/multiCluster` brings. Those Secrets are mostly made by hand: where none is among the files, only a name that is
 * a built-in one in other letters is known to be wrong.
 */
export function unknownRegistries(mesh: Mesh, settings: Settings): readonly UnknownRegistry[] {
  const documents = settings.documents();
  const secrets = mesh
    .all('Secret')
    .filter(({ labels }) => entryOf(labels, 'istio/multiCluster')?.value.value === 'true');
  const known = [
    ...BUILT_IN,
    ...documents.flatMap(({ clusterName }) => clusterName?.value ?? []),
    ...secrets.flatMap(({ keys }) => keys.map(({ key }) => key.value)),
  ];
  const isKept = mesh.complete || secrets.length > 0;
  return documents
    .flatMap(({ registries = [] }) => registries)
    .filter(
      ({ value }) =>
        !known.includes(value) && !isTemplated(value) && (isKept || isMiswritten(value)),
    )
    .map((registry) => ({ registry, known }));
}

function isMiswritten(registry: string): boolean {
  return BUILT_IN.some((name) => name.toLowerCase() === registry.toLowerCase());
}
