import type { ConfigMap, DataFile, Secret } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';

/** One key of a ConfigMap or Secret that a container reads. */
export interface UsedData {
  readonly file: DataFile;
  /** For messages: `ConfigMap settings`. */
  readonly source: string;
  /** The variable it becomes, where it becomes one of another name. */
  readonly variable?: string;
}

/** What a container takes from ConfigMaps and Secrets of its namespace: as variables, all at once, or as files. */
export function dataOf(mesh: Mesh, workload: Workload, container: Container): UsedData[] {
  return [
    ...container.env.flatMap(({ name, from }) =>
      from ? read(mesh, workload, from, (file) => file.key.value === from.key, name) : [],
    ),
    ...container.envFrom.flatMap((from) => read(mesh, workload, from, () => true)),
    ...mountedSources(workload, container).flatMap((source) =>
      read(
        mesh,
        workload,
        source,
        ({ key }) =>
          source.items.length === 0 || source.items.some((item) => item.key === key.value),
      ),
    ),
  ];
}

function mountedSources(workload: Workload, container: Container) {
  const names = new Set(container.mounts.map(({ volume }) => volume));
  return workload.volumes.filter(({ name }) => names.has(name)).flatMap(({ sources }) => sources);
}

function read(
  mesh: Mesh,
  workload: Workload,
  { kind, name }: { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string },
  isTaken: (file: DataFile) => boolean,
  variable?: string,
): UsedData[] {
  const found = objectsNamed(mesh, kind, name, workload.namespace);
  return found.flatMap((object) =>
    (object.type === 'ConfigMap' ? object.data : object.stringData).filter(isTaken).map((file) => ({
      file,
      source: `${kind} ${name}`,
      ...(variable !== undefined && { variable }),
    })),
  );
}

/** An object that names no namespace may be meant for any; one of this very namespace goes first. */
function objectsNamed(
  mesh: Mesh,
  kind: 'ConfigMap' | 'Secret',
  name: string,
  namespace: string,
): readonly (ConfigMap | Secret)[] {
  const all: readonly (ConfigMap | Secret)[] = mesh.named(kind, name);
  const own = all.filter((object) => object.namespace === namespace);
  const vague = all.filter((object) => object.namespace === '' || namespace === '');
  return own.length > 0 ? own : vague.length === 1 ? vague : [];
}

/** ConfigMaps with hosts that no workload of these files uses; those of the control plane's namespace are its own. */
export function unusedConfigMaps(mesh: Mesh): readonly ConfigMap[] {
  const root = mesh.settings.rootNamespace.value;
  const speaking = mesh
    .all('ConfigMap')
    .filter(
      ({ namespace, data }) => namespace !== root && data.some(({ hosts }) => hosts.length > 0),
    );
  if (speaking.length === 0) return [];
  const used = new Set<string>();
  for (const workload of mesh.all('Workload')) {
    for (const name of usedNames(workload)) used.add(name);
  }
  return speaking.filter(({ name }) => !used.has(name));
}

function usedNames(workload: Workload): string[] {
  return [
    ...workload.volumes.flatMap(({ sources }) => sources.map(({ name }) => name)),
    ...workload.containers.flatMap(({ env, envFrom }) => [
      ...envFrom.map(({ name }) => name),
      ...env.flatMap(({ from }) => from?.name ?? []),
    ]),
  ];
}
