import type { DestinationRule } from '../../facts/istio/kinds.ts';
import type { Destination, VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { hostCovers, mayBeSameNamespace } from '../ingress/host-patterns.ts';
import type { EffectiveSettings, Mesh } from '../mesh.ts';
import type { Declared } from '../objects/declared.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy, once } from '../once.ts';
import { type RegistryName, registryName } from './registry.ts';

interface RuleFor {
  readonly rule: DestinationRule;
  readonly name: RegistryName;
}

/** What the input says of subsets. */
export interface Subsets {
  /** The DestinationRules for a host as it is written in a namespace, also by a wildcard. */
  rulesFor(host: string, namespace: string): readonly DestinationRule[];
  /** The DestinationRule that defines the subset a destination names; `undefined` where it names none. */
  subsetOf(destination: Destination, namespace: string): Answer<DestinationRule> | undefined;
}

/** What the answers rest on. */
export interface SubsetGrounds extends Pick<Mesh, 'owns'> {
  readonly objects: Objects;
  readonly declared: Declared;
  readonly settings: () => EffectiveSettings;
}

/**
 * Which DestinationRules are for which host, each host in full. Namespaces that nobody has written may be any; a rule may lie in
 * the client's, the host's or the root namespace, so it is looked for everywhere.
 */
export function answerSubsets({ objects, declared, settings, owns }: SubsetGrounds): Subsets {
  const nameOf = (host: string, namespace: string): RegistryName =>
    registryName(host, objects.namespace(namespace), settings().clusterDomain.value);
  const rules = once(() =>
    objects
      .all('DestinationRule')
      .flatMap((rule): RuleFor[] =>
        rule.host ? [{ rule, name: nameOf(rule.host.value, rule.namespace) }] : [],
      ),
  );
  const exact = once(() => groupBy(rules(), ({ name }) => keyOf(name)));
  const wide = once(() => rules().filter(({ name }) => name.host.startsWith('*')));
  const rulesFor: Subsets['rulesFor'] = (host, namespace) => {
    const wanted = nameOf(host, namespace);
    const named = (exact().get(keyOf(wanted)) ?? []).filter(({ name }) => isSame(name, wanted));
    const covering = wide().filter(({ name }) => hostCovers(name.host, wanted.host));
    return [...new Set([...named, ...covering])].map(({ rule }) => rule);
  };
  return {
    rulesFor,
    subsetOf: ({ host, subset }, namespace) => {
      if (subset === undefined || subset.value === '') return undefined;
      if (isTemplated(host.value) || isTemplated(subset.value)) return 'unknown';
      const found = rulesFor(host.value, namespace);
      const rule = found.find(({ subsets }) => subsets.some(({ name }) => mayBe(name, subset)));
      if (rule !== undefined) return rule;
      const wanted = nameOf(host.value, namespace);
      const [name = ''] = wanted.host.split('.', 1);
      const isElsewhere = declared.hasSubset(
        subset.value,
        wanted.service ?? { name, namespace: '' },
      );
      const isOwned = found.length > 0 || owns('DestinationRule', namespace);
      return isOwned && !isElsewhere ? 'missing' : 'unknown';
    },
  };
}

/** The subsets that routes name, by the DestinationRule that defines them. */
export function routedSubsets(
  virtualServices: readonly VirtualService[],
  { subsetOf }: Pick<Subsets, 'subsetOf'>,
): ReadonlyMap<DestinationRule, ReadonlySet<string>> {
  const routed = new Map<DestinationRule, Set<string>>();
  for (const { namespace, http, tls, tcp } of virtualServices) {
    for (const destination of [...http, ...tls, ...tcp].flatMap((route) => route.destinations)) {
      const rule = subsetOf(destination, namespace);
      if (typeof rule !== 'object') continue;
      const names = routed.get(rule) ?? new Set();
      routed.set(rule, names.add(destination.subset?.value ?? ''));
    }
  }
  return routed;
}

function mayBe(name: Located<string>, wanted: Located<string>): boolean {
  return name.value === wanted.value || isTemplated(name.value);
}

function keyOf({ host, service }: RegistryName): string {
  return service ? `service ${service.name}` : host;
}

function isSame({ service }: RegistryName, wanted: RegistryName): boolean {
  return (
    service === undefined ||
    wanted.service === undefined ||
    mayBeSameNamespace(service.namespace, wanted.service.namespace)
  );
}
