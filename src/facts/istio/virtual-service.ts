import type { Entry, Located, Span } from '../../text.ts';
import type { ResourceHead } from '../resource.ts';

export interface VirtualService extends ResourceHead {
  readonly type: 'VirtualService';
  readonly hosts: readonly Located<string>[];
  /** Empty where none is written: then it holds for `mesh`. */
  readonly gateways: readonly Located<string>[];
  readonly exportTo: readonly Located<string>[];
  readonly http: readonly HttpRoute[];
  readonly tls: readonly ConnectionRoute[];
  readonly tcp: readonly ConnectionRoute[];
}

export interface HttpRoute {
  /** Its first key. */
  readonly at: Span;
  readonly name?: Located<string>;
  /** Empty: every request. */
  readonly matches: readonly HttpMatch[];
  readonly destinations: readonly Destination[];
  /** `mirror` and `mirrors`. */
  readonly mirrors: readonly Destination[];
  readonly redirect: boolean;
  readonly delegate?: Located<string>;
  /** Header names removed from requests, lower case. */
  readonly removedRequestHeaders: readonly string[];
  /** `fault.delay.percent`, which `percentage` has replaced. */
  readonly delayPercent?: Located<number>;
  /** The key `fault`; absent where no fault is injected. */
  readonly faultAt?: Span;
  /** The keys `retries`, unless it allows none, and `timeout`. */
  readonly patience: readonly Located<'retries' | 'timeout'>[];
  /** `rewrite.authority`. */
  readonly authority?: Located<string>;
}

/** Where a match holds, whatever the protocol: who asks, through what. */
export interface MatchScope {
  /** Its first key. */
  readonly at: Span;
  /** Empty: the VirtualService's own. */
  readonly gateways: readonly Located<string>[];
  readonly port?: number;
  readonly sourceLabels: readonly Entry[];
  readonly sourceNamespace?: string;
}

export interface HttpMatch extends MatchScope {
  readonly uri?: StringMatch;
  readonly ignoresUriCase: boolean;
  readonly scheme?: StringMatch;
  readonly method?: StringMatch;
  readonly authority?: StringMatch;
  readonly headers: readonly NamedMatch[];
  readonly queryParams: readonly NamedMatch[];
  readonly withoutHeaders: readonly NamedMatch[];
  /** It also looks at headers, method, query, port, labels or the like. */
  readonly narrowed: boolean;
}

export interface StringMatch {
  readonly kind: 'exact' | 'prefix' | 'regex';
  readonly value: Located<string>;
}

/** A header or parameter; without `match` it has to be there, with any value. */
export interface NamedMatch {
  readonly name: Located<string>;
  readonly match?: StringMatch;
}

/** A `tcp` or `tls` route. */
export interface ConnectionRoute {
  /** Its first key. */
  readonly at: Span;
  /** Empty: every connection. */
  readonly matches: readonly ConnectionMatch[];
  readonly destinations: readonly Destination[];
}

export interface ConnectionMatch extends MatchScope {
  /** Of `tls` routes. */
  readonly sniHosts: readonly Located<string>[];
  readonly destinationSubnets: readonly string[];
}

export interface Destination {
  readonly host: Located<string>;
  readonly subset?: Located<string>;
  readonly port?: Located<number>;
  /** Its share of the route; mirrors have none. */
  readonly weight?: Located<number>;
  /** Headers are changed on the way to it alone. */
  readonly changesHeaders?: true;
}
