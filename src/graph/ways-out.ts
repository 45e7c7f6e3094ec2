import type { ServiceEntry } from '../facts/istio/kinds.ts';
import type { Caller } from '../mesh/egress/caller.ts';
import { METADATA_NAME } from '../mesh/egress/outside.ts';
import {
  type InsideCall,
  isWorkload,
  type MetadataCall,
  type OutsideCall,
  surestFirst,
} from '../mesh/egress/outside-calls.ts';
import type { Mesh, Outbound } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import type { Span } from '../text.ts';
import type { GraphNode, Link, Sketch, Way } from './graph.ts';
import { proxiedWays } from './nginx.ts';
import { entryNode, hostNode, nodeOf, serviceNode, workloadNode } from './nodes.ts';

/** Stage: what workloads call: Services, and hosts outside through the ServiceEntries that admit them. */
export function outStage(mesh: Mesh): Sketch {
  const { outside, metadata } = mesh.egress.calls();
  const passes = proxied(mesh);
  const entries = mesh.all('ServiceEntry');
  return {
    nodes: entries.map(entryNode),
    links: [
      ...mesh.egress.insideCalls().flatMap((call) => wayInside(mesh, call, passes)),
      ...outside.map((call) => wayOut(mesh, call, passes)),
      ...[...groupBy(metadata, ({ caller }) => caller.resource).values()].flatMap((calls) =>
        wayToMetadata(mesh, calls),
      ),
      ...entries.flatMap(admitted),
    ],
  };
}

/** The ways of nginx by the place that names the server. */
type Passes = ReadonlyMap<string, Way>;

function proxied(mesh: Mesh): Passes {
  const ways = mesh.nginxSenders
    .filter(({ workload }) => workload !== undefined)
    .flatMap(proxiedWays);
  return new Map(ways.map(({ namedAt, way }) => [placeKey(namedAt), way]));
}

function placeKey({ file, start }: Span): string {
  return `${start} ${file}`;
}

function callerNode(mesh: Mesh, { resource }: Caller): GraphNode {
  return isWorkload(resource)
    ? workloadNode(mesh, resource)
    : nodeOf('configuration', resource, ['no workload is seen to use it']);
}

/** nginx has a stage of its own. */
function wayInside(mesh: Mesh, call: InsideCall, passes: Passes): Link[] {
  const evidence = call.evidence.map(({ at }) => at).filter((at) => !passes.has(placeKey(at)));
  if (evidence.length === 0) return [];
  const from = callerNode(mesh, call.caller);
  return [{ from, to: serviceNode(call.service), ...calling(call), evidence }];
}

/** What is known of a call itself. */
function calling({ port, scheme, evidence }: OutsideCall): Omit<Way, 'evidence'> {
  return {
    kind: 'calls',
    confidence: evidence[0]?.confidence ?? 'low',
    ...(port !== undefined && { port }),
    ...(scheme !== undefined && { protocol: scheme }),
  };
}

function wayOut(mesh: Mesh, call: OutsideCall, passes: Passes): Link {
  const { kind, entry } = mesh.egress.admission(call);
  const isAdmitted = kind === 'admitted' && entry !== undefined;
  const pass = call.evidence.flatMap(({ at }) => passes.get(placeKey(at)) ?? [])[0];
  return {
    from: callerNode(mesh, call.caller),
    to: isAdmitted ? entryNode(entry) : hostNode(call.host),
    ...calling(call),
    ...pass,
    ...(isAdmitted ? { host: call.host } : { note: fateOf(mesh, call) }),
    evidence: [...call.evidence.map(({ at }) => at), ...(pass?.evidence ?? [])],
  };
}

/** What becomes of a call that no ServiceEntry is seen to admit. */
function fateOf(mesh: Mesh, call: OutsideCall): string {
  if (call.caller.judged === 'no') return 'by no sidecar';
  const { kind, entry } = mesh.egress.admission(call);
  const fate = policy(mesh.egress.blocking(call.caller, call.port));
  switch (kind) {
    case 'free':
      return 'past the sidecar, or through a forward proxy';
    case 'other-port':
      return `${fate}; ${entry?.name} admits other ports`;
    case 'hidden':
      return `${fate}; ${entry?.name} is not visible from there`;
    case 'unknown':
      return `${fate}; a ServiceEntry that is not among these files may admit it`;
    default:
      return fate;
  }
}

function policy({ mode, by }: Outbound): string {
  if (mode === 'closed') return `blocked: ${by}`;
  return mode === 'open' ? `open: ${by}` : `open, as far as these files tell: ${by}`;
}

/** One way for all that shows that somebody needs the metadata server. */
function wayToMetadata(mesh: Mesh, calls: readonly MetadataCall[]): Link[] {
  const [first] = calls;
  if (first === undefined) return [];
  const { caller } = first;
  const evidence = surestFirst(calls.map((call) => call.evidence));
  return [
    {
      kind: 'calls',
      from: callerNode(mesh, caller),
      to: hostNode(METADATA_NAME),
      port: 80,
      confidence: evidence[0]?.confidence ?? 'low',
      note: metadataFate(mesh, caller),
      evidence: evidence.map(({ at }) => at),
    },
  ];
}

function metadataFate(mesh: Mesh, caller: Caller): string {
  if (caller.judged === 'no') return 'by no sidecar';
  const { byName, byAddress } = mesh.egress.metadataAdmission(caller.namespace);
  const fate = policy(mesh.egress.blocking(caller, 80));
  if (byName && byAddress) return 'admitted by name and address';
  if (byName) return `admitted by name; by address ${fate}`;
  return byAddress ? `admitted by address; by name ${fate}` : fate;
}

/** One way for each port that a ServiceEntry states for a host. */
function admitted(entry: ServiceEntry): Link[] {
  const from = entryNode(entry);
  return entry.hosts.flatMap((host): Link[] => {
    const link = { kind: 'admits', from, to: hostNode(host.value) } as const;
    if (entry.ports.length === 0) return [{ ...link, evidence: [host.at] }];
    return entry.ports.map(({ number, protocol }) => ({
      ...link,
      port: number.value,
      ...(protocol !== '' && { protocol }),
      evidence: [host.at, number.at],
    }));
  });
}
