import type {
  AuthorizationPart,
  AuthorizationRule,
} from '../../facts/istio/authorization-rules.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import { entryOf, isTemplated, type Span } from '../../text.ts';
import { type Grounds, reachOf } from './reach.ts';

/** Two neighbours in `rules`, one with `from` alone and one with `to` alone. */
export interface SplitRule {
  /** The key `from`, and the key `to`. */
  readonly from: Span;
  readonly to: Span;
}

/**
 * Rules are alternatives, so one that was cut in two allows the sources of its first half every request, and everyone those of
 * its second (istio.io, common problems of security, "Authorization is too permissive"; Istio 1.30).
 *
 * Some mean just that: callers known by their certificate may do all, others may ask for the health or the public part. So halves
 * are told only of a policy that is made of nothing else, in turn, whose sources are named peers, and whose operations are none
 * that are commonly open to everyone.
 */
export function splitRulesOf(grounds: Grounds, policy: AuthorizationPolicy): readonly SplitRule[] {
  if (policy.action !== 'ALLOW') return [];
  const pairs = pairsOf(policy.rules);
  const technical = technicalPorts(grounds, policy);
  const isMeant = pairs.some(
    ({ from, to }) => !from.entries.every(isPeer) || to.entries.some(isOpen(technical)),
  );
  return isMeant ? [] : pairs.map(({ from, to }) => ({ from: from.at, to: to.at }));
}

interface Halves {
  readonly from: AuthorizationPart;
  readonly to: AuthorizationPart;
}

/** None where some rule is not the half of another beside it. */
function pairsOf(rules: readonly AuthorizationRule[]): readonly Halves[] {
  const pairs = rules.flatMap((rule, index) => {
    const next = rules[index + 1];
    return index % 2 === 0 ? [halves(rule, next) ?? halves(next, rule)] : [];
  });
  const whole = pairs.flatMap((pair) => pair ?? []);
  return whole.length === pairs.length ? whole : [];
}

function halves(one?: AuthorizationRule, other?: AuthorizationRule): Halves | undefined {
  if (!one || !other || one.to || other.from || one.whenAt || other.whenAt) return undefined;
  return one.from && other.to && { from: one.from, to: other.to };
}

type Fields = AuthorizationPart['entries'][number];

const PEERS: readonly string[] = ['principals', 'namespaces', 'serviceAccounts'];

/** Addresses and tokens are ways in for others, and `*` is every client of the mesh. */
function isPeer(source: Fields): boolean {
  const fields = Object.entries(source);
  return (
    fields.length > 0 &&
    fields.every(([name, values]) => PEERS.includes(name) && !values.includes('*'))
  );
}

const OPEN_PATH =
  /^\/?\*?$|health|live|ready|alive|status|ping|metrics|prometheus|stats|version|drain|probe|actuator|info|index|public|static|assets|favicon|robots|auth|log(?:in|out)|sign|register|callback|well-known|jwks|token|docs?\b|swagger|openapi|hook/i;

/** CORS asks with OPTIONS before it has any credentials. */
const OPEN_METHODS: readonly string[] = ['OPTIONS', 'HEAD'];

function isOpen(technical: ReadonlySet<string>): (operation: Fields) => boolean {
  return (operation) => {
    const { paths = [], methods = [], ports = [] } = operation;
    const values = Object.values(operation).flat();
    return (
      values.length === 0 ||
      values.some((value) => value === '*' || isTemplated(value)) ||
      Object.keys(operation).some((name) => name.startsWith('not')) ||
      paths.some((path) => OPEN_PATH.test(path)) ||
      (methods.length > 0 && methods.every((method) => OPEN_METHODS.includes(method))) ||
      ports.some((port) => technical.has(port))
    );
  };
}

/** Ports of the agent and of Prometheus' own convention, which whoever scrapes or asks for health may call. */
const TECHNICAL: readonly string[] = ['9090', '15020', '15021', '15090'];
const TECHNICAL_NAME = /metric|prom|health|probe|monitor|stats|webhook/i;

/** With those that the selected pods name so, or have scraped. */
function technicalPorts(grounds: Grounds, policy: AuthorizationPolicy): ReadonlySet<string> {
  const reach = reachOf(grounds, policy);
  const pods = typeof reach === 'string' ? [] : reach;
  const ports = pods.flatMap((pod) => {
    if (pod.type !== 'Workload') return [];
    const named = pod.containers
      .flatMap((container) => container.ports)
      .filter(({ name }) => TECHNICAL_NAME.test(name ?? ''));
    const scraped = entryOf(pod.podAnnotations, 'prometheus.io/port')?.value;
    return [
      ...named.map(({ number }) => String(number.value)),
      ...(scraped ? [scraped.value] : []),
    ];
  });
  return new Set([...TECHNICAL, ...ports]);
}
