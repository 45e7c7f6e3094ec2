import type { FileFacts, Resource } from '../facts/facts.ts';
import type { DestinationRule } from '../facts/istio/kinds.ts';
import { once } from './once.ts';

/** A name in a namespace; `""` stands for any. */
interface Place {
  readonly name: string;
  readonly namespace: string;
}

/**
 * What the files of a whole project declare, in whatever environment: what one environment lacks and another has may be
 * applied to both, so it is not known to be missing.
 */
export interface Declared {
  /** An object of this type and name, in this namespace or in one that is not written. */
  has(type: Resource['type'], place: Place): boolean;
  /** A subset of the Service of this name, or of the host whose first part is the name. */
  hasSubset(subset: string, host: Place): boolean;
  /** The same text as long as all answers are the same. */
  readonly signature: () => string;
}

/** Nothing is looked at before it is asked. The names are those in the files, and those that kustomizations make of them. */
export function declaredIn(files: () => Iterable<FileFacts>): Declared {
  const namespaces = once(() => {
    const found = new Map<string, Set<string>>();
    for (const { key, namespace } of [...files()].flatMap(({ resources }) =>
      resources.flatMap(keys),
    )) {
      const known = found.get(key);
      if (known) known.add(namespace);
      else found.set(key, new Set([namespace]));
    }
    return found;
  });
  const holds = (key: string, namespace: string): boolean => {
    const found = namespaces().get(key);
    return found !== undefined && (namespace === '' || found.has(namespace) || found.has(''));
  };
  return {
    has: (type, { name, namespace }) => holds(`${type} ${name}`, namespace),
    hasSubset: (subset, { name, namespace }) => holds(`subset ${name} ${subset}`, namespace),
    signature: once(() =>
      [...namespaces()].map(([key, found]) => `${key} ${[...found].join(' ')}`).join('\n'),
    ),
  };
}

interface Key {
  readonly key: string;
  readonly namespace: string;
}

function keys(resource: Resource): Key[] {
  const { type, name, namespace } = resource;
  const own = { key: `${type} ${name}`, namespace };
  return type === 'DestinationRule' ? [own, ...subsetKeys(resource)] : [own];
}

function subsetKeys({ host, namespace, subsets }: DestinationRule): Key[] {
  const [name = '', second, svc] = host?.value.split('.') ?? [];
  const of = svc === 'svc' && second !== undefined ? second : second === undefined ? namespace : '';
  return subsets.map((subset) => ({ key: `subset ${name} ${subset.name.value}`, namespace: of }));
}
