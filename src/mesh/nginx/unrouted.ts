import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import type { Receiver } from './destination.ts';

/**
 * What becomes of HTTP for which a sidecar finds no route: it is `refused` by the receivers, for it has no mutual TLS, or `blocked` by the
 * mesh; else it goes on, `bypassing` routes and mutual TLS.
 */
export interface Fate {
  readonly kind: 'refused' | 'blocked' | 'bypassing';
  /** For messages: the policy, or what closes the mesh; `""` where nothing does. */
  readonly by: string;
  readonly at?: Span;
}

/** What becomes of requests from some pods, or any of a namespace, that no route is found for. */
export function fateOfUnrouted(
  receivers: readonly Receiver[],
  from: Workload | { readonly namespace: string },
  mesh: Pick<Mesh, 'judged' | 'mutualTls' | 'outbound'>,
): Fate {
  for (const { workload, port } of receivers) {
    const { mode, by, at } = mesh.mutualTls(workload, port);
    if (mode !== 'STRICT' || mesh.judged(workload) !== 'yes') continue;
    return { kind: 'refused', by, ...(at && { at }) };
  }
  const { mode, by, at } = mesh.outbound(from);
  if (mode !== 'closed') return { kind: 'bypassing', by: '' };
  return { kind: 'blocked', by, ...(at && { at }) };
}

/** For messages, as `so …`. */
export function fateText({ kind, by }: Fate): string {
  switch (kind) {
    case 'refused':
      return `they are sent without mutual TLS and refused by ${by}`;
    case 'blocked':
      return `the mesh blocks them (${by})`;
    case 'bypassing':
      return 'they bypass its routes and mutual TLS';
    default:
      return kind satisfies never;
  }
}

/** What the place of a fate does. */
export function fateReason({ kind }: Fate): string {
  return kind === 'refused' ? 'demands mutual TLS' : 'blocks unknown hosts';
}
