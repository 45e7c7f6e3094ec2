import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Shadowed } from '../../mesh/routing/unreachable.ts';
import type { Rule } from '../../rule.ts';

export const unreachableRoute: Rule = {
  id: 'unreachable-route',
  summary: 'A route or match is never reached, for an earlier one takes all that it would',
  severity: 'warning',
  codes: ['IST0130', 'IST0131'],
  why: `
Routes of a VirtualService are tried in the order they are written, and the first one that matches is taken. What
stands behind a route without a match, behind the same match, or behind a wider one (\`prefix: /api\` before
\`prefix: /api/v2\`) never gets a request: the subset, the timeout or the redirect written there has no effect.

Put the narrower match first, and the route without a match last. Of a match written twice, delete one.

istioctl analyze compares URI prefixes alone, takes a missing method for GET, and takes a header or authority that the
later match lacks for covered. Here a match is wider only if each of its conditions follows from the other's; paths, exact
or not, methods, headers, parameters, ports, Gateways and labels count. What is written beside a wider match of the
same route is left alone, unless both are prefixes: it does no harm.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
    'https://istio.io/latest/docs/reference/config/analysis/ist0130/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0131/',
  ],

  *check(mesh) {
    for (const virtualService of mesh.all('VirtualService')) {
      for (const each of mesh.routing.shadowed(virtualService)) yield finding(virtualService, each);
    }
  },
};

function finding(virtualService: VirtualService, shadowed: Shadowed): Finding {
  const { match, by, index, route } = shadowed;
  const before = by.index === index ? 'the same route' : `${nameOf(by)} before it`;
  return {
    at: match?.at ?? route.at,
    resource: virtualService,
    ...(match && { severity: 'info' }),
    codes: codesOf(shadowed),
    message: match
      ? `Match of ${nameOf(shadowed)} of ${described(virtualService)} takes nothing: a match of ${before} ${covering(shadowed)}`
      : `${capital(nameOf(shadowed))} of ${described(virtualService)} is never reached: ${before} ${covering(shadowed)}`,
    related: [{ at: by.match?.at ?? by.route.at, message: 'Takes it first' }],
  };
}

function codesOf({ match, how }: Shadowed): readonly string[] {
  if (how === 'everything') return ['IST0130'];
  return how === 'same' && match === undefined ? ['IST0130', 'IST0131'] : ['IST0131'];
}

function covering({ how }: Shadowed): string {
  switch (how) {
    case 'everything':
      return 'has no match and takes everything';
    case 'same':
      return 'is the same';
    case 'wider':
      return 'takes all of it';
  }
}

/** Routes are counted from 1 where they have no name. */
function nameOf({ index, route }: Pick<Shadowed, 'index' | 'route'>): string {
  const name = 'name' in route ? route.name?.value : undefined;
  return name === undefined ? `route ${index + 1}` : `route "${name}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
