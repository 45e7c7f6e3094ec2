import {
  type AuthorizationRule,
  CALLER_FIELDS,
  type CallerMatch,
} from '../../facts/istio/authorization-rules.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { approachesTo } from '../services/shared-ports.ts';
import { isClosed } from './closed.ts';
import { type PlainText, plainTextTo, plainTextToSelected } from './plain-text.ts';
import { type Grounds, sidecarsOf } from './reach.ts';

/** Where callers that a rule knows by their certificates show none. */
export interface UnknownCallers {
  readonly match: CallerMatch;
  readonly because: PlainText;
  /** Absent: whatever the policy selects. */
  readonly workload?: Workload;
  /** A port that the rule names; absent: all ports. */
  readonly port?: number;
  /** The policy allows, and no rule of any policy lets anything in there. */
  readonly closed: boolean;
}

type Loss = Omit<UnknownCallers, 'match'>;

/**
 * What a policy says of certificates where callers send plain text: no certificate is compared, so a field matches no request, and its
 * negation every one (istio.io, concepts of security, "Dependency on mutual TLS"; security advisory ISTIO-SECURITY-2021-004; istio/istio 1.30
 * pilot/pkg/security/authz/model/generator.go). `connection.sni` is left out: TLS that the application ends has a server name, too.
 *
 * A policy may be for many workloads, and a rule for those of them that use mutual TLS: an ALLOW policy is told of one workload among others only where
 * nothing else lets anything in there, or the rule names the port. Rules that also match by what is there are told of that alone.
 */
export function unknownCallersOf(
  grounds: Grounds,
  policy: AuthorizationPolicy,
): readonly UnknownCallers[] {
  return policy.rules.flatMap((rule) => {
    const matches = decisive(rule);
    const loss = matches.length > 0 ? lossOf(grounds, policy, rule) : undefined;
    return loss ? matches.map((match) => ({ match, ...loss })) : [];
  });
}

/** What matches nothing makes the rest of no account. */
function decisive({ callers }: AuthorizationRule): readonly CallerMatch[] {
  const positive = callers.filter(({ negated }) => !negated);
  return positive.length > 0 ? positive : callers;
}

function lossOf(
  grounds: Grounds,
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
): Loss | undefined {
  if (typeof grounds.mesh.policies.reach(policy) === 'string') {
    const because = plainTextToSelected(grounds, policy);
    return because && { because, closed: false };
  }
  const pods = sidecarsOf(grounds, policy);
  const losses = pods.flatMap((workload) => lossAt(grounds, policy, workload, rule) ?? []);
  const isMeant = (loss: Loss): boolean =>
    policy.action !== 'ALLOW' ||
    losses.length === pods.length ||
    loss.closed ||
    loss.port !== undefined ||
    decisive(rule).some(({ negated }) => negated);
  return losses.find(isMeant);
}

/** On a port that the rule names, else on all that Services lead to, else on all of the containers. */
function lossAt(
  grounds: Grounds,
  { action }: AuthorizationPolicy,
  workload: Workload,
  rule: AuthorizationRule,
): Loss | undefined {
  const { mesh } = grounds;
  const approaches = approachesTo(mesh, workload);
  const plain = (port: number | undefined): PlainText | undefined =>
    port === undefined || (Number.isInteger(port) && mesh.capturesInbound(workload, port))
      ? plainTextTo(grounds, workload, port, approaches.get(String(port)) ?? [])
      : undefined;
  const named = portsOf(rule);
  const port = named.find(plain);
  const because = plain(port);
  if (named.length > 0) {
    if (port === undefined || !because) return undefined;
    return { because, workload, port, closed: false };
  }
  const ports = [...approaches.keys()].map(Number);
  const open = ports.length > 0 ? ports : containerPorts(workload);
  const reasons = (open.length > 0 ? open : [undefined]).map(plain);
  const [first] = reasons.every((reason) => reason !== undefined) ? reasons : [];
  const closed = action === 'ALLOW' && isClosed(grounds, workload, isLost);
  return first && { because: first, workload, closed };
}

/** None where some operation names no port. */
function portsOf({ to }: AuthorizationRule): readonly number[] {
  const operations = (to?.entries ?? []).map(({ ports = [] }) => ports);
  return operations.every((ports) => ports.length > 0) ? operations.flat().map(Number) : [];
}

function containerPorts({ containers }: Workload): number[] {
  return containers
    .flatMap(({ ports }) => ports)
    .filter(({ protocol }) => protocol !== 'UDP')
    .map(({ number }) => number.value);
}

/** Each source, or some condition, asks for a certificate. */
function isLost({ from, callers }: AuthorizationRule): boolean {
  const sources = from?.entries ?? [];
  const asks = (source: (typeof sources)[number]): boolean =>
    CALLER_FIELDS.some((field) => (source[field] ?? []).length > 0);
  return (
    (sources.length > 0 && sources.every(asks)) ||
    callers.some(({ field, negated }) => !negated && field.value.startsWith('source.'))
  );
}
