import type {
  ConnectionMatch,
  HttpMatch,
  MatchScope,
  NamedMatch,
  StringMatch,
} from '../../facts/istio/virtual-service.ts';
import { isTemplated } from '../../text.ts';
import { hostCovers } from '../ingress/host-patterns.ts';
import { selects } from '../objects/selectors.ts';

/**
 * Whether every request that the later match takes is taken by the earlier one as well: each of its conditions follows from
 * one of the later's. `own` are the Gateways of the VirtualService, which stand where a match names none.
 */
export function httpCovers(earlier: HttpMatch, later: HttpMatch, own: readonly string[]): boolean {
  return (
    scopeCovers(earlier, later, own) &&
    uriCovers(earlier, later) &&
    stringCovers(earlier.scheme, later.scheme) &&
    stringCovers(earlier.method, later.method) &&
    stringCovers(earlier.authority, later.authority) &&
    namedCover(earlier.headers, later.headers, headerName) &&
    namedCover(earlier.queryParams, later.queryParams, parameterName) &&
    absentCover(earlier.withoutHeaders, later.withoutHeaders)
  );
}

/** The same for connections. */
export function connectionCovers(
  earlier: ConnectionMatch,
  later: ConnectionMatch,
  own: readonly string[],
): boolean {
  const { sniHosts, destinationSubnets } = earlier;
  const areHostsCovered =
    sniHosts.length === 0 ||
    (later.sniHosts.length > 0 &&
      later.sniHosts.every(({ value }) => sniHosts.some((wide) => hostCovers(wide.value, value))));
  const areSubnetsCovered =
    destinationSubnets.length === 0 ||
    (later.destinationSubnets.length > 0 &&
      later.destinationSubnets.every((subnet) => destinationSubnets.includes(subnet)));
  return scopeCovers(earlier, later, own) && areHostsCovered && areSubnetsCovered;
}

function scopeCovers(earlier: MatchScope, later: MatchScope, own: readonly string[]): boolean {
  const gateways = earlier.gateways.map(({ value }) => value);
  const asked = later.gateways.length > 0 ? later.gateways.map(({ value }) => value) : own;
  return (
    (gateways.length === 0 || asked.every((gateway) => gateways.includes(gateway))) &&
    (earlier.port === undefined || earlier.port === later.port) &&
    (earlier.sourceNamespace === undefined || earlier.sourceNamespace === later.sourceNamespace) &&
    selects(earlier.sourceLabels, later.sourceLabels)
  );
}

/** A path always begins with a slash, so a prefix of no more than that takes all. */
function uriCovers(earlier: HttpMatch, later: HttpMatch): boolean {
  const { uri } = earlier;
  if (uri?.kind === 'prefix' && ['', '/'].includes(uri.value.value)) return true;
  if (later.ignoresUriCase && !earlier.ignoresUriCase && uri !== undefined) return false;
  return earlier.ignoresUriCase
    ? stringCovers(lowered(uri), lowered(later.uri))
    : stringCovers(uri, later.uri);
}

function lowered(match: StringMatch | undefined): StringMatch | undefined {
  if (match === undefined || match.kind === 'regex') return match;
  return { ...match, value: { ...match.value, value: match.value.value.toLowerCase() } };
}

function stringCovers(earlier: StringMatch | undefined, later: StringMatch | undefined): boolean {
  if (earlier === undefined || (earlier.kind === 'regex' && earlier.value.value === '.*')) {
    return true;
  }
  if (later === undefined) return false;
  const [wide, narrow] = [earlier.value.value, later.value.value];
  if (earlier.kind === later.kind && wide === narrow) return true;
  const isPrefix = earlier.kind === 'prefix' && later.kind !== 'regex';
  return isPrefix && !isTemplated(wide) && !isTemplated(narrow) && narrow.startsWith(wide);
}

function headerName({ name }: NamedMatch): string {
  return name.value.toLowerCase();
}

function parameterName({ name }: NamedMatch): string {
  return name.value;
}

function namedCover(
  earlier: readonly NamedMatch[],
  later: readonly NamedMatch[],
  nameOf: (match: NamedMatch) => string,
): boolean {
  return earlier.every((wanted) =>
    later.some((one) => nameOf(one) === nameOf(wanted) && stringCovers(wanted.match, one.match)),
  );
}

/** What must not be there for the earlier match must not be there for the later either. */
function absentCover(earlier: readonly NamedMatch[], later: readonly NamedMatch[]): boolean {
  return earlier.every((unwanted) =>
    later.some(
      (one) => headerName(one) === headerName(unwanted) && stringCovers(one.match, unwanted.match),
    ),
  );
}
