import { providerOfHost } from '../../facts/application/known-hosts/find-providers.ts';
import type { KnownHost, Provider } from '../../facts/application/known-hosts/provider.ts';
import type { ConfigMap, Service } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import type { NginxSender } from '../nginx/senders.ts';
import { once, oncePerObject } from '../once.ts';
import { type Caller, type Confidence, lesser, proxied, type WorkloadCaller } from './caller.ts';
import { unusedConfigMaps } from './configuration.ts';
import { type Mention, mentionsOf } from './mentions.ts';
import { answerOutside, isMetadataServer } from './outside.ts';
import { type UsedProvider, usedProviders } from './used-providers.ts';

/** What shows that a call is made. */
export interface Evidence {
  readonly at: Span;
  /** For messages, such as `variable API_URL`. */
  readonly what: string;
  readonly confidence: Confidence;
}

/** A host outside the cluster that somebody calls. */
export interface OutsideCall {
  readonly caller: Caller;
  /** A name, an address, or `*.suffix` where a known provider hands the name out. */
  readonly host: string;
  readonly port?: number;
  /** As in URLs; `https` and `http` for known providers. */
  readonly scheme?: string;
  readonly provider?: Provider;
  /** The surest first. */
  readonly evidence: readonly Evidence[];
}

/** A call to Google's metadata server, or the need of credentials that come from there. */
export interface MetadataCall {
  readonly caller: Caller;
  /** The name or address that is written; absent where a library asks by itself. */
  readonly host?: string;
  readonly evidence: Evidence;
}

/** A Service of these files that somebody calls by its name. Whoever names his own Service only tells others where he is. */
export interface InsideCall extends OutsideCall {
  readonly service: Service;
}

export interface Calls {
  readonly outside: readonly OutsideCall[];
  readonly metadata: readonly MetadataCall[];
}

/** All calls out of the cluster that these files show, of the callers that are asked for. */
export function findCalls(
  mesh: Mesh,
  callers: readonly WorkloadCaller[],
  ofCaller: FoundInCaller = foundInCaller(mesh),
): Calls {
  const found = findAll(mesh, callers, ofCaller);
  if (found.length === 0) return { outside: [], metadata: [] };
  const isOutside = answerOutside(mesh);
  const outside = found.filter(({ host, caller }) =>
    isOutside(host.replace(/^\*\./, 'x.'), caller.namespace),
  );
  return { outside: merged(outside), metadata: found.flatMap(ofMetadata) };
}

/** All calls to Services of these files that they show. */
export function findInsideCalls(
  mesh: Mesh,
  callers: readonly WorkloadCaller[],
  ofCaller: FoundInCaller = foundInCaller(mesh),
): InsideCall[] {
  const named = findAll(mesh, callers, ofCaller).filter(
    ({ host }) => !host.includes('*') && !isMetadataServer(host),
  );
  const serviceOf = ({ host, caller }: Pick<Found, 'host' | 'caller'>): Service[] => {
    const service = mesh.service(host, caller.namespace);
    const isOwn =
      typeof service !== 'string' &&
      isWorkload(caller.resource) &&
      mesh.workloadsOf(service).includes(caller.resource);
    return typeof service === 'string' || isOwn ? [] : [service];
  };
  return merged(named.filter((each) => serviceOf(each).length > 0)).flatMap((call) =>
    serviceOf(call).map((service) => ({ ...call, service })),
  );
}

/** A host that somebody names as a place to call, wherever it is. */
export type NamedHost = Pick<OutsideCall, 'caller' | 'host'>;

/** All hosts that the callers name, and those of the providers that they use. */
export function findNames(
  mesh: Mesh,
  callers: readonly WorkloadCaller[],
  ofCaller: FoundInCaller = foundInCaller(mesh),
): readonly NamedHost[] {
  return findAll(mesh, callers, ofCaller);
}

/** What the containers of a workload and their images show. */
export type FoundInCaller = (caller: WorkloadCaller) => readonly Found[];

/** Each workload is looked at once, however many questions ask of it. */
export function foundInCaller(mesh: Mesh): FoundInCaller {
  const source = once(() => mesh.applications.imageSource);
  return oncePerObject((caller) =>
    caller.resource.containers.flatMap((container) => {
      const sure = proxied(mesh, caller.resource, container);
      if (sure === 'never') return [];
      const image = source()(caller.resource, container);
      const mentions = mentionsOf(mesh, caller.resource, container, image);
      const used = usedProviders(mesh, caller.resource, container, image);
      return [
        ...mentions.map((mention) => ofMention(caller, mention, sure)),
        ...used.flatMap((use) => ofProvider(caller, container, use, sure)),
      ];
    }),
  );
}

function findAll(mesh: Mesh, callers: readonly WorkloadCaller[], ofCaller: FoundInCaller): Found[] {
  if (callers.length === 0) return [];
  return [
    ...callers.flatMap(ofCaller),
    ...ofNginx(mesh, callers),
    ...unusedConfigMaps(mesh).flatMap((configMap) => ofConfigMap(configMap, callers)),
  ];
}

/** One call as one piece of evidence shows it. */
interface Found {
  readonly caller: Caller;
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  readonly provider?: Provider;
  readonly evidence: Evidence;
  /** Nobody wrote the host: the table knows it. */
  readonly known: boolean;
}

