import type { Workload } from '../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { type ProxyPass, sentHttpVersion } from '../mesh/nginx/proxy-pass.ts';
import type { NginxSender } from '../mesh/nginx/senders.ts';
import { isLoopback, type ProxyTarget } from '../mesh/nginx/target.ts';
import { answerTextHolder } from '../mesh/nginx/text-holder.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { absentNode, namedNode, nodeOf, workloadNode } from './nodes.ts';

/**
 * Stage: from every nginx to where it proxies. Hosts outside of the cluster that a workload proxies to are
 * left to the ways out. What stays in the pod is no way.
 */
export function nginxStage(mesh: Mesh): Sketch {
  const holderOf = answerTextHolder(mesh);
  const links = mesh.nginxSenders.flatMap((sender) =>
    sender.passes.flatMap((pass) =>
      waysOf(mesh, sender, pass, senderNode(mesh, sender, pass, holderOf)),
    ),
  );
  return { nodes: [], links };
}

function waysOf(mesh: Mesh, sender: NginxSender, pass: ProxyPass, from: GraphNode): Link[] {
  const targets = pass.targets.filter(({ host }) => !isLoopback(host));
  const known = targets
    .map((target): Link => {
      const to = namedNode(mesh, target.host, sender.namespace);
      return { from, to, ...wayOf(pass, sender, target) };
    })
    .filter(({ to }) => to.kind === 'service' || !isCaller(mesh, sender.workload));
  if (pass.kind !== 'unknown') return known;
  const to = absentNode('host', pass.url.value, 'unknown');
  return [...known, { from, to, ...wayOf(pass, sender) }];
}

/** Whether the calls of a workload are among the ways out. */
function isCaller(mesh: Mesh, workload: Workload | undefined): boolean {
  return workload !== undefined && !mesh.isGatewayWorkload(workload);
}

/** nginx in a ConfigMap that no workload mounts is there for somebody; other configuration may be for no cluster at all. */
function senderNode(
  mesh: Mesh,
  { workload, tiedBy }: NginxSender,
  { at }: ProxyPass,
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
export function wayOf(
  pass: ProxyPass,
  sender: Pick<NginxSender, 'default'>,
  target?: ProxyTarget,
): Way {
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
