import type {
  ConnectionMatch,
  ConnectionRoute,
  HttpMatch,
  HttpRoute,
  VirtualService,
} from '../../facts/istio/virtual-service.ts';
import { connectionCovers, httpCovers } from './coverage.ts';

type AnyRoute = HttpRoute | ConnectionRoute;

/** A match that never takes anything, or a route without any, and what takes all of it before. */
export interface Shadowed {
  readonly protocol: 'http' | 'tls' | 'tcp';
  /** Counted from 0. */
  readonly index: number;
  readonly route: AnyRoute;
  /** Absent: the route has no match, or none of its matches is left. */
  readonly match?: HttpMatch | ConnectionMatch;
  /** Every match of the route has one like it before; else something wider comes before. */
  readonly how: 'same' | 'wider' | 'everything';
  readonly by: Before;
}

/** An earlier route, and its match; without one it takes everything. */
interface Before {
  readonly index: number;
  readonly route: AnyRoute;
  readonly match?: HttpMatch | ConnectionMatch;
}

/**
 * Routes and matches of a VirtualService that earlier ones leave nothing for: the first route that matches is taken
 * (istio/api networking/v1alpha3/virtual_service.proto). Routes that delegate leave what the delegate does not take.
 */
export function shadowedRoutes(virtualService: VirtualService): readonly Shadowed[] {
  const { gateways, http, tls, tcp } = virtualService;
  const own = gateways.length > 0 ? gateways.map(({ value }) => value) : ['mesh'];
  return [
    ...shadowed(
      'http',
      http.map((route) => ({ route, takes: route.delegate === undefined })),
      {
        covers: (earlier, later) => httpCovers(earlier, later, own),
        kept: ({ uri, ignoresUriCase }) => [
          uri && uri.kind !== 'regex' && !ignoresUriCase ? `${uri.kind} ${uri.value.value}` : '',
        ],
        asked: askedOfHttp,
      },
    ),
    ...(['tls', 'tcp'] as const).flatMap((protocol) =>
      shadowed(
        protocol,
        (protocol === 'tls' ? tls : tcp).map((route) => ({ route, takes: true })),
        {
          covers: (earlier, later) => connectionCovers(earlier, later, own),
          kept: keptOfConnection,
          asked: askedOfConnection,
        },
      ),
    ),
  ];
}

/** How to compare the matches of a protocol, and the words they are kept and asked for by, so that few are compared. */
interface Comparison<Match> {
  readonly covers: (earlier: Match, later: Match) => boolean;
  readonly kept: (match: Match) => readonly string[];
  readonly asked: (match: Match) => readonly string[];
}

function askedOfHttp({ uri, ignoresUriCase }: HttpMatch): string[] {
  const path = uri?.value.value ?? '';
  if (uri?.kind === 'regex' || ignoresUriCase) return ['', 'prefix ', 'prefix /'];
  const prefixes = Array.from({ length: path.length + 1 }, (_, length) => path.slice(0, length));
  return ['', `exact ${path}`, ...prefixes.map((prefix) => `prefix ${prefix}`), 'prefix /'];
}

function keptOfConnection({ sniHosts, port }: ConnectionMatch): string[] {
  if (sniHosts.length > 0) return sniHosts.map(({ value }) => `sni ${value.toLowerCase()}`);
  return [port === undefined ? '' : `port ${port}`];
}

function askedOfConnection({ sniHosts: [first], port }: ConnectionMatch): string[] {
  const host = first?.value.toLowerCase() ?? '';
  const labels = host.split('.');
  const wild = labels.map((_, index) => `*.${labels.slice(index).join('.')}`);
  return ['', `port ${port}`, ...[host, '*', ...wild].map((sni) => `sni ${sni}`)];
}

interface Earlier<Match> {
  readonly index: number;
  readonly route: AnyRoute;
  readonly match: Match;
}

/** The matches met so far. */
interface EarlierMatches<Match> {
  add(earlier: Earlier<Match>): void;
  /** The first that leaves nothing for a match of the route at `index`; one that is the same goes before others. */
  find(match: Match, index: number): Pick<Shadowed, 'by' | 'how'> | undefined;
}

function earlierMatches<Match extends HttpMatch | ConnectionMatch>({
  covers,
  kept,
  asked,
}: Comparison<Match>): EarlierMatches<Match> {
  const byWord = new Map<string, Earlier<Match>[]>();
  return {
    add(earlier) {
      for (const word of kept(earlier.match)) {
        const known = byWord.get(word);
        if (known) known.push(earlier);
        else byWord.set(word, [earlier]);
      }
    },
    find(match, index) {
      const covering = [...new Set(asked(match))]
        .flatMap((word) => byWord.get(word) ?? [])
        .filter((one) => covers(one.match, match) && isHarmful(one, { index, match }))
        .sort((one, other) => one.index - other.index);
      const same = covering.find((one) => covers(match, one.match));
      const by = same ?? covering[0];
      return by && { by, how: same ? 'same' : 'wider' };
    },
  };
}

/**
 * Inside one route a match beside a wider one does no harm, and is written to explain: only what is plainly written
 * twice, or a prefix of a prefix, is worth a word.
 */
function isHarmful(
  one: { readonly index: number; readonly match: HttpMatch | ConnectionMatch },
  other: { readonly index: number; readonly match: HttpMatch | ConnectionMatch },
): boolean {
  if (one.index !== other.index || !('headers' in one.match) || !('headers' in other.match)) {
    return true;
  }
  return one.match.uri?.kind === other.match.uri?.kind;
}

interface JudgedRoute<Match> {
  readonly route: AnyRoute & { readonly matches: readonly Match[] };
  /** What its matches take is gone for later routes. */
  readonly takes: boolean;
}

function shadowed<Match extends HttpMatch | ConnectionMatch>(
  protocol: Shadowed['protocol'],
  routes: readonly JudgedRoute<Match>[],
  comparison: Comparison<Match>,
): Shadowed[] {
  const earlier = earlierMatches(comparison);
  const first = routes.findIndex(({ route, takes }) => takes && route.matches.length === 0);
  return routes.flatMap(({ route, takes }, index): Shadowed[] => {
    const own = { protocol, index, route };
    const everything = first !== -1 && first < index ? routes[first]?.route : undefined;
    if (everything) return [{ ...own, by: { index: first, route: everything }, how: 'everything' }];
    const found = route.matches.flatMap((match): Shadowed[] => {
      const answer = earlier.find(match, index);
      if (takes) earlier.add({ index, route, match });
      return answer ? [{ ...own, match, ...answer }] : [];
    });
    const [any] = found;
    if (any === undefined || found.length < route.matches.length) return found;
    const how = found.every((each) => each.how === 'same') ? 'same' : 'wider';
    return [{ ...own, by: any.by, how }];
  });
}