function ofMention(caller: Caller, mention: Mention, sure: Confidence): Found {
  const { host, port, scheme, at, what } = mention;
  const provider = providerOfHost(host);
  return {
    caller,
    host,
    ...(port !== undefined && { port }),
    ...(scheme !== undefined && { scheme }),
    ...(provider && { provider }),
    evidence: { at, what, confidence: lesser(mention.confidence, sure) },
    known: false,
  };
}

function ofProvider(
  caller: Caller,
  container: Container,
  { provider, at, what }: UsedProvider,
  sure: Confidence,
): Found[] {
  const evidence: Evidence = { at, what, confidence: lesser('medium', sure) };
  return provider.hosts.flatMap((known) => {
    const host = filledIn(known, container);
    if (host === undefined || known.when !== undefined) return [];
    const { port, protocol } = known;
    return [
      { caller, host, port, scheme: protocol.toLowerCase(), provider, evidence, known: true },
    ];
  });
}

/** A host with the values of the container's variables; `undefined` where one is not known. */
function filledIn({ host }: KnownHost, { env }: Container): string | undefined {
  const name = /\{([A-Z0-9_]+)\}/.exec(host)?.[1];
  if (name === undefined) return host;
  const value = env.find((variable) => variable.name === name)?.value?.value;
  if (value === undefined || isTemplated(value) || !/^[\w.-]+$/.test(value)) return undefined;
  return host.replace(`{${name}}`, value.toLowerCase());
}

/** The servers that the nginx of a workload sends requests to. */
function ofNginx(mesh: Mesh, all: readonly WorkloadCaller[]): Found[] {
  const callers = new Map(all.map((caller) => [caller.resource, caller]));
  return mesh.nginxSenders.flatMap((sender) => {
    const caller = sender.workload && callers.get(sender.workload);
    return caller ? serversOf(sender).map((server) => ofMention(caller, server, 'high')) : [];
  });
}

function serversOf({ passes, otherPasses }: NginxSender): Mention[] {
  const proxied = passes.flatMap(({ targets, scheme, url }) =>
    targets.map(({ host, port, at = url.at }) => ({ host, port, ...(scheme && { scheme }), at })),
  );
  const others = otherPasses().flatMap(({ address, directive, targets }) =>
    targets.map(({ host, port, at = address.at }) => ({ host, port, at, directive })),
  );
  return [...proxied.map((one) => ({ ...one, directive: 'proxy_pass' })), ...others].map(
    ({ directive, ...server }) => ({
      ...server,
      what: `${directive} of its nginx`,
      confidence: 'high',
    }),
  );
}

/** Nobody in these files reads the ConfigMap, so it is not sure that its hosts are called. */
function ofConfigMap(configMap: ConfigMap, callers: readonly WorkloadCaller[]): Found[] {
  const hosts = configMap.data.flatMap((file) => file.hosts.map((host) => ({ file, host })));
  if (hosts.length === 0) return [];
  const neighbours = callers.filter(({ namespace }) => namespace === configMap.namespace);
  const judged = judgedTogether(neighbours);
  if (neighbours.length === 0) return [];
  const caller: Caller = { resource: configMap, namespace: configMap.namespace, judged };
  return hosts.map(({ file, host }) =>
    ofMention(caller, { ...host, what: `key ${file.key.value}`, confidence: 'low' }, 'low'),
  );
}

function judgedTogether(callers: readonly Caller[]): Caller['judged'] {
  if (callers.some(({ judged }) => judged === 'yes')) return 'yes';
  return callers.every(({ judged }) => judged === 'no') ? 'no' : 'unknown';
}

function ofMetadata({ caller, host, evidence, known }: Found): MetadataCall[] {
  if (!isMetadataServer(host)) return [];
  return [{ caller, ...(!known && { host }), evidence }];
}

function merged(found: readonly Found[]): OutsideCall[] {
  const calls = new Map<Caller['resource'], Map<string, Found[]>>();
  for (const each of found) {
    const own = calls.get(each.caller.resource) ?? new Map<string, Found[]>();
    const key = `${each.host}:${each.port ?? ''}`;
    own.set(key, [...(own.get(key) ?? []), each]);
    calls.set(each.caller.resource, own);
  }
  return [...calls.values()].flatMap((own) =>
    [...own.values()].flatMap((same) => callOf(same) ?? []),
  );
}

function callOf(same: readonly Found[]): OutsideCall | undefined {
  const [first] = same;
  if (first === undefined) return undefined;
  const scheme = same.find((each) => each.scheme !== undefined)?.scheme;
  return {
    caller: first.caller,
    host: first.host,
    ...(first.port !== undefined && { port: first.port }),
    ...(scheme !== undefined && { scheme }),
    ...(first.provider && { provider: first.provider }),
    evidence: surestFirst(same.map(({ evidence }) => evidence)),
  };
}

/** The surest evidence first; of equally sure ones, the one that was found first. */
export function surestFirst(evidence: readonly Evidence[]): readonly Evidence[] {
  const rank = { high: 0, medium: 1, low: 2 };
  return evidence.toSorted((a, b) => rank[a.confidence] - rank[b.confidence]);
}

/** Whether a resource that calls is a workload. */
export function isWorkload(resource: Caller['resource']): resource is Workload {
  return resource.type === 'Workload';
}
