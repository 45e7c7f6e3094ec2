import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf } from '../../text.ts';
import { inRange, isLoopback } from '../hosts/addresses.ts';
import type { Mesh, Target } from '../mesh.ts';
import { oncePer } from '../once.ts';
import { atLeast } from '../versions/version.ts';
import { type AccessList, type AccessRule, accessLists } from './access.ts';
import type { Configuration } from './configuration.ts';

/** An access list that no longer tells clients apart. */
export interface BlindList {
  /** The address that all requests come from. */
  readonly from: string;
  /** The rule to speak of, and what becomes of it: it fits nobody though it should, or everybody. */
  readonly rule: AccessRule;
  readonly outcome: 'nobody-in' | 'everybody-in' | 'nobody-out';
  /** `set_real_ip_from` is there, but names others. */
  readonly trustsOthers: boolean;
}

/**
 * Where the sidecar connects from: 127.0.0.6 (istio/istio pilot/pkg/networking/core `InboundPassthroughBindIpv4`), but up to
 * Istio 1.9 127.0.0.1 for ports of a Service (istio/istio issue 29603).
 */
function sidecarAddress(istio: Target): string {
  return atLeast(istio, '1.10') ? '127.0.0.6' : '127.0.0.1';
}

/**
 * What becomes of the access lists of an nginx whose sidecar is the only client it sees: one that takes the sidecar's word
 * for the client's address, or is not reached through the sidecar, still works and is left out.
 */
export function blindLists(
  configurations: readonly Configuration[],
  workload: Workload,
  mesh: Pick<Mesh, 'capturesInbound' | 'targets'>,
): BlindList[] {
  if (keepsSource(workload)) return [];
  const from = sidecarAddress(mesh.targets.istio);
  const isCaptured = oncePer((port: number) => mesh.capturesInbound(workload, port));
  return configurations.flatMap(accessLists).flatMap((list) => {
    if (!list.ports.some(isCaptured) || list.trusted.some((range) => inRange(from, range)))
      return [];
    const blind = judge(list, from);
    return blind ? [{ ...blind, from, trustsOthers: list.trusted.length > 0 }] : [];
  });
}

/** `interceptionMode: TPROXY` keeps the client's address. */
function keepsSource({ podAnnotations }: Workload): boolean {
  return entryOf(podAnnotations, 'sidecar.istio.io/interceptionMode')?.value.value === 'TPROXY';
}

/** The first rule that fits decides; where none does, nginx lets the request in. */
function judge(
  { rules }: AccessList,
  from: string,
): Pick<BlindList, 'rule' | 'outcome'> | undefined {
  const decisive = rules.find((rule) => fits(rule, from));
  if (decisive?.verdict === 'deny') {
    const rule = rules.find((each) => each.verdict === 'allow' && isAboutOthers(each));
    return rule && { rule, outcome: 'nobody-in' };
  }
  const restricts = rules.some(({ verdict }) => verdict === 'deny');
  if (decisive && !isEverybody(decisive) && restricts) {
    return { rule: decisive, outcome: 'everybody-in' };
  }
  const rule = rules.find((each) => each.verdict === 'deny' && isAboutOthers(each));
  return rule && { rule, outcome: 'nobody-out' };
}

function fits(rule: AccessRule, address: string): boolean {
  return isEverybody(rule) || inRange(address, rule.of.value);
}

function isEverybody({ of }: AccessRule): boolean {
  return of.value === 'all' || of.value.endsWith('/0');
}

/** Whether the rule names clients outside of the pod. */
function isAboutOthers({ of }: AccessRule): boolean {
  const [address = ''] = of.value.split('/', 1);
  return address !== 'all' && address !== 'unix:' && !isLoopback(address);
}
