import type { AuthorizationRule } from '../../facts/istio/authorization-rules.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Located } from '../../text.ts';
import { approachesTo, isOpaque } from '../services/shared-ports.ts';
import { isClosed } from './closed.ts';
import { type Grounds, sidecarsOf } from './reach.ts';

/** A rule that does not exist where it was to allow connections. */
export interface LeftOutRule {
  /** What of it looks at HTTP. */
  readonly http: Located<string>;
  readonly workload: Workload;
  /** A port that it names and that is TCP; absent: all ports of the workload are. */
  readonly port?: string;
  /** No rule of any policy lets anything in there. */
  readonly closed: boolean;
}

/**
 * Rules of an ALLOW policy that look at HTTP, for ports of TCP. A proxy that passes bytes on leaves out the whole rule if any part of it
 * looks at HTTP, and refuses what no other rule allows (istio/istio 1.30 pilot/pkg/security/authz/model/model.go
 * `checkError`; since the API came with 1.4). A workload may have ports of TCP beside, and a policy may be for workloads of both
 * kinds: then a rule is told only where it names the port, or where nothing else lets anything in. At most once for each rule.
 */
export function leftOutRules(
  grounds: Grounds,
  policy: AuthorizationPolicy,
): readonly LeftOutRule[] {
  if (policy.action !== 'ALLOW' || !policy.http) return [];
  const pods = sidecarsOf(grounds, policy).map((workload) => ({
    workload,
    ports: opaquePorts(grounds, workload),
  }));
  const isForTcp = pods.every(({ ports }) => ports.all);
  return policy.rules.flatMap((rule) => {
    const { http } = rule;
    if (!http) return [];
    const lost = pods.flatMap(({ workload, ports }) => {
      const port = portsOf(rule).find((one) => ports.opaque.has(one));
      if (port === undefined && !ports.all) return [];
      const closed = isClosed(grounds, workload, ({ http }) => http !== undefined);
      const isMeant = port === undefined && !isForTcp && !closed;
      return isMeant ? [] : [{ http, workload, closed, ...(!ports.all && port && { port }) }];
    });
    return lost.slice(0, 1);
  });
}

interface OpaquePorts {
  readonly opaque: ReadonlySet<string>;
  /** There are some, and no others. */
  readonly all: boolean;
}

function opaquePorts({ mesh }: Grounds, workload: Workload): OpaquePorts {
  const approaches = [...approachesTo(mesh, workload)].filter(([, ways]) =>
    ways.some(({ protocol }) => protocol !== 'udp'),
  );
  const opaque = approaches.filter(([, ways]) => ways.every(({ protocol }) => isOpaque(protocol)));
  return {
    opaque: new Set(opaque.map(([port]) => port)),
    all: opaque.length > 0 && opaque.length === approaches.length,
  };
}

function portsOf({ to }: AuthorizationRule): readonly string[] {
  return (to?.entries ?? []).flatMap(({ ports = [] }) => ports);
}
