import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';
import { expressionProblem } from './regular-expression.ts';

/** Which match fits what a patch is applied to (istio/istio 1.32, pkg/config/validation/envoyfilter). */
const MATCHES: Readonly<Record<string, 'listener' | 'routeConfiguration' | 'cluster'>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

/**
 * As istiod validates an EnvoyFilter, without its values, for which Envoy's own definitions would be needed, and without the warning that
 * every EnvoyFilter gets.
 */
export function* envoyFilterFaults(object: View): Faults {
  for (const patch of object.get('spec').get('configPatches').items()) yield* patchFaults(patch);
}

function* patchFaults(patch: View): Faults {
  const match = patch.get('match');
  if (isOpen(patch) || known(match.get('context'))?.value === 'WAYPOINT') return;
  const applyTo = known(patch.get('applyTo'))?.value;
  if (!patch.get('applyTo').exists)
    yield missing(patch, 'applyTo', 'the patch does not say what it is applied to');
  yield* contentFaults(patch);
  yield* versionFaults(match);
  const fitting = MATCHES[applyTo ?? ''];
  const other = (['listener', 'routeConfiguration', 'cluster'] as const).find(
    (kind) => match.get(kind).exists && kind !== fitting,
  );
  if (fitting !== undefined && other !== undefined)
    yield error(
      { at: match.get(other).keyAt },
      `a patch of ${applyTo} is matched by ${fitting}, not by ${other}`,
    );
  yield* filterFaults(match.get('listener').get('filterChain').get('filter'), applyTo);
}

function* contentFaults(patch: View): Faults {
  const content = patch.get('patch');
  if (!content.exists) {
    yield missing(patch, 'patch', 'the patch changes nothing: it has no patch');
    return;
  }
  const operation = known(content.get('operation'))?.value;
  if (!content.get('operation').exists)
    yield missing(content, 'operation', 'the patch has no operation');
  else if (
    operation !== 'REMOVE' &&
    operation !== undefined &&
    !content.get('value').exists &&
    !isOpen(content)
  )
    yield missing(content, 'value', `the operation ${operation} needs a value`);
}

function* versionFaults(match: View): Faults {
  const version = known(match.get('proxy').get('proxyVersion'));
  const problem = version && version.value !== '' ? expressionProblem(version.value) : undefined;
  if (version && problem !== undefined) yield error(version, problem);
}

const MANAGER =
  /^(?:envoy\.filters\.network\.http_connection_manager|envoy\.http_connection_manager)$/;

function* filterFaults(filter: View, applyTo: string | undefined): Faults {
  if (!filter.exists || isOpen(filter)) return;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
    yield warning(
      { at: filter.keyAt },
      `the match by filter has no effect on a patch of ${applyTo}`,
    );
    return;
  }
  const name = filter.get('name').text()?.value ?? '';
  if (name === '') yield missing(filter, 'name', 'the match by filter needs a name');
  const sub = filter.get('subFilter');
  if (!sub.exists) return;
  if (applyTo !== 'HTTP_FILTER')
    yield error({ at: sub.keyAt }, 'subFilter is for patches of HTTP_FILTER alone');
  else if (name !== '' && !MANAGER.test(name))
    yield error(
      { at: sub.keyAt },
      `"${name}" has no subFilter: only envoy.filters.network.http_connection_manager has`,
    );
  if ((sub.get('name').text()?.value ?? '') === '' && !isOpen(sub))
    yield missing(sub, 'name', 'subFilter needs a name');
}
