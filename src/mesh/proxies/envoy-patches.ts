import type { EnvoyFilter, EnvoyPatch } from '../../facts/istio/envoy-filter.ts';

/** Why a patch of an EnvoyFilter does not do what it says, or only by chance. */
export type PatchFault =
  /** The operation has no effect on what the patch applies to. */
  | 'no-effect'
  /** It works in spite of the API reference, which says that it is ignored. */
  | 'undocumented'
  /** Its outcome depends on which other patches came before, and nothing orders them. */
  | 'relative'
  /** The same, and the patch it depends on is for some versions of the proxy only. */
  | 'relative-to-version';

export interface JudgedPatch {
  readonly envoyFilter: EnvoyFilter;
  readonly patch: EnvoyPatch;
  readonly fault: PatchFault;
}

const RELATIVE: readonly string[] = ['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER'];

/** What can be replaced: LISTENER_FILTER since Istio 1.20 (istio/istio pilot/pkg/networking/core/envoyfilter). */
const REPLACEABLE: readonly string[] = [
  'NETWORK_FILTER',
  'HTTP_FILTER',
  'VIRTUAL_HOST',
  'LISTENER_FILTER',
];

/**
 * The faults of all patches, in the order of files, EnvoyFilters and patches. EnvoyFilters without a priority are
 * applied in the order they were created, those of the root namespace first.
 */
export function faultyPatches(envoyFilters: readonly EnvoyFilter[]): readonly JudgedPatch[] {
  const versioned = new Set<string>();
  return envoyFilters.flatMap((envoyFilter) =>
    envoyFilter.patches.flatMap((patch) => {
      const fault = misuseOf(patch) ?? relativityOf(envoyFilter, patch, versioned);
      if (patch.forProxyVersion && patch.filter !== '') versioned.add(patch.filter);
      return fault === undefined ? [] : [{ envoyFilter, patch, fault }];
    }),
  );
}

/**
 * ADD and REMOVE are ignored for ROUTE_CONFIGURATION. The API reference says the same of HTTP_ROUTE, but the code
 * carries both out (istio/istio 1.30 pilot/pkg/networking/core/envoyfilter/rc_patch.go `patchHTTPRoutes`).
 */
function misuseOf({ applyTo, operation: { value } }: EnvoyPatch): PatchFault | undefined {
  if (value === 'REPLACE') return REPLACEABLE.includes(applyTo) ? undefined : 'no-effect';
  if (value !== 'ADD' && value !== 'REMOVE') return undefined;
  if (applyTo === 'ROUTE_CONFIGURATION') return 'no-effect';
  return applyTo === 'HTTP_ROUTE' ? 'undocumented' : undefined;
}

function relativityOf(
  { priority }: EnvoyFilter,
  { operation, filter }: EnvoyPatch,
  versioned: ReadonlySet<string>,
): PatchFault | undefined {
  if (priority !== 0 || !RELATIVE.includes(operation.value)) return undefined;
  return versioned.has(filter) ? 'relative-to-version' : 'relative';
}
