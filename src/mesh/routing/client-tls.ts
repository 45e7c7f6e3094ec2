import type { ClientTls, DestinationRule } from '../../facts/istio/kinds.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, type Located } from '../../text.ts';
import { mayBeSameNamespace } from '../ingress/host-patterns.ts';
import type { Mesh } from '../mesh.ts';

/** The mode by which a proxy begins TLS of its own with a server, past mutual TLS inside the mesh: `SIMPLE` or `MUTUAL`. */
export function beginsTls(tls: ClientTls | undefined): Located<string> | undefined {
  const mode = tls?.mode;
  return mode && ['SIMPLE', 'MUTUAL'].includes(mode.value.toUpperCase()) ? mode : undefined;
}

/** The mode that settings mean, upper case: `DISABLE` without one, the enum's zero value (istio/api destination_rule.proto). */
export function tlsMode({ mode }: ClientTls): string {
  return mode?.value.toUpperCase() ?? 'DISABLE';
}

/**
 * What a DestinationRule says of TLS to a port: settings of the port replace the others as a whole (istio/istio 1.28
 * pilot/pkg/networking/util/util.go `GetPortLevelTrafficPolicy`).
 */
export function tlsOfPort({ portTls, tls }: DestinationRule, port: number): ClientTls | undefined {
  const own = portTls.find((each) => each.port === port);
  return own ? own.tls : tls;
}

/** Who calls: pods, or any pods of a namespace. */
type Client = Workload | { readonly namespace: string };

type Question = Pick<Mesh, 'routing' | 'settings' | 'visible'>;

/** A Service, or a host as its namespace writes it: `*.shop.svc.cluster.local` stands for any Service of `shop`. */
type Server = Pick<Service, 'name' | 'namespace'>;

/**
 * The DestinationRule that the proxy of a client follows to a Service, without subsets: one of the client's namespace, else of the Service's,
 * else of the root namespace; there the one for its pods (Istio 1.15), else for all; there the one with the narrowest host
 * (istio/istio 1.28 pilot/pkg/model/push_context.go `destinationRule`). `undefined`: none, or several that are merged.
 */
export function followedRule(
  client: Client,
  service: Server,
  mesh: Question,
): DestinationRule | undefined {
  const rules = mesh.routing
    .rulesFor(service.name, service.namespace)
    .filter((rule) => mesh.visible(rule, client.namespace) && isFor(client, rule));
  const places = [client.namespace, service.namespace, mesh.settings.rootNamespace.value];
  const near = places
    .map((place) => rules.filter(({ namespace }) => mayBeSameNamespace(namespace, place)))
    .find((found) => found.length > 0);
  const chosen = near?.filter(({ selector }) => selector.length > 0) ?? [];
  const [first, ...others] = narrowest(chosen.length > 0 ? chosen : (near ?? []));
  return others.length === 0 ? first : undefined;
}

/** A rule with a selector is for pods of its own namespace. */
function isFor(client: Client, { selector, namespace }: DestinationRule): boolean {
  if (selector.length === 0) return true;
  return (
    'podLabels' in client &&
    mayBeSameNamespace(namespace, client.namespace) &&
    selector.every(
      ({ key, value }) => entryOf(client.podLabels, key.value)?.value.value === value.value,
    )
  );
}

/** Those with the narrowest host; one without a wildcard is narrower than all others. */
function narrowest(rules: readonly DestinationRule[]): DestinationRule[] {
  const widthOf = ({ host }: DestinationRule): number =>
    host?.value.startsWith('*') ? -host.value.length : Number.NEGATIVE_INFINITY;
  const least = Math.min(...rules.map(widthOf));
  return rules.filter((rule) => widthOf(rule) === least);
}
