import type { CallerMatch } from '../../facts/istio/authorization-rules.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Answer } from '../answer.ts';
import { once, oncePer } from '../once.ts';
import { type Ineffective, ineffectivenessOf } from './ineffective.ts';
import { type MethodFault, methodFault } from './methods.ts';
import {
  ACCOUNT_FIELDS,
  knownAccounts,
  PRINCIPAL_FIELDS,
  type PrincipalFault,
  principalFault,
  serviceAccountFault,
} from './principals.ts';
import {
  type Attached,
  type Grounds,
  type NearMiss,
  nearMissOf,
  reachOf,
  type Selectable,
} from './reach.ts';
import { type Exclusive, type Rivalry, rivalriesOf } from './rivals.ts';
import { knownNamespaces, namespacesCalled } from './source-namespaces.ts';
import { type SplitRule, splitRulesOf } from './split-rules.ts';
import { type LeftOutRule, leftOutRules } from './tcp-rules.ts';
import { type UnknownCallers, unknownCallersOf } from './unknown-callers.ts';
import { type ForWaypoint, type WaypointLack, waypointLackOf } from './waypoints.ts';

/** What rules ask of objects that are for workloads: policies, Sidecars, Telemetry and the like. */
export interface PolicyQuestions {
  /** The workloads that an object selects. */
  reach(attached: Attached): Answer<readonly Selectable[]>;
  /** What an object that selects nothing may have been meant for. */
  nearMiss(attached: Attached): NearMiss | undefined;
  /** Why none of the proxies it selects heeds it; `undefined` where they do, or where nothing tells. */
  ineffective(attached: Attached): Ineffective | undefined;
  /** Why a policy about HTTP reaches no waypoint, in a namespace of an ambient mesh. */
  waypointLack(policy: ForWaypoint): WaypointLack | undefined;
  /** The namespaces that a source of an AuthorizationPolicy, or a ReferenceGrant, means by this name or pattern. */
  namespacesCalled(written: string): Answer<readonly string[]>;
  /** Halves of one rule that an AuthorizationPolicy allows each by itself. */
  splitRules(policy: AuthorizationPolicy): readonly SplitRule[];
  /** Rules of a policy that look at HTTP, and that proxies leave out where they were to allow TCP. */
  leftOutRules(policy: AuthorizationPolicy): readonly LeftOutRule[];
  /** What a policy says of the certificates of callers where they show none. */
  unknownCallers(policy: AuthorizationPolicy): readonly UnknownCallers[];
  /** Why no caller has the identity that one of a policy's matches names; `undefined` where one may, or it names none. */
  principalFault(
    written: string,
    match: CallerMatch,
    policy: AuthorizationPolicy,
  ): PrincipalFault | undefined;
  /** The ServiceAccounts that are known to exist in a namespace; `default` exists beside them. */
  accounts(namespace: string): readonly string[];
  /** Why no request has a method that a policy names. */
  methodFault(written: string): MethodFault | undefined;
  /** Every namespace that is known to exist. */
  readonly namespaces: () => readonly string[];
  /** Objects of a kind of which one alone counts, where there are several for the same workloads. */
  rivalries(type: Exclusive['type']): readonly Rivalry[];
}

export function answerPolicies(grounds: Grounds): PolicyQuestions {
  const namespaces = once(() => knownNamespaces(grounds));
  return {
    reach: oncePer((attached: Attached) => reachOf(grounds, attached)),
    nearMiss: (attached) => nearMissOf(grounds, attached),
    ineffective: (attached) => ineffectivenessOf(grounds, attached),
    waypointLack: (policy) => waypointLackOf(grounds, policy),
    unknownCallers: (policy) => unknownCallersOf(grounds, policy),
    principalFault: (written, { field }, policy) => {
      if (PRINCIPAL_FIELDS.includes(field.value)) return principalFault(grounds, written);
      return ACCOUNT_FIELDS.includes(field.value)
        ? serviceAccountFault(grounds, written, policy)
        : undefined;
    },
    accounts: (namespace) => knownAccounts(grounds, namespace),
    methodFault,
    namespacesCalled: (written) => namespacesCalled(written, grounds, namespaces()),
    leftOutRules: (policy) => leftOutRules(grounds, policy),
    splitRules: (policy) => splitRulesOf(grounds, policy),
    namespaces,
    rivalries: oncePer((type: Exclusive['type']) => rivalriesOf(grounds, type)),
  };
}
