import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, type Located } from '../../text.ts';
import { NAMESPACE_LABEL, namespaceLabels, REVISION_LABEL } from '../injection/injection.ts';
import type { Mesh } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import { groupBy } from '../once.ts';

/** A Pod whose proxy is not the one that its injector gives today. */
export interface OutdatedProxy {
  readonly pod: Workload;
  readonly image: Located<string>;
}

/** The Pods of one namespace that run other proxies than its injector gives. */
export interface OutdatedNamespace {
  readonly namespace: Namespace;
  /** What the injector would give. */
  readonly expected: Located<string>;
  /** Sorted by name. */
  readonly pods: readonly OutdatedProxy[];
}

/**
 * Compares the proxies of Pods with the ConfigMap of the injector of their namespace's revision. Only Pods are judged that
 * have a proxy already, so they were injected; nothing is known where that ConfigMap is not among the files
 * (istio/istio master of 2026-08-22, pkg/config/analysis/analyzers/injection/injection-image.go).
 */
export function outdatedProxies(mesh: Mesh): readonly OutdatedNamespace[] {
  const injected = mesh.files
    .flatMap(({ settings }) => settings)
    .flatMap((one) => one.injected ?? []);
  if (injected.length === 0) return [];
  const pods = groupBy(
    mesh.all('Workload').filter(({ kind }) => kind === 'Pod'),
    ({ namespace }) => namespace,
  );
  return mesh.all('Namespace').flatMap((namespace) => {
    const revision = revisionOf(mesh, namespace.name);
    const expected = injected.findLast((one) => one.revision === revision)?.image;
    if (expected === undefined) return [];
    const outdated = (pods.get(namespace.name) ?? [])
      .flatMap((pod) => proxyOf(mesh, pod, expected.value))
      .toSorted((a, b) => (a.pod.name < b.pod.name ? -1 : 1));
    return outdated.length > 0 ? [{ namespace, expected, pods: outdated }] : [];
  });
}

/** The revision that injects a namespace; `undefined` where none does. */
function revisionOf(mesh: Mesh, namespace: string): string | undefined {
  const labels = namespaceLabels(mesh.named('Namespace', namespace));
  const injection = labels.get(NAMESPACE_LABEL)?.value.value;
  if (injection !== undefined) return injection === 'enabled' ? 'default' : undefined;
  return labels.get(REVISION_LABEL)?.value.value;
}

function proxyOf(mesh: Mesh, pod: Workload, expected: string): OutdatedProxy[] {
  if (entryOf(pod.podAnnotations, 'sidecar.istio.io/proxyImage') !== undefined) return [];
  const type = imageTypeOf(mesh, pod);
  const image = pod.containers.find(({ name }) => name === 'istio-proxy')?.image;
  if (image === undefined || image.value === expected) return [];
  return image.value === `${expected}-${type}` ? [] : [{ pod, image }];
}

/** The pod's own, else that of a ProxyConfig that selects it, of its namespace, of the mesh; else MeshConfig's. */
function imageTypeOf(mesh: Mesh, pod: Workload): string {
  const inNamespace = (namespace: string): readonly (string | undefined)[] => {
    const own = mesh.all('ProxyConfig').filter((config) => config.namespace === namespace);
    const selecting = own.filter(
      ({ selector }) => selector.length > 0 && selects(selector, pod.podLabels),
    );
    const wide = own.filter(({ selector }) => selector.length === 0);
    return [...selecting, ...wide].map(({ imageType }) => imageType?.value);
  };
  const { rootNamespace, proxyImageType } = mesh.settings;
  return (
    [pod.proxyImageType, ...inNamespace(pod.namespace), ...inNamespace(rootNamespace.value)].find(
      (type) => type !== undefined,
    ) ?? proxyImageType.value
  );
}
