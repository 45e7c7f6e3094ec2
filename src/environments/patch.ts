import type { FileFacts, Resource } from '../facts/facts.ts';
import type { Entry } from '../text.ts';

/**
 * Objects with strategic merge patches applied as far as they set labels and annotations, of the object and of its
 * pods. Other fields are left as the object has them.
 */
export function applyPatches(
  files: readonly FileFacts[],
  patches: readonly Resource[],
): readonly FileFacts[] {
  if (patches.length === 0) return files;
  return files.map((file) => ({
    ...file,
    resources: file.resources.map((resource) =>
      patches.filter((patch) => isOf(patch, resource)).reduce(patched, resource),
    ),
  }));
}

function isOf(patch: Resource, { kind, name, namespace }: Resource): boolean {
  const anywhere = patch.namespace === '' || namespace === '' || patch.namespace === namespace;
  return patch.kind === kind && patch.name === name && anywhere;
}

function patched(resource: Resource, patch: Resource): Resource {
  const labels = merged(resource.labels, patch.labels, patch.removedLabels);
  const annotations = merged(resource.annotations, patch.annotations);
  if (resource.type !== 'Workload' || patch.type !== 'Workload')
    return { ...resource, labels, annotations };
  return {
    ...resource,
    labels,
    annotations,
    podLabels: merged(resource.podLabels, patch.podLabels),
    podAnnotations: merged(resource.podAnnotations, patch.podAnnotations),
  };
}

/** The entries with others put over them, and some taken away. */
export function merged(
  entries: readonly Entry[],
  over: readonly Entry[],
  removed: readonly string[] = [],
): Entry[] {
  const gone = new Set([...over.map(({ key }) => key.value), ...removed]);
  return [...entries.filter(({ key }) => !gone.has(key.value)), ...over];
}
