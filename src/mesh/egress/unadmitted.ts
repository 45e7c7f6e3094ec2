import type { Outbound } from '../mesh.ts';
import type { Admission } from './admission.ts';
import type { Gravity } from './blocking.ts';
import type { Caller } from './caller.ts';
import type { EgressQuestions } from './egress-questions.ts';
import { isNamedBy } from './outside.ts';
import type { Evidence, OutsideCall } from './outside-calls.ts';
import { siteOf } from './site.ts';

/** A call that no ServiceEntry lets through. */
export interface UnadmittedCall {
  readonly call: OutsideCall;
  readonly admission: Admission;
}

/** Calls of one caller to one provider, or to the hosts of one site, that nothing admits. */
export interface UnadmittedGroup {
  readonly caller: Caller;
  /** The provider's id, else the site: what one ServiceEntry is for. */
  readonly name: string;
  readonly calls: readonly UnadmittedCall[];
  /** The surest one. */
  readonly first: UnadmittedCall;
  /** What shows it best, where it is shown. */
  readonly evidence: Evidence;
  readonly outbound: Outbound;
  readonly severity: NonNullable<Gravity>;
}

/** The groups that come to grief, or may; `ignored` are hosts that need no ServiceEntry, also as `*.suffix`. */
export function unadmittedGroups(
  egress: EgressQuestions,
  ignored: readonly string[],
): UnadmittedGroup[] {
  const groups = new Map<OutsideCall['caller']['resource'], Map<string, UnadmittedCall[]>>();
  for (const call of egress.outsideCalls()) {
    if (ignored.some((pattern) => isNamedBy(pattern, call.host))) continue;
    const admission = egress.admission(call);
    if (['admitted', 'free', 'unknown'].includes(admission.kind)) continue;
    const own = groups.get(call.caller.resource) ?? new Map<string, UnadmittedCall[]>();
    const name = call.provider?.id ?? siteOf(call.host);
    own.set(name, [...(own.get(name) ?? []), { call, admission }]);
    groups.set(call.caller.resource, own);
  }
  return [...groups.values()].flatMap((own) =>
    [...own].flatMap(([name, calls]) => groupOf(name, calls, egress) ?? []),
  );
}

function groupOf(
  name: string,
  calls: readonly UnadmittedCall[],
  egress: EgressQuestions,
): UnadmittedGroup | undefined {
  const [first] = calls.toSorted((a, b) => rank(a.call) - rank(b.call));
  const evidence = first && placeOf(first.call);
  if (first === undefined || evidence === undefined) return undefined;
  const { caller, port } = first.call;
  const outbound = egress.blocking(caller, port);
  const severity = egress.gravity(outbound, caller, evidence.confidence);
  return severity && { caller, name, calls, first, evidence, outbound, severity };
}

/** The surest evidence first; of equally sure ones that in the caller's own file. */
function rank({ caller, evidence }: OutsideCall): number {
  const [best] = evidence;
  const order = { high: 0, medium: 2, low: 4 };
  return order[best?.confidence ?? 'low'] + (best?.at.file === caller.resource.at.file ? 0 : 1);
}

/** The surest evidence; among equals the first in the caller's own file. */
function placeOf({ caller, evidence }: OutsideCall): Evidence | undefined {
  const best = evidence.filter(({ confidence }) => confidence === evidence[0]?.confidence);
  return best.find(({ at }) => at.file === caller.resource.at.file) ?? best[0];
}
