import type { FileFacts, Resource } from '../facts/facts.ts';
import type { Delivery } from '../facts/layout/read-deliveries.ts';
import { CLUSTER_SCOPED } from './kustomize/transform.ts';
import { folderOf, isWithin, resolvePath } from './path.ts';

/** What is applied, with its folder and its files of values as paths of the project, and the file that says so. */
export interface Delivered {
  readonly by: string;
  readonly folder: string;
  readonly values: readonly string[];
  readonly delivery: Delivery;
}

/** What Argo CD, Flux and helmfile apply of this project. The whole project as one folder tells nothing. */
export function deliveredBy(files: readonly FileFacts[]): Delivered[] {
  return files.flatMap(({ file, deliveries = [] }) =>
    deliveries.flatMap((delivery) => {
      const folder = resolvePath(delivery.path.from, delivery.path.path);
      if (folder === undefined || folder === '') return [];
      const values = delivery.values.flatMap(({ from, path }) => resolvePath(from, path) ?? []);
      const isWhole = values.length === delivery.values.length;
      return isWhole ? [{ by: file, folder, values, delivery }] : [];
    }),
  );
}

/** Where the kustomization in a folder goes. */
export function deliveryOf(all: readonly Delivered[]): (folder: string) => Delivery | undefined {
  return (folder) => agreed(all.filter((each) => each.folder === folder));
}

/** Where a plain file goes: by the nearest folder that is applied. */
export function deliveryOfFile(all: readonly Delivered[]): (file: string) => Delivery | undefined {
  return (file) => {
    const around = all.filter(({ folder, delivery }) =>
      delivery.recursive ? isWithin(file, folder) : folderOf(file) === folder,
    );
    const nearest = Math.max(...around.map(({ folder }) => folder.length));
    return agreed(around.filter(({ folder }) => folder.length === nearest));
  };
}

function agreed(all: readonly Delivered[]): Delivery | undefined {
  const [first, ...others] = all.map(({ delivery }) => delivery);
  return others.every(({ namespace }) => namespace === first?.namespace) ? first : undefined;
}

/** The facts with the namespace in which a delivery puts their objects. */
export function inNamespace(
  files: readonly FileFacts[],
  delivery: { readonly namespace?: string | undefined; readonly overrides: boolean } | undefined,
): readonly FileFacts[] {
  const { namespace, overrides = false } = delivery ?? {};
  if (namespace === undefined) return files;
  const put = (resource: Resource): Resource => {
    const { name, namespace: before, kind } = resource;
    if (CLUSTER_SCOPED.has(kind) || (before !== '' && !overrides)) return resource;
    return { ...resource, namespace, written: resource.written ?? { name, namespace: before } };
  };
  return files.map((file) =>
    file.resources.length === 0 ? file : { ...file, resources: file.resources.map(put) },
  );
}
