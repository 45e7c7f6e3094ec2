import type { FileFacts, Resource } from '../../facts/facts.ts';
import type { Answer } from '../answer.ts';
import { groupBy, once, oncePer } from '../once.ts';

type ResourceOf<Type extends Resource['type']> = Extract<Resource, { type: Type }>;

/** The objects of one environment, indexed as questions need them. */
export interface Objects {
  /** All objects of one type, in the order of their files. */
  all<Type extends Resource['type']>(type: Type): readonly ResourceOf<Type>[];
  /** Those of one namespace. */
  inNamespace<Type extends Resource['type']>(
    type: Type,
    namespace: string,
  ): readonly ResourceOf<Type>[];
  /** Those of one name, in any namespace. */
  named<Type extends Resource['type']>(type: Type, name: string): readonly ResourceOf<Type>[];
  /** The namespace that is meant: where none is written, the environment's own, if the user has told it. */
  namespace(written: string): string;
  /** All objects, in the order of their files. */
  readonly resources: () => readonly Resource[];
}

/** Indexes are made when they are first asked for. */
export function indexObjects(
  files: readonly FileFacts[],
  defaultNamespace: string | undefined,
): Objects {
  const resources = once(() => files.flatMap((file) => file.resources));
  const byType = once(() => groupBy(resources(), (resource) => resource.type));
  const namespace = (written: string): string =>
    written === '' ? (defaultNamespace ?? '') : written;
  const inNamespaces = oncePer((type: Resource['type']) =>
    groupBy(byType().get(type) ?? [], (resource) => namespace(resource.namespace)),
  );
  const byName = oncePer((type: Resource['type']) =>
    groupBy(byType().get(type) ?? [], (resource) => resource.name),
  );
  return {
    resources,
    namespace,
    all: (type) => ofType(byType().get(type), type),
    inNamespace: (type, from) => ofType(inNamespaces(type).get(namespace(from)), type),
    named: (type, name) => ofType(byName(type).get(name), type),
  };
}

/**
 * The object of that type and name in a namespace. One without a namespace may be the one that is meant, and so may one of any
 * namespace for a caller without. `'missing'` says no more than that none is among these.
 */
export function objectNamed<Type extends Resource['type']>(
  type: Type,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  objects: Objects,
): Answer<ResourceOf<Type>> {
  const candidates = objects.named(type, name);
  const exact = candidates.find((one) => objects.namespace(one.namespace) === namespace);
  if (exact !== undefined) return exact;
  const vague = candidates.filter(
    (one) => namespace === '' || objects.namespace(one.namespace) === '',
  );
  if (vague.length === 0) return 'missing';
  return vague.length === 1 ? (vague[0] ?? 'unknown') : 'unknown';
}

/** Every index groups by type first, so the first object of a group tells what all of them are. */
function isGroupOf<Type extends Resource['type']>(
  group: readonly Resource[],
  type: Type,
): group is readonly ResourceOf<Type>[] {
  return group[0]?.type === type;
}

function ofType<Type extends Resource['type']>(
  group: readonly Resource[] | undefined,
  type: Type,
): readonly ResourceOf<Type>[] {
  return group !== undefined && isGroupOf(group, type) ? group : [];
}
