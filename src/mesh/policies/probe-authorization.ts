import {
  type AuthorizationPart,
  type AuthorizationRule,
  CALLER_FIELDS,
} from '../../facts/istio/authorization-rules.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { oncePerObject } from '../once.ts';
import {
  type AskedProbe,
  askedProbes,
  isRewritten,
  probedPort,
} from '../proxies/probe-rewriting.ts';
import { isFor } from './reach.ts';

/** A question of the kubelet that meets the sidecar, and that no policy allows. */
export interface UnauthorizedProbe extends AskedProbe {
  readonly port: number;
  /** The first of the policies that allow others something. */
  readonly policy: AuthorizationPolicy;
}

/**
 * Questions over HTTP that the kubelet puts to the port itself, where policies allow others something and such a question nothing: it
 * comes from the node, without a certificate and without a token, and is answered with 403 (istio.io, AuthorizationPolicy: what
 * no ALLOW policy matches is denied where there is one; since Istio 1.4). Under strict mutual TLS it does not come that far.
 */
export function* unauthorizedProbes(mesh: Mesh): Iterable<UnauthorizedProbe> {
  const allowing = mesh.all('AuthorizationPolicy').filter(({ action }) => action === 'ALLOW');
  if (allowing.length === 0) return;
  const near = oncePerObject((workload: Workload) => policiesFor(workload, allowing, mesh));
  for (const asked of askedProbes(mesh)) {
    const port = plainPort(asked, mesh);
    if (port === undefined) continue;
    const { sure, possible } = near(asked.workload);
    const [policy] = sure;
    const rules = possible.flatMap((each) => each.rules);
    const method = asked.probe.handler === 'grpc' ? 'POST' : 'GET';
    if (policy && !rules.some((rule) => mayAllow(rule, String(port), method))) {
      yield { ...asked, port, policy };
    }
  }
}

/** The port that is asked over HTTP, through the sidecar, in plain text; `undefined` for any other question. */
function plainPort(
  { workload, container, probe, rewriting }: AskedProbe,
  mesh: Mesh,
): number | undefined {
  const port = probedPort(probe, container);
  const isHttp = probe.handler === 'httpGet' || probe.handler === 'grpc';
  if (port === undefined || !isHttp || mesh.judged(workload) !== 'yes') return undefined;
  if (isRewritten(probe, container, rewriting, mesh.targets.istio)) return undefined;
  const isPlain =
    mesh.capturesInbound(workload, port) && mesh.mutualTls(workload, port).mode !== 'STRICT';
  return isPlain ? port : undefined;
}

interface Policies {
  readonly sure: readonly AuthorizationPolicy[];
  /** With those that may be for the workload. */
  readonly possible: readonly AuthorizationPolicy[];
}

function policiesFor(
  workload: Workload,
  allowing: readonly AuthorizationPolicy[],
  mesh: Mesh,
): Policies {
  const answers = allowing.map((policy) => ({ policy, answer: isFor(policy, workload, mesh) }));
  return {
    sure: answers.flatMap(({ policy, answer }) => (answer === 'yes' ? [policy] : [])),
    possible: answers.flatMap(({ policy, answer }) => (answer === 'no' ? [] : [policy])),
  };
}

/** What conditions, paths and hosts say is not known of a probe. */
function mayAllow({ from, to }: AuthorizationRule, port: string, method: string): boolean {
  const isOpenTo = (source: Fields): boolean =>
    IDENTITIES.every((field) => (source[field] ?? []).length === 0);
  const isOpenFor = ({ ports = [], methods = [] }: Fields): boolean =>
    holds(ports, port) && holds(methods, method);
  return (!from || from.entries.some(isOpenTo)) && (!to || to.entries.some(isOpenFor));
}

type Fields = AuthorizationPart['entries'][number];

/** Fields of a source that nobody without a certificate, or a token, has anything for. */
const IDENTITIES: readonly string[] = [...CALLER_FIELDS, 'requestPrincipals'];

function holds(values: readonly string[], value: string): boolean {
  return (
    values.length === 0 ||
    values.some((each) => each === value || each.includes('*') || isTemplated(each))
  );
}
