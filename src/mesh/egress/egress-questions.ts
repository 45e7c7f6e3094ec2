import type { Sidecar } from '../../facts/istio/kinds.ts';
import type { Located } from '../../text.ts';
import type { Mesh, Outbound } from '../mesh.ts';
import { groupBy, once, oncePer } from '../once.ts';
import { type Admission, admissionOf, entriesNaming } from './admission.ts';
import { blockingOf, type Gravity, gravityOf, mayBeBlocked } from './blocking.ts';
import { type Caller, type Confidence, callingWorkloads } from './caller.ts';
import { answerEgressHosts, type EgressHostFault } from './egress-hosts.ts';
import { type MetadataAdmission, metadataAdmission } from './metadata.ts';
import { isNamedBy } from './outside.ts';
import {
  type Calls,
  findCalls,
  findInsideCalls,
  findNames,
  foundInCaller,
  type InsideCall,
  type MetadataCall,
  type NamedHost,
  type OutsideCall,
} from './outside-calls.ts';

/** What rules ask of the ways out of the mesh; each answer is worked out once. */
export interface EgressQuestions {
  /**
   * Whether somebody in the mesh, open or not, calls one of these hosts outside of the cluster (wildcards among them) on
   * this port by this scheme.
   */
  isCalled(hosts: readonly string[], port: number, scheme: string): boolean;
  /** All calls out of the cluster of all workloads but gateways, in the mesh or not. */
  calls(): Calls;
  /** All hosts that they name, wherever those are. */
  names(): readonly NamedHost[];
  /** Their calls to Services of these files. */
  insideCalls(): readonly InsideCall[];
  /** Those to hosts outside, of callers that may be blocked. */
  outsideCalls(): readonly OutsideCall[];
  /** Calls to the metadata server, of callers that may be blocked. */
  metadataCalls(): readonly MetadataCall[];
  /** Whether a closed mesh lets a call through. */
  admission(call: OutsideCall): Admission;
  /** What of the metadata server it lets through from a namespace. */
  metadataAdmission(namespace: string): MetadataAdmission;
  /** What happens to calls that nothing admits. */
  blocking(caller: Caller, port: number | undefined): Outbound;
  /** Why a host of a Sidecar's `egress` imports nothing. */
  egressHostFault(sidecar: Sidecar, written: Located<string>): EgressHostFault | undefined;
  /** How grave that is. */
  gravity(outbound: Outbound, caller: Caller, confidence: Confidence): Gravity;
}

/** By port and scheme. */
function calledHosts(calls: readonly OutsideCall[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = groupBy(calls, ({ port, scheme }) => `${port} ${scheme}`);
  return new Map([...groups].map(([key, group]) => [key, new Set(group.map(({ host }) => host))]));
}

/** Nothing is worked out before it is asked. */
export function answerEgress(mesh: Mesh): EgressQuestions {
  const everybody = once(() => callingWorkloads(mesh));
  const callers = once(() => everybody().filter(({ judged }) => judged !== 'no'));
  const naming = once(() => entriesNaming(mesh));
  const found = foundInCaller(mesh);
  const targets = once(() => calledHosts(findCalls(mesh, callers(), found).outside));
  const blockable = once(() =>
    findCalls(
      mesh,
      callers().filter((caller) => mayBeBlocked(mesh, caller)),
      found,
    ),
  );
  return {
    egressHostFault: answerEgressHosts(mesh),
    isCalled: (hosts, port, scheme) => {
      const called = targets().get(`${port} ${scheme}`) ?? new Set();
      return hosts.some(
        (host) =>
          called.has(host) ||
          (host.startsWith('*.') && [...called].some((name) => isNamedBy(host, name))),
      );
    },
    calls: once(() => findCalls(mesh, everybody(), found)),
    names: once(() => findNames(mesh, everybody(), found)),
    insideCalls: once(() => findInsideCalls(mesh, everybody(), found)),
    outsideCalls: () => blockable().outside,
    metadataCalls: () => blockable().metadata,
    admission: oncePer((call: OutsideCall) => admissionOf(mesh, call, (host) => naming()(host))),
    metadataAdmission: oncePer((namespace: string) => metadataAdmission(mesh, namespace)),
    blocking: (caller, port) => blockingOf(mesh, caller, port),
    gravity: (outbound, caller, confidence) => gravityOf(mesh, outbound, caller, confidence),
  };
}
