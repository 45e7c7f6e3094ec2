import { metadataFaults } from '../mesh/egress/metadata-faults.ts';
import { type MetadataNeed, metadataNeeds } from '../mesh/egress/metadata-needs.ts';
import { METADATA_ADDRESS, METADATA_NAME } from '../mesh/egress/outside.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import { newestApiVersion } from '../mesh/versions/served-since.ts';
import { atLeast, before } from '../mesh/versions/version.ts';
import type { Draft, DraftObject, Metadata, Wishes } from './draft.ts';
import { nameGiver } from './names.ts';

/**
 * One ServiceEntry in each namespace that lacks the metadata server, for its name and its address alike: libraries call
 * both. Entries that are there and faulty are mended where they stand, and get no second one beside them.
 */
export function draftMetadataServer(mesh: Mesh, { asked }: Wishes): Draft[] {
  const faults = metadataFaults(mesh, mesh.egress.metadataCalls());
  const wanted = metadataNeeds(mesh, faults).flatMap((need) => {
    const { caller, evidence } = need.call;
    const cures = asked('metadata-server-entry', evidence.at, caller.resource);
    return cures.length > 0 ? [{ need, cures }] : [];
  });
  const metadata = nameGiver(mesh, 'ServiceEntry');
  return [...groupBy(wanted, ({ need }) => need.call.caller.namespace)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, same]) => ({
      cures: [...new Set(same.flatMap(({ cures }) => cures))],
      ...entryFor(
        mesh,
        same.map(({ need }) => need),
        metadata('metadata-server', namespace),
      ),
    }));
}

function entryFor(
  mesh: Mesh,
  needs: readonly MetadataNeed[],
  metadata: Metadata,
): Pick<Draft, 'objects' | 'notes'> {
  const { istio } = mesh.targets;
  const isShort = needs.some(({ gap }) => gap.includes('metadata'));
  const takesShort = atLeast(istio, '1.1.4');
  const entry: DraftObject = {
    apiVersion: newestApiVersion(mesh, 'networking.istio.io', 'ServiceEntry'),
    kind: 'ServiceEntry',
    metadata,
    spec: {
      hosts: [METADATA_NAME, ...(isShort && takesShort ? ['metadata'] : [])],
      addresses: [METADATA_ADDRESS],
      location: 'MESH_EXTERNAL',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'STATIC',
      endpoints: [{ address: METADATA_ADDRESS }],
    },
  };
  const isForwarded =
    istio.version !== undefined && atLeast(istio, '1.2.0') && before(istio, '1.2.2');
  return {
    objects: [entry, ...(isForwarded ? [withoutForwardedFor(mesh, metadata)] : [])],
    notes: [
      'Or keep these calls out of the sidecar: annotation traffic.sidecar.istio.io/excludeOutboundIPRanges: 169.254.169.254/32 on the pods, which also spares them the race with a sidecar that is not ready yet.',
      ...(isShort && !takesShort
        ? [
            'TODO: Istio takes no short host before 1.1.4. Have the application call metadata.google.internal.',
          ]
        : []),
    ],
  };
}

/** Sidecars of Istio 1.2.0 and 1.2.1 add X-Forwarded-For, with which the metadata server refuses requests (istio/istio#13009). */
function withoutForwardedFor(mesh: Mesh, metadata: Metadata): DraftObject {
  return {
    apiVersion: newestApiVersion(mesh, 'networking.istio.io', 'VirtualService'),
    kind: 'VirtualService',
    metadata,
    spec: {
      hosts: [METADATA_NAME, METADATA_ADDRESS],
      http: [
        {
          headers: { request: { remove: ['x-forwarded-for'] } },
          route: [{ destination: { host: METADATA_NAME } }],
        },
      ],
    },
  };
}
