import type { Workload } from '../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { type ProxyPass, sentHttpVersion } from '../mesh/nginx/proxy-pass.ts';
import type { NginxSender } from '../mesh/nginx/senders.ts';
import { isLoopback, type ProxyTarget } from '../mesh/nginx/target.ts';
import { answerTextHolder } from '../mesh/nginx/text-holder.ts';
import type { Span } from '../text.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { absentNode, namedNode, nodeOf, workloadNode } from './nodes.ts';

/**
 * Stage: from every nginx to where it proxies. Hosts outside of the cluster that a workload proxies to are
 * left to the ways out. What stays in the pod is no way.
 */
export function nginxStage(mesh: Mesh): Sketch {
  const holderOf = answerTextHolder(mesh);
  const links = mesh.nginxSenders.flatMap((sender) => {
    const from = (at: Span) => senderNode(mesh, sender, at, holderOf);
    return [
      ...proxiedWays(sender)
        .filter(({ host }) => !isLoopback(host))
        .map(({ host, way, at }): Link => {
          return { from: from(at), to: namedNode(mesh, host, sender.namespace), ...way };
        })
        .filter(({ to }) => to.kind === 'service' || !isCaller(mesh, sender.workload)),
      ...sender.passes
        .filter(({ kind }) => kind === 'unknown')
        .map((pass): Link => {
          const to = absentNode('host', pass.url.value, 'unknown');
          return { from: from(pass.at), to, ...wayOf(pass, sender) };
        }),
    ];
  });
  return { nodes: [], links };
}

/** A server that nginx sends to, and how. */
interface ProxiedWay {
  readonly host: string;
  /** What names the server, in an upstream block or where it is sent from. */
  readonly namedAt: Span;
  /** The directive that sends it there. */
  readonly at: Span;
  readonly way: Way;
}

/** All that an nginx sends to servers that are known. */
export function proxiedWays(sender: NginxSender): ProxiedWay[] {
  const proxied = sender.passes.flatMap((pass) =>
    pass.targets.map((target) => ({
      host: target.host,
      namedAt: target.at ?? pass.url.at,
      at: pass.at,
      way: wayOf(pass, sender, target),
    })),
  );
  const others = sender.otherPasses().flatMap(({ address: { at }, protocol, targets }) =>
    targets.map(({ host, port, at: namedAt = at }): ProxiedWay => {
      const spoken = protocol === 'TLS' ? { note: 'over TLS' } : { protocol };
      const way: Way = { kind: 'proxies', port, ...spoken, evidence: [...new Set([at, namedAt])] };
      return { host, namedAt, at, way };
    }),
  );
  return [...proxied, ...others];
}

/** Whether the calls of a workload are among the ways out. */
function isCaller(mesh: Mesh, workload: Workload | undefined): boolean {
  return workload !== undefined && !mesh.isGatewayWorkload(workload);
}

/** nginx in a ConfigMap that no workload mounts is there for somebody; other configuration may be for no cluster at all. */
function senderNode(
  mesh: Mesh,
  { workload, tiedBy }: NginxSender,
  at: Span,
  holderOf: ReturnType<typeof answerTextHolder>,
): GraphNode {
  if (workload) return workloadNode(mesh, workload);
  const holder = holderOf(at);
  if (holder) return nodeOf('configuration', holder, ['no workload is seen to use it']);
  const label = `nginx ${at.file}`;
  const note =
    tiedBy === 'nothing' ? 'nothing ties it to a cluster' : 'no workload is seen to run it';
  return { id: label, kind: 'nginx', label, notes: [note], at };
}

/** What a `proxy_pass` sends to one of its servers. */
function wayOf(pass: ProxyPass, sender: Pick<NginxSender, 'default'>, target?: ProxyTarget): Way {
  const { httpVersion } = sender.default;
  const version = pass.unknownVersion === undefined ? sentHttpVersion(pass, httpVersion ?? '') : '';
  const places = [pass.url.at, target?.at, pass.at, pass.host.at];
  return {
    kind: 'proxies',
    ...(target && { port: target.port }),
    ...(version !== '' && { protocol: `HTTP/${version}` }),
    ...(pass.scheme === 'https' && { note: 'over TLS' }),
    evidence: places.filter((at) => at !== undefined),
  };
}
