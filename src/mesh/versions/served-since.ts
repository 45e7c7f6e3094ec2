import type { Resource } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';
import type { Mesh } from '../mesh.ts';
import { atLeast, compareVersions } from './version.ts';

/** The first Istio that serves a version of an API group (CRDs of istio/istio 1.0 to 1.30); older ones have no line. */
const SERVED_SINCE: ReadonlyMap<string, string> = new Map([
  ['networking.istio.io/v1beta1', '1.5'],
  ['networking.istio.io/v1', '1.22'],
  ['security.istio.io/v1beta1', '1.4'],
  ['security.istio.io/v1', '1.18'],
  ['telemetry.istio.io/v1alpha1', '1.11'],
  ['telemetry.istio.io/v1', '1.22'],
  ['extensions.istio.io/v1alpha1', '1.12'],
]);

/**
 * The first Istio that serves an object; `undefined`: every one does. AuthorizationPolicy is a version older than the rest
 * of its group, and PeerAuthentication came to v1 later than that.
 */
export function servedSince({
  apiVersion,
  kind,
}: Pick<Resource, 'apiVersion' | 'kind'>): string | undefined {
  const since = SERVED_SINCE.get(apiVersion);
  if (kind === 'PeerAuthentication' && since === '1.18') return '1.22';
  return since === '1.4' && kind !== 'AuthorizationPolicy' ? '1.5' : since;
}

/**
 * The `apiVersion` for a new object of Istio: the newest that the target version serves. Where no version is known, it is
 * the newest one that the project itself uses for the group, since all releases go on serving the older ones.
 */
export function newestApiVersion(mesh: Mesh, group: string, kind: string): string {
  const { istio } = mesh.targets;
  const used = mesh.files
    .flatMap(({ resources }) => resources)
    .map(({ apiVersion }) => apiVersion)
    .filter((apiVersion) => istio.version === undefined && groupOf(apiVersion) === group);
  const known = [...SERVED_SINCE.keys()].filter((apiVersion) => groupOf(apiVersion) === group);
  const served = (used.length > 0 ? used : known).filter((apiVersion) =>
    atLeast(istio, servedSince({ apiVersion, kind }) ?? '1.0'),
  );
  return served.toSorted((a, b) => byAge(b, a, kind))[0] ?? `${group}/v1alpha3`;
}

function byAge(left: string, right: string, kind: string): number {
  const since = (apiVersion: string): string => servedSince({ apiVersion, kind }) ?? '1.0';
  return compareVersions(since(left), since(right));
}
