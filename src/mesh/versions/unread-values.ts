import type { MeshSettings } from '../../facts/istio/settings.ts';
import type { Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { atLeast } from './version.ts';

/** A value for the charts of Istio that the target version's charts do not read. */
export interface UnreadValue {
  readonly settings: MeshSettings;
  /** Such as `global.mtls.enabled`. */
  readonly path: string;
  /** What says the same today. */
  readonly instead: string;
  readonly value: Located<string | boolean>;
  /** Since when, at the latest. */
  readonly since: string;
}

interface OldValue {
  readonly path: string;
  readonly instead: string;
  readonly since: string;
  readonly of: (settings: MeshSettings) => Located<string | boolean> | undefined;
}

/**
 * `global.mtls.enabled` is gone with 1.6, say its upgrade notes; what MeshConfig has as well was deprecated with 1.6 and removed from the
 * charts after it (istio/istio pull request 23355), so that the charts of 1.8, the first that are installed by Helm 3,
 * read none of it. Their notes still warn of both (manifests/charts/istio-control/istio-discovery/templates/NOTES.txt).
 */
const OLD_VALUES: readonly OldValue[] = [
  {
    path: 'global.mtls.enabled',
    instead: 'a PeerAuthentication with mode STRICT in the root namespace',
    since: '1.6',
    of: ({ globalMtls }) => (globalMtls?.value ? globalMtls : undefined),
  },
  {
    path: 'global.outboundTrafficPolicy.mode',
    instead: 'meshConfig.outboundTrafficPolicy.mode',
    since: '1.8',
    of: ({ globalOutboundMode: mode, outboundMode }) =>
      outboundMode || mode?.value !== 'REGISTRY_ONLY' ? undefined : mode,
  },
];

/**
 * The values without effect, in the order of files. Left out are those that say what is so by default, and those that another value
 * of the same document replaces already.
 */
export function unreadValues(mesh: Mesh): readonly UnreadValue[] {
  const documents = mesh.files.flatMap(({ settings }) => settings);
  return documents.flatMap((settings) =>
    OLD_VALUES.flatMap(({ of, ...old }) => {
      const value = of(settings);
      return value && atLeast(mesh.targets.istio, old.since) ? [{ ...old, settings, value }] : [];
    }),
  );
}
