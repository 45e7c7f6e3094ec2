import type { View } from '../../parse/yaml/view.ts';
import {
  durationFaults,
  expressionFaults,
  labelFaults,
  numberFaults,
  percentFaults,
  stringMatchFaults,
} from './blocks.ts';
import { corsFaults } from './cors.ts';
import { destinationFaults, oneDestinationFaults } from './destinations.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';
import { faultInjectionFaults } from './fault-injection.ts';
import { authoritySetters, headerOperationFaults, matchedHeaderProblem } from './headers.ts';
import { isLabel } from './names.ts';
import { retryFaults } from './retries.ts';

/** What a route is for: one that hands over to another VirtualService, one of such a VirtualService, or neither. */
export type Role = 'root' | 'delegate' | 'independent';

export function isDelegating(route: View): boolean {
  return route.get('delegate').exists;
}

export function* httpRouteFaults(route: View, role: Role): Faults {
  yield* actionFaults(route, role);
  for (const match of route.get('match').items()) yield* matchFaults(match);
  yield* headerOperationFaults(route.get('headers'));
  yield* authorityFaults(route);
  yield* corsFaults(route.get('corsPolicy'));
  yield* faultInjectionFaults(route.get('fault'));
  yield* mirrorFaults(route);
  yield* redirectFaults(route);
  yield* directResponseFaults(route.get('directResponse'));
  yield* retryFaults(route.get('retries'));
  yield* rewriteFaults(route.get('rewrite'));
  yield* durationFaults(route.get('timeout'));
  yield* destinationFaults(route.get('route').items());
}

/** Exactly one of redirect, directResponse and route; a route that delegates has none of its own. */
function* actionFaults(route: View, role: Role): Faults {
  const has = (key: 'redirect' | 'directResponse' | 'route' | 'fault' | 'rewrite'): boolean =>
    key === 'route' ? route.get('route').items().length > 0 : route.get(key).exists;
  if (role === 'root') {
    for (const key of ['redirect', 'route'] as const)
      if (has(key))
        yield error(
          { at: route.get(key).keyAt },
          `${key} excludes delegate: only one of them may be set`,
        );
    return;
  }
  if (role === 'delegate' && route.get('delegate').exists)
    yield error(
      { at: route.get('delegate').keyAt },
      'a VirtualService that others delegate to must not delegate itself',
    );
  const action = (['redirect', 'directResponse'] as const).find(has);
  if (action === undefined) {
    if (
      !has('route') &&
      !route.get('delegate').exists &&
      !isOpen(route) &&
      !isOpen(route.get('route'))
    )
      yield missing(route, 'route', 'the HTTP route has no route, redirect or directResponse');
    return;
  }
  const others = (['route', 'fault', 'rewrite', 'directResponse'] as const).filter(
    (key) => key !== action && has(key),
  );
  for (const key of others)
    yield error(
      { at: route.get(key).keyAt },
      `${key} excludes ${action}: only one of them may be set`,
    );
}

function* matchFaults(match: View): Faults {
  for (const field of ['headers', 'withoutHeaders'] as const)
    for (const { key, value } of match.get(field).entries()) {
      const problem = matchedHeaderProblem(key.value);
      if (problem !== undefined) yield error(key, problem);
      const isPresent = field === 'withoutHeaders' && known(value.get('regex'))?.value === '*';
      if (!isPresent) yield* stringMatchFaults(value);
    }
  for (const { value } of match.get('queryParams').entries()) yield* stringMatchFaults(value);
  yield* stringMatchFaults(match.get('uri'), { emptyPrefix: true });
  for (const field of ['scheme', 'method', 'authority'] as const)
    yield* stringMatchFaults(match.get(field));
  yield* labelFaults(match.get('sourceLabels'));
  const namespace = known(match.get('sourceNamespace'));
  if (namespace && namespace.value !== '' && !isLabel(namespace.value))
    yield error(namespace, `"${namespace.value}" is no name of a namespace`);
}

