import type { Mesh, Outbound } from '../mesh.ts';
import { groupBy } from '../once.ts';
import type { Gravity } from './blocking.ts';
import { isSeen, type MetadataFault } from './metadata-faults.ts';
import { METADATA_ADDRESS, METADATA_NAME } from './outside.ts';
import { isWorkload, type MetadataCall } from './outside-calls.ts';

/** A caller of the metadata server for whom nothing admits what it needs. */
export interface MetadataNeed {
  /** Its surest call that is not admitted. */
  readonly call: MetadataCall;
  /** The names and the address that lack an entry. */
  readonly gap: readonly string[];
  readonly outbound: Outbound;
  readonly severity: NonNullable<Gravity>;
}

/** Every such caller once. Who sees a faulty entry is left out: the fault is what is to be mended. */
export function metadataNeeds(mesh: Mesh, faults: readonly MetadataFault[]): MetadataNeed[] {
  return [...groupBy(mesh.egress.metadataCalls(), ({ caller }) => caller)].flatMap(
    ([{ namespace }, calls]) =>
      faults.some(({ entry }) => isSeen(mesh, entry, namespace)) ? [] : (needOf(mesh, calls) ?? []),
  );
}

function needOf(mesh: Mesh, calls: readonly MetadataCall[]): MetadataNeed | undefined {
  const call = surest(calls.filter((each) => gapOf(mesh, each).length > 0));
  if (call === undefined || isFree(mesh, call)) return undefined;
  const { caller, evidence } = call;
  if (!mesh.owns('ServiceEntry', caller.namespace)) return undefined;
  const outbound = mesh.egress.blocking(caller, 80);
  const severity = mesh.egress.gravity(outbound, caller, evidence.confidence);
  return severity && { call, gap: gapOf(mesh, call), outbound, severity };
}

function isFree(mesh: Mesh, { caller: { resource } }: MetadataCall): boolean {
  return isWorkload(resource) && !mesh.capturesOutbound(resource, METADATA_ADDRESS, 80);
}

/** The surest call, the first of equals: an init container may call before the sidecar runs. */
function surest(calls: readonly MetadataCall[]): MetadataCall | undefined {
  const rank = { high: 0, medium: 1, low: 2 };
  const sorted = calls.toSorted(
    (a, b) => rank[a.evidence.confidence] - rank[b.evidence.confidence],
  );
  return sorted[0];
}

/** What of the metadata server the call needs and does not get. */
function gapOf(mesh: Mesh, { caller, host }: MetadataCall): readonly string[] {
  const { byName, byAddress } = mesh.egress.metadataAdmission(caller.namespace);
  return [
    ...(host !== METADATA_ADDRESS && host !== 'metadata' && !byName ? [METADATA_NAME] : []),
    ...((host === undefined || host === METADATA_ADDRESS) && !byAddress ? [METADATA_ADDRESS] : []),
    ...(host === 'metadata' && mesh.serviceEntries('metadata', caller.namespace).length === 0
      ? ['metadata']
      : []),
  ];
}
