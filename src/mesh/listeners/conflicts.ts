import type { GatewayServer, IstioGateway } from '../../facts/istio/kinds.ts';
import { type Entry, isTemplated, type Located } from '../../text.ts';
import { gatewayHost, mayBeSameNamespace } from '../ingress/host-patterns.ts';
import { selects } from '../objects/selectors.ts';
import { groupBy, oncePer } from '../once.ts';
import type { ListenerGrounds } from './proxies.ts';

/** A server of a Gateway. */
export interface Listener {
  readonly gateway: IstioGateway;
  readonly server: GatewayServer;
}

/** A server, and others on the same port of the same proxies that Istio does not take along with it. */
export interface ServerConflict extends Listener {
  /**
   * `port`: protocols that cannot share it. `host`: TLS for a host that is already served. `repeated`: a host written twice
   * in one Gateway, which does no harm without TLS.
   */
  readonly kind: 'port' | 'host' | 'repeated';
  /** The host, where the conflict is about one. */
  readonly host?: Located<string>;
  readonly others: readonly Listener[];
}

type Family = 'http' | 'tls' | 'tcp';

const HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);

/**
 * What a server speaks, as far as sharing a port goes (`IsTLSServer`, istio/istio 1.30 pkg/config/gateway/gateway.go);
 * `undefined` where that is not written, or filled in.
 */
export function familyOf({ protocol, tls }: GatewayServer): Family | undefined {
  if (protocol === undefined || isTemplated(protocol.value)) return undefined;
  if (HTTP.has(protocol.value)) return 'http';
  return tls || ['HTTPS', 'TLS'].includes(protocol.value) ? 'tls' : 'tcp';
}

interface Member extends Listener {
  readonly family: Family;
  readonly claims: readonly Claim[];
}

interface Claim {
  readonly host: Located<string>;
  readonly name: { readonly host: string; readonly namespace?: string };
}

/**
 * Servers that stand in each other's way. On one port of one proxy, plain HTTP servers are merged, TLS servers are told
 * apart by their hosts, and a TCP server stands alone; what does not fit to those before it is left out
 * (`mergeGateways`, istio/istio 1.30 pilot/pkg/model/gateway.go).
 */
export function serverConflicts({ mesh }: ListenerGrounds): readonly ServerConflict[] {
  const members = mesh.all('IstioGateway').flatMap(membersOf);
  const byPort = groupBy(
    members,
    ({ server: { port, bind = '' } }) => `${port?.value ?? 0} ${bind}`,
  );
  const isShared = oncePer((left: IstioGateway) =>
    oncePer((right: IstioGateway) => haveProxyInCommon(left, right, mesh.selectedAnywhere)),
  );
  return [...byPort.values()].flatMap((onPort) => {
    const alike = [...groupBy(onPort, ({ gateway }) => textOf(gateway.selector)).values()];
    return alike.flatMap((group) => {
      const near = alike.filter(
        ([other]) => group[0] && other && isShared(group[0].gateway)(other.gateway),
      );
      return conflictsAmong(group, near.flat());
    });
  });
}

function membersOf(gateway: IstioGateway): Member[] {
  return gateway.servers.flatMap((server) => {
    const family = familyOf(server);
    if (family === undefined) return [];
    const claims = server.hosts
      .filter(({ value }) => !isTemplated(value))
      .map((host) => ({ host, name: gatewayHost(host.value, gateway.namespace) }));
    return [{ gateway, server, family, claims }];
  });
}

function textOf(selector: readonly Entry[]): string {
  return selector
    .map(({ key, value }) => `${key.value}=${value.value}`)
    .sort()
    .join(',');
}

/** Gateways of equal selectors have; of others some pod is known to have the labels of both. */
function haveProxyInCommon(
  left: IstioGateway,
  right: IstioGateway,
  selectedAnywhere: ListenerGrounds['mesh']['selectedAnywhere'],
): boolean {
  if (textOf(left.selector) === textOf(right.selector)) return true;
  if (left.selector.length === 0 || right.selector.length === 0) return false;
  return selectedAnywhere(left.selector).some(({ podLabels }) =>
    selects(right.selector, podLabels),
  );
}

/** Those of `group`, each with what is in its way among `all`. */
function conflictsAmong(group: readonly Member[], all: readonly Member[]): ServerConflict[] {
  const byFamily = groupBy(all, ({ family }) => family);
  const byHost = groupBy(
    all.flatMap((member) => member.claims.map((claim) => ({ ...claim, member }))),
    ({ name }) => name.host.toLowerCase(),
  );
  return group.flatMap(({ claims, ...listener }): ServerConflict[] => {
    const { gateway, server, family } = listener;
    const strangers = [...byFamily]
      .flatMap(([other, members]) => (other === family && family !== 'tcp' ? [] : members))
      .filter((other) => other.server !== server);
    if (strangers.length > 0) return [{ gateway, server, kind: 'port', others: strangers }];
    return claims.flatMap(({ host, name }): ServerConflict[] => {
      const others = (byHost.get(name.host.toLowerCase()) ?? [])
        .filter((claim) => claim.host !== host && isSameScope(claim, name))
        .map(({ member }) => member)
        .filter((other) => family === 'tls' || other.gateway === gateway);
      const kind = family === 'tls' ? 'host' : 'repeated';
      return others.length > 0 ? [{ gateway, server, host, kind, others }] : [];
    });
  });
}

function isSameScope({ name }: Claim, { namespace }: Claim['name']): boolean {
  return (
    name.namespace === undefined ||
    namespace === undefined ||
    mayBeSameNamespace(name.namespace, namespace)
  );
}
