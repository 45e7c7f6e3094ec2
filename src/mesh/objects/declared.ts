import type { FileFacts, Resource } from '../../facts/facts.ts';
import type { ObjectReference, ReferenceGrant } from '../../facts/gke/kinds.ts';
import type { DestinationRule } from '../../facts/istio/kinds.ts';
import { isTemplated } from '../../text.ts';
import { once } from '../once.ts';
import { servicesMadeFor } from './operators.ts';
import { mayBeRendered, templateNames } from './unrendered.ts';

/** A name in a namespace; `""` stands for any. */
interface Place {
  readonly name: string;
  readonly namespace: string;
}

/** Who refers from which namespace to another. */
interface GrantedPlaces {
  /** Of the Gateway API. */
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What the files of a whole project declare, in whatever environment: what one environment lacks and another has may be
 * applied to both, so it is not known to be missing.
 */
export interface Declared {
  /**
   * An object of this type and name, in this namespace or in one that is not written; a Service or ServiceAccount also where
   * a template that nothing has rendered may make it, a Service where an operator may.
   */
  has(type: Resource['type'], place: Place): boolean;
  /** Several objects have this one's type and name: what one of them says may not be what is applied. */
  hasVariants(resource: Resource): boolean;
  /** A subset of the Service of this name, or of the host whose first part is the name. */
  hasSubset(subset: string, host: Place): boolean;
  /** A ReferenceGrant that allows objects of a kind and namespace this reference into a namespace. */
  hasGrant(reference: ObjectReference, asked: GrantedPlaces): boolean;
  /** Every namespace that is declared, or that an object lies in. */
  readonly namespaces: () => readonly string[];
  /** The same text as long as all answers are the same. */
  readonly signature: () => string;
}

/** Nothing is looked at before it is asked. The names are those in the files, and those that kustomizations make of them. */
export function declaredIn(files: () => Iterable<FileFacts>): Declared {
  const known = once(() => placesByKey(files()));
  const isRendered = once(() => mayBeRendered(files()));
  const places = (key: string, namespace: string): readonly string[] => {
    const found = known().get(key) ?? new Map<string, Set<string>>();
    const meant =
      namespace === '' ? [...found.values()] : [found.get(namespace) ?? [], found.get('') ?? []];
    return meant.flatMap((all) => [...all]);
  };
  return {
    has: (type, { name, namespace }) =>
      places(`${type} ${name}`, namespace).length > 0 ||
      (RENDERED.includes(type) && isRendered()(name)),
    hasVariants: ({ type, name, namespace }) =>
      new Set(places(`${type} ${name}`, namespace)).size > 1,
    hasSubset: (subset, { name, namespace }) =>
      places(`subset ${name} ${subset}`, namespace).length > 0,
    hasGrant: ({ group, kind, name }, asked) =>
      ['', asked.from].some((from) =>
        ['', name.value].some((only) => {
          const key = grantKey({ kind: asked.kind, from }, { group, kind, name: only });
          return places(key, asked.to).length > 0;
        }),
      ),
    namespaces: once(() => [...known()].flatMap(namespacesOf)),
    signature: once(() => {
      const names = [...known()].map(
        ([key, found]) => `${key} ${[...found].map(counted).join(' ')}`,
      );
      return [...names, templateNames(files())].join('\n');
    }),
  };
}

const NAMESPACE: Resource['type'] = 'Namespace';
const RENDERED: readonly Resource['type'][] = ['Service', 'ServiceAccount'];

function namespacesOf([key, found]: readonly [string, ReadonlyMap<string, unknown>]): string[] {
  const [type = '', name = ''] = key.split(' ');
  return [...found.keys(), ...(type === NAMESPACE ? [name] : [])].filter((each) => each !== '');
}

/** That there are several counts, not how many. */
function counted([namespace, places]: readonly [string, ReadonlySet<string>]): string {
  return places.size > 1 ? `${namespace}+` : namespace;
}

/** Where each name is declared, by namespace: a place of a file that several environments hold counts once. */
function placesByKey(files: Iterable<FileFacts>): Map<string, Map<string, Set<string>>> {
  const known = new Map<string, Map<string, Set<string>>>();
  for (const resource of [...files].flatMap(({ resources }) => resources)) {
    const place = placeOf(resource);
    for (const { key, namespace } of keysOf(resource)) {
      const found = known.get(key) ?? new Map<string, Set<string>>();
      known.set(key, found);
      const places = found.get(namespace) ?? new Set();
      found.set(namespace, places.add(place));
    }
  }
  return known;
}

/** The place of a declaration: names that share it are of one object, which kustomizations may name otherwise. */
export function placeOf({ at }: Resource): string {
  return `${at.file} ${at.start}`;
}

interface Key {
  readonly key: string;
  readonly namespace: string;
}

/** The names under which an object is asked for. */
export function keysOf(resource: Resource): Key[] {
  const { type, name, namespace } = resource;
  const own = { key: `${type} ${name}`, namespace };
  switch (type) {
    case 'DestinationRule':
      return [own, ...subsetKeys(resource)];
    case 'ReferenceGrant':
      return [own, ...grantKeys(resource)];
    case 'Other':
      return [
        own,
        ...servicesMadeFor(resource).map((made) => ({ key: `Service ${made}`, namespace })),
      ];
    default:
      return [own];
  }
}

function grantKeys({ namespace, from, to }: ReferenceGrant): Key[] {
  const known = (value: string): string => (isTemplated(value) ? '' : value);
  return from
    .filter(({ group }) => group === 'gateway.networking.k8s.io')
    .flatMap((one) =>
      to.map(({ group, kind, name = '' }) => ({
        key: grantKey(
          { kind: one.kind, from: known(one.namespace.value) },
          { group, kind, name: known(name) },
        ),
        namespace,
      })),
    );
}

/** `""` stands for any namespace and any name. */
function grantKey(
  by: { readonly kind: string; readonly from: string },
  to: { readonly group: string; readonly kind: string; readonly name: string },
): string {
  return `grant ${by.kind} ${by.from} ${to.group}/${to.kind} ${to.name}`;
}

function subsetKeys({ host, namespace, subsets }: DestinationRule): Key[] {
  const [name = '', second, svc] = host?.value.split('.') ?? [];
  const of = svc === 'svc' && second !== undefined ? second : second === undefined ? namespace : '';
  return subsets.map((subset) => ({ key: `subset ${name} ${subset.name.value}`, namespace: of }));
}
