import type { FileFacts, Resource } from '../facts/facts.ts';
import type { Ingress, IngressBackend } from '../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../facts/kubernetes/workload.ts';
import type { Kustomization } from '../facts/layout/layout.ts';
import type { Located } from '../text.ts';
import { merged } from './patch.ts';

/** Kinds that have no namespace, as far as facts know them (Kubernetes 1.33, `kubectl api-resources`). */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRbacConfig',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MeshPolicy',
  'MutatingWebhookConfiguration',
  'Namespace',
  'ValidatingWebhookConfiguration',
]);

/**
 * The objects of one kustomization as it would print them: namespace, prefix and suffix of names and of the
 * references kustomize knows (not those in Istio's own kinds), labels, annotations and images.
 */
export function applyKustomization(
  kustomization: Kustomization,
  files: readonly FileFacts[],
): FileFacts[] {
  const { namespace, namePrefix, nameSuffix, podLabels, annotations, images } = kustomization;
  const unchanged =
    namespace === undefined &&
    [namePrefix, nameSuffix].every((affix) => affix === '') &&
    [podLabels, annotations, images].every((list) => list.length === 0);
  if (unchanged) return [...files];
  const renamed = namesToChange(kustomization, files);
  return files.map((file) => ({
    ...file,
    resources: file.resources.map((resource) => change(kustomization, resource, renamed)),
  }));
}

/** `kind/name` of the objects that other objects may name, when names change at all. */
function namesToChange(kustomization: Kustomization, files: readonly FileFacts[]): Set<string> {
  if (kustomization.namePrefix === '' && kustomization.nameSuffix === '') return new Set();
  return new Set(
    files.flatMap((file) => file.resources.map(({ kind, name }) => `${kind}/${name}`)),
  );
}

type Rename = (kind: string, name: string) => string;

function change(
  kustomization: Kustomization,
  resource: Resource,
  renamed: ReadonlySet<string>,
): Resource {
  const { namePrefix, nameSuffix } = kustomization;
  const rename: Rename = (kind, name) =>
    renamed.has(`${kind}/${name}`) ? `${namePrefix}${name}${nameSuffix}` : name;
  const clusterScoped = CLUSTER_SCOPED.has(resource.kind);
  const name = resource.kind === 'Namespace' ? resource.name : rename(resource.kind, resource.name);
  const namespace = clusterScoped ? '' : (kustomization.namespace ?? resource.namespace);
  const changed: Resource = {
    ...changeReferences(resource, kustomization, rename),
    name: renamedNamespace(kustomization, resource) ?? name,
    namespace,
    written: resource.written ?? { name: resource.name, namespace: resource.namespace },
    annotations: [...resource.annotations, ...kustomization.annotations],
  };
  return changed;
}

/** kustomize's `namespace:` also renames the Namespace object itself when there is one to rename. */
function renamedNamespace(kustomization: Kustomization, resource: Resource): string | undefined {
  return resource.kind === 'Namespace' ? kustomization.namespace : undefined;
}

function changeReferences(
  resource: Resource,
  kustomization: Kustomization,
  rename: Rename,
): Resource {
  const labels = [...resource.labels, ...kustomization.podLabels];
  switch (resource.type) {
    case 'Workload':
      return { ...changeWorkload(resource, kustomization, rename), labels };
    case 'Service': {
      const selector = resource.selector.length === 0 ? [] : kustomization.podLabels;
      return { ...resource, labels, selector: merged(resource.selector, selector) };
    }
    case 'Ingress':
      return { ...changeIngress(resource, rename), labels };
    default:
      return { ...resource, labels };
  }
}

function changeWorkload(
  workload: Workload,
  kustomization: Kustomization,
  rename: Rename,
): Workload {
  return {
    ...workload,
    podLabels: merged(workload.podLabels, kustomization.podLabels),
    containers: workload.containers.map((container) =>
      changeContainer(container, kustomization, rename),
    ),
    volumes: workload.volumes.map((volume) => ({
      ...volume,
      sources: volume.sources.map((source) => ({
        ...source,
        name: rename(source.kind, source.name),
      })),
    })),
  };
}

function changeContainer(
  container: Container,
  kustomization: Kustomization,
  rename: Rename,
): Container {
  const { image } = container;
  return {
    ...container,
    ...(image && { image: changeImage(image, kustomization) }),
    env: container.env.map((variable) =>
      variable.from
        ? {
            ...variable,
            from: { ...variable.from, name: rename(variable.from.kind, variable.from.name) },
          }
        : variable,
    ),
    envFrom: container.envFrom.map((source) => ({
      ...source,
      name: rename(source.kind, source.name),
    })),
  };
}

function changeImage(image: Located<string>, { images }: Kustomization): Located<string> {
  const [name = '', tag] = splitImage(image.value);
  const override = images.find((candidate) => candidate.name === name);
  if (!override) return image;
  const newTag = override.newTag ?? tag;
  const newName = override.newName ?? name;
  return { ...image, value: newTag === undefined ? newName : `${newName}:${newTag}` };
}

/** Name and tag; a `:` before the last `/` is a registry's port. */
function splitImage(image: string): [name: string, tag?: string] {
  const [plain = ''] = image.split('@');
  const colon = plain.lastIndexOf(':');
  return colon > plain.lastIndexOf('/') ? [plain.slice(0, colon), plain.slice(colon + 1)] : [plain];
}

function changeIngress(ingress: Ingress, rename: Rename): Ingress {
  const changeBackend = (backend: IngressBackend): IngressBackend => ({
    ...backend,
    service: { ...backend.service, value: rename('Service', backend.service.value) },
  });
  return {
    ...ingress,
    backends: ingress.backends.map(changeBackend),
    rules: ingress.rules.map((rule) => ({
      ...rule,
      paths: rule.paths.map((path) => ({
        ...path,
        ...(path.backend && { backend: changeBackend(path.backend) }),
      })),
    })),
    tls: ingress.tls.map((tls) => ({
      ...tls,
      ...(tls.secretName && {
        secretName: { ...tls.secretName, value: rename('Secret', tls.secretName.value) },
      }),
    })),
  };
}