/** Rewriting, and setting headers of requests, can each set the authority; together they may once. */
function* authorityFaults(route: View): Faults {
  const rewrite = known(route.get('rewrite').get('authority'));
  const setters = [
    ...(rewrite && rewrite.value !== '' ? [rewrite] : []),
    ...authoritySetters(route.get('headers')),
  ];
  const [, second] = setters;
  if (second) yield error(second, 'the authority is set twice for this route');
}

function* mirrorFaults(route: View): Faults {
  const mirrors = route.get('mirrors');
  if (route.get('mirror').exists && mirrors.items().length > 0)
    yield error({ at: mirrors.keyAt }, 'mirrors excludes mirror: only one of them may be set');
  yield* oneDestinationFaults(route.get('mirror'));
  yield* percentFaults(route.get('mirrorPercentage'));
  const old = route.get('mirrorPercent');
  if (old.exists)
    yield warning({ at: old.keyAt }, 'mirrorPercent is deprecated: write mirrorPercentage');
  yield* numberFaults(old, 0, 100, 'mirrorPercent');
  for (const mirror of mirrors.items()) {
    yield* oneDestinationFaults(mirror.get('destination'));
    yield* percentFaults(mirror.get('percentage'));
  }
}

function* redirectFaults(route: View): Faults {
  const redirect = route.get('redirect');
  if (!redirect.exists || isOpen(redirect)) return;
  const fields = ['uri', 'prefixRewrite', 'authority', 'port', 'derivePort', 'scheme'] as const;
  if (!fields.some((field) => redirect.get(field).exists))
    yield missing(
      redirect,
      'uri',
      'the redirect changes nothing: it needs a uri, authority, scheme or port',
    );
  if (redirect.get('uri').exists && redirect.get('prefixRewrite').exists)
    yield error(
      { at: redirect.get('prefixRewrite').keyAt },
      'prefixRewrite excludes uri: only one of them may be set',
    );
  const code = redirect.get('redirectCode').number();
  if (code && code.value !== 0 && (code.value < 300 || code.value > 399))
    yield error(code, `redirectCode is ${code.value}, but must be from 300 to 399`);
  const scheme = known(redirect.get('scheme'));
  if (scheme && !['', 'http', 'https'].includes(scheme.value))
    yield error(scheme, `the scheme of a redirect is "${scheme.value}", but must be http or https`);
}

/** The largest body that Envoy takes, and the largest that is no burden. */
const MOST_BODY = 1 << 20;
const MUCH_BODY = 100 * 1024;

function* directResponseFaults(response: View): Faults {
  yield* numberFaults(response.get('status'), 200, 600, 'the status of directResponse');
  const body = known(response.get('body').get('string'));
  if (!body) return;
  const { length } = body.value;
  if (length > MOST_BODY) yield error(body, 'the body of directResponse is larger than 1 MiB');
  else if (length > MUCH_BODY)
    yield warning(body, 'the body of directResponse is larger than 100 KiB, which burdens proxies');
}

function* rewriteFaults(rewrite: View): Faults {
  if (!rewrite.exists || isOpen(rewrite)) return;
  const regex = rewrite.get('uriRegexRewrite');
  const isSet = (field: 'uri' | 'authority'): boolean =>
    (rewrite.get(field).text()?.value ?? '') !== '';
  if (!isSet('uri') && !isSet('authority') && !regex.exists)
    yield missing(
      rewrite,
      'uri',
      'the rewrite changes nothing: it needs a uri, uriRegexRewrite or authority',
    );
  if (regex.exists && isSet('uri'))
    yield error({ at: regex.keyAt }, 'uriRegexRewrite excludes uri: only one of them may be set');
  if (!regex.exists || isOpen(regex)) return;
  for (const field of ['match', 'rewrite'] as const)
    if ((regex.get(field).text()?.value ?? '') === '')
      yield missing(regex, field, `uriRegexRewrite needs ${field}`);
  yield* expressionFaults(regex.get('match'));
}
