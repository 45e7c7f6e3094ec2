import type { DestinationRule, Subset } from '../../facts/istio/kinds.ts';
import { isTemplated, type Located, type Span } from '../../text.ts';
import { type Scoped, scopesOf, seenTogether } from '../hosts/scopes.ts';
import type { Visibility } from '../hosts/visibility.ts';
import type { EffectiveSettings, Target } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { before } from '../versions/version.ts';
import { type RegistryName, registryName } from './registry.ts';
import { answerTogether, type Together, type TogetherGrounds } from './together.ts';

/** A DestinationRule beside others for its host and the same clients, of which Istio does not keep everything. */
export interface RivalRule {
  readonly rule: DestinationRule;
  readonly host: Located<string>;
  /** Those that say some of it as well, in the order of their files. */
  readonly others: readonly DestinationRule[];
  /** What is kept of the oldest of them alone, where they are merged; none: they are not, and the newest counts alone. */
  readonly disputed: readonly Disputed[];
  readonly together: Together;
}

export interface Disputed {
  /** Absent: the `trafficPolicy` for all of the host. */
  readonly subset?: string;
  /** The places of the others' word. */
  readonly otherPlaces: readonly Span[];
  /** They do not all say the same. */
  readonly differs: boolean;
}

/** What the answer rests on. */
export interface RuleGrounds {
  readonly objects: Objects;
  readonly settings: () => EffectiveSettings;
  readonly istio: () => Target;
  readonly visibility: Pick<Visibility, 'visible'>;
}

interface Claim extends Scoped {
  readonly rule: DestinationRule;
  readonly host: Located<string>;
  readonly key: string;
}

/**
 * DestinationRules of one namespace for the same host and the same clients: Istio adds up their subsets, and of a subset that
 * several define, as of `trafficPolicy`, it keeps the oldest one's. Since 1.24 those that are shown to different namespaces are
 * not merged, and where both are seen the newest counts alone. A wildcard and a host that it holds never meet (istio/istio 1.28
 * pilot/pkg/model/destination_rule.go `mergeDestinationRule`, sidecar.go `DestinationRule`; notes of 1.24).
 */
export function rivalRules(grounds: RuleGrounds & TogetherGrounds): readonly RivalRule[] {
  const claims = grounds.objects.all('DestinationRule').flatMap((rule) => claimOf(rule, grounds));
  const groups = [...groupBy(claims, ({ key }) => key).values()];
  const togetherOf = answerTogether(grounds);
  const mergesAll = before(grounds.istio(), '1.24');
  const areMerged = (one: Claim, other: Claim): boolean => mergesAll || isShownAlike(one, other);
  return groups
    .flatMap((group) => (group.length > 1 ? rivalsAmong(group, areMerged) : []))
    .map((rival) => ({ ...rival, together: togetherOf(rival.rule, rival.others) }));
}

function claimOf(rule: DestinationRule, grounds: RuleGrounds): Claim[] {
  const { host, selector, exportTo } = rule;
  if (!host || isTemplated(host.value)) return [];
  const { objects, settings } = grounds;
  const namespace = objects.namespace(rule.namespace);
  // One with a selector is for its own namespace, whatever it says (`setDestinationRules`).
  const scopes = selector.length > 0 ? [namespace] : scopesOf(exportTo, namespace);
  const name = registryName(host.value, namespace, settings().clusterDomain.value);
  if (isForNobody(name, scopes, grounds)) return [];
  const labels = selector.map(({ key, value }) => `${key.value}=${value.value}`).sort();
  return [{ rule, host, scopes, key: JSON.stringify([namespace, name.host, labels]) }];
}

/** Sidecars of all namespaces that a rule is shown to leave out its Service. */
function isForNobody(
  { host, service }: RegistryName,
  scopes: readonly string[],
  { visibility }: RuleGrounds,
): boolean {
  if (!service || scopes.includes('*')) return false;
  const exported = { namespace: service.namespace, exportTo: [], hosts: [{ value: host }] };
  return !scopes.some((scope) => visibility.visible(exported, scope));
}

type Rival = Omit<RivalRule, 'together'>;

function rivalsAmong(
  group: readonly Claim[],
  areMerged: (one: Claim, other: Claim) => boolean,
): Rival[] {
  const seen = seenTogether(group);
  return group.flatMap((own) => {
    // An object that is declared again is no rival of itself.
    const near = seen(own).filter(({ rule }) => rule.name !== own.rule.name);
    const merged = near.filter((other) => areMerged(own, other)).map(({ rule }) => rule);
    const apart = near.filter((other) => !areMerged(own, other)).map(({ rule }) => rule);
    return [...rivalOf(own, merged), ...rivalApart(own, apart)];
  });
}

function isShownAlike({ scopes }: Scoped, other: Scoped): boolean {
  return [...scopes].sort().join() === [...other.scopes].sort().join();
}

function rivalOf({ rule, host }: Claim, merged: readonly DestinationRule[]): Rival[] {
  const disputed = disputedBy(rule, merged);
  const others = merged.filter((other) => disputedBy(rule, [other]).length > 0);
  return disputed.length > 0 ? [{ rule, host, others, disputed }] : [];
}

/** Those that say anything. */
function rivalApart({ rule, host }: Claim, apart: readonly DestinationRule[]): Rival[] {
  const says = ({ trafficPolicy, subsets }: DestinationRule): boolean =>
    trafficPolicy !== undefined || subsets.length > 0;
  const others = says(rule) ? apart.filter(says) : [];
  return others.length > 0 ? [{ rule, host, others, disputed: [] }] : [];
}

function disputedBy(rule: DestinationRule, others: readonly DestinationRule[]): Disputed[] {
  const { trafficPolicy } = rule;
  const policies = others.flatMap((other) => other.trafficPolicy ?? []);
  const top = trafficPolicy ? [dispute(trafficPolicy.value, policies)] : [];
  const ofSubsets = rule.subsets.map(({ name, settings }) => ({
    subset: name.value,
    ...dispute(settings, others.flatMap(subsetCalled(name.value))),
  }));
  return [...top, ...ofSubsets].filter(({ otherPlaces }) => otherPlaces.length > 0);
}

function subsetCalled(name: string): (rule: DestinationRule) => Located<string>[] {
  const isMeant = (subset: Subset): boolean => subset.name.value === name && !isTemplated(name);
  return ({ subsets }) =>
    subsets.filter(isMeant).map((subset) => ({ value: subset.settings, at: subset.name.at }));
}

/** What templates fill in may turn out the same. */
function dispute(own: string, others: readonly Located<string>[]): Disputed {
  const isOther = ({ value }: Located<string>): boolean => value !== own && !isTemplated(value);
  return {
    otherPlaces: others.map(({ at }) => at),
    differs: !isTemplated(own) && others.some(isOther),
  };
}
