import type { FileFacts, Resource } from '../facts/facts.ts';
import type { Service } from '../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../facts/kubernetes/workload.ts';
import type { DeletedObject, Patch } from '../facts/layout/layout.ts';
import type { Entry } from '../text.ts';

/**
 * Objects with strategic merge patches applied: what these take away, labels and annotations of all objects and of pods,
 * containers and volumes of workloads, Services, and the mode of PeerAuthentications. Other fields are left as the object
 * has them.
 */
export function applyPatches(
  files: readonly FileFacts[],
  patches: readonly Patch[],
): readonly FileFacts[] {
  if (patches.length === 0) return files;
  return files.map((file) => ({
    ...file,
    resources: file.resources.flatMap((resource) => patchedBy(resource, patches) ?? []),
  }));
}

function patchedBy(resource: Resource, patches: readonly Patch[]): Resource | undefined {
  let changed = resource;
  for (const { objects, deleted, target } of patches) {
    const isFor = (patch: DeletedObject): boolean =>
      target ? isTarget(target, resource) : isOf(patch, resource);
    if (deleted.some(isFor)) return undefined;
    changed = objects.filter(isFor).reduce(patched, changed);
  }
  return changed;
}

function isOf(patch: DeletedObject, { kind, name, namespace }: Resource): boolean {
  const anywhere = patch.namespace === '' || namespace === '' || patch.namespace === namespace;
  return patch.kind === kind && patch.name === name && anywhere;
}

/** What a target selects by labels is not known here. Its name is a pattern, of which `.*` at the ends is known. */
function isTarget(target: NonNullable<Patch['target']>, { kind, name }: Resource): boolean {
  const { kind: wantedKind = kind, name: wanted = '.*', selects } = target;
  if (selects || wantedKind !== kind) return false;
  if (wanted === '.*' || wanted === name) return true;
  if (wanted.endsWith('.*')) return name.startsWith(wanted.slice(0, -2));
  return wanted.startsWith('.*') && name.endsWith(wanted.slice(2));
}

function patched(resource: Resource, patch: Resource): Resource {
  const labels = merged(resource.labels, patch.labels, patch.removedLabels);
  const annotations = merged(resource.annotations, patch.annotations);
  const changed = { ...resource, labels, annotations };
  if (changed.type === 'Workload' && patch.type === 'Workload') {
    return patchedWorkload(changed, patch);
  }
  if (changed.type === 'Service' && patch.type === 'Service') return patchedService(changed, patch);
  if (changed.type === 'PeerAuthentication' && patch.type === 'PeerAuthentication') {
    return { ...changed, ...(patch.mode && { mode: patch.mode }) };
  }
  return changed;
}

function patchedWorkload(workload: Workload, patch: Workload): Workload {
  return {
    ...workload,
    podLabels: merged(workload.podLabels, patch.podLabels),
    podAnnotations: merged(workload.podAnnotations, patch.podAnnotations),
    hostNetwork: workload.hostNetwork || patch.hostNetwork,
    containers: mergedBy(({ name }) => name, workload.containers, patch.containers, container),
    volumes: mergedBy(({ name }) => name, workload.volumes, patch.volumes),
  };
}

function container(before: Container, patch: Container): Container {
  const words = patch.command.length > 0 ? patch : before;
  const { image = before.image, runAsUser = before.runAsUser } = patch;
  return {
    ...before,
    ...(image && { image }),
    ...(runAsUser !== undefined && { runAsUser }),
    command: words.command,
    commandHosts: words.commandHosts,
    ports: mergedBy(({ number }) => `${number.value}`, before.ports, patch.ports),
    env: mergedBy(({ name }) => name, before.env, patch.env),
    envFrom: [...before.envFrom, ...patch.envFrom],
    probes: mergedBy(({ kind }) => kind, before.probes, patch.probes),
    mounts: mergedBy(({ path }) => path.value, before.mounts, patch.mounts),
  };
}

function patchedService(service: Service, patch: Service): Service {
  const { loadBalancerIP, loadBalancerClass, externalName, typeAt, serviceType } = patch;
  return {
    ...service,
    ...(typeAt && { typeAt, serviceType }),
    ...(loadBalancerIP && { loadBalancerIP }),
    ...(loadBalancerClass && { loadBalancerClass }),
    ...(externalName && { externalName }),
    selector: merged(service.selector, patch.selector),
    ports: mergedBy(({ number }) => `${number.value}`, service.ports, patch.ports),
  };
}

/** A list whose items have a key: those of the patch take the place of, or are put into, those of the same key. */
function mergedBy<T>(
  key: (item: T) => string,
  items: readonly T[],
  patch: readonly T[],
  join: (item: T, over: T) => T = (_item, over) => over,
): T[] {
  const over = new Map(patch.map((item) => [key(item), item]));
  const own = new Set(items.map(key));
  const kept = items.map((item) => {
    const change = over.get(key(item));
    return change === undefined ? item : join(item, change);
  });
  return [...kept, ...patch.filter((item) => !own.has(key(item)))];
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
