import type { Mesh, Outbound } from '../mesh.ts';
import { once, oncePer } from '../once.ts';
import { type Admission, admissionOf } from './admission.ts';
import { blockingOf, type Gravity, gravityOf, mayBeBlocked } from './blocking.ts';
import { type Caller, type Confidence, callingWorkloads } from './caller.ts';
import { type MetadataAdmission, metadataAdmission } from './metadata.ts';
import { findCalls, type MetadataCall, type OutsideCall } from './outside-calls.ts';

/** What rules ask of the ways out of the mesh; each answer is worked out once. */
export interface EgressQuestions {
  /** Hosts outside the cluster that somebody in the mesh calls, whether the mesh is open or not. */
  everyCall(): readonly OutsideCall[];
  /** Those of callers that may be blocked. */
  outsideCalls(): readonly OutsideCall[];
  /** Calls to the metadata server, of callers that may be blocked. */
  metadataCalls(): readonly MetadataCall[];
  /** Whether a closed mesh lets a call through. */
  admission(call: OutsideCall): Admission;
  /** What of the metadata server it lets through from a namespace. */
  metadataAdmission(namespace: string): MetadataAdmission;
  /** What happens to calls that nothing admits. */
  blocking(caller: Caller, port: number | undefined): Outbound;
  /** How grave that is. */
  gravity(outbound: Outbound, caller: Caller, confidence: Confidence): Gravity;
}

/** Nothing is worked out before it is asked. */
export function answerEgress(mesh: Mesh): EgressQuestions {
  const callers = once(() => callingWorkloads(mesh));
  const every = once(() => findCalls(mesh, callers()));
  const calls = once(() =>
    findCalls(
      mesh,
      callers().filter((caller) => mayBeBlocked(mesh, caller)),
    ),
  );
  return {
    everyCall: () => every().outside,
    outsideCalls: () => calls().outside,
    metadataCalls: () => calls().metadata,
    admission: oncePer((call: OutsideCall) => admissionOf(mesh, call)),
    metadataAdmission: oncePer((namespace: string) => metadataAdmission(mesh, namespace)),
    blocking: (caller, port) => blockingOf(mesh, caller, port),
    gravity: (outbound, caller, confidence) => gravityOf(mesh, outbound, caller, confidence),
  };
}
