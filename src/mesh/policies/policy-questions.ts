import type { Answer } from '../answer.ts';
import { oncePer } from '../once.ts';
import { type Ineffective, ineffectivenessOf } from './ineffective.ts';
import {
  type Attached,
  type Grounds,
  type NearMiss,
  nearMissOf,
  reachOf,
  type Selectable,
} from './reach.ts';
import { type Exclusive, type Rivalry, rivalriesOf } from './rivals.ts';
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
  /** Objects of a kind of which one alone counts, where there are several for the same workloads. */
  rivalries(type: Exclusive['type']): readonly Rivalry[];
}

export function answerPolicies(grounds: Grounds): PolicyQuestions {
  return {
    reach: oncePer((attached: Attached) => reachOf(grounds, attached)),
    nearMiss: (attached) => nearMissOf(grounds, attached),
    ineffective: (attached) => ineffectivenessOf(grounds, attached),
    waypointLack: (policy) => waypointLackOf(grounds, policy),
    rivalries: oncePer((type: Exclusive['type']) => rivalriesOf(grounds, type)),
  };
}
