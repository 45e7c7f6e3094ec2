import type { Ingress, IngressRule } from '../../facts/kubernetes/kinds.ts';
import type { Diagnostic } from '../../finding.ts';
import { controllerOf } from '../../mesh/ingress/controller.ts';
import { hostCovers, hostsOverlap, mayBeSameNamespace } from '../../mesh/ingress/host-patterns.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { groupBy } from '../../mesh/once.ts';
import { isTemplated } from '../../text.ts';
import type { Wishes } from '../draft.ts';
import { ingressNotes } from './notes.ts';
import type { IngressPlan, PlainHost, PlannedRoutes } from './plan.ts';
import { type OwnedPath, plannedRoutes } from './planned-routes.ts';
import { redirects, type Secured, securedBy } from './secured.ts';

/** A plan, and the findings that ask for it. */
export interface AskedPlan {
  readonly plan: IngressPlan;
  readonly cures: readonly Diagnostic[];
}

/** The API whose words the plan will be written in: gateways of the other one cannot take its routes. */
export type GatewayType = 'IstioGateway' | 'KubernetesGateway';

/** The plans for all Ingresses that go past the gateway, in the order of their files; none where nothing is missing. */
export function planIngresses(mesh: Mesh, { asked }: Wishes, type: GatewayType): AskedPlan[] {
  const leftovers = mesh.all('Ingress').flatMap((ingress) => {
    const cures = findingsOf(mesh.ingress, ingress, asked);
    return cures.length > 0 ? [{ ingress, cures }] : [];
  });
  return sharingHosts(leftovers).flatMap((group) => {
    const plan = planOf(
      mesh,
      group.map(({ ingress }) => ingress),
      type,
    );
    const isEmpty = plan.routes.length === 0 && plan.secured.length === 0;
    return isEmpty ? [] : [{ plan, cures: group.flatMap(({ cures }) => cures) }];
  });
}

function findingsOf(
  { unrouted, lostTls }: Mesh['ingress'],
  ingress: Ingress,
  asked: Wishes['asked'],
): Diagnostic[] {
  const places = unrouted(ingress).flatMap(({ rule, entrances, paths }) =>
    entrances.length === 0 ? [rule.host?.at ?? rule.at] : paths.map(({ path }) => path.at),
  );
  return [
    ...asked('leftover-ingress', ingress.at, ingress),
    ...places.flatMap((at) => asked('unrouted-host', at, ingress)),
    ...lostTls(ingress).flatMap(({ secured }) =>
      asked('lost-tls-termination', secured.at, ingress),
    ),
  ];
}

/** Ingresses of one namespace that share a host, directly or by others, in one group, in their order. */
function sharingHosts<Leftover extends { readonly ingress: Ingress }>(
  leftovers: readonly Leftover[],
): Leftover[][] {
  const above = new Map<Leftover, Leftover>();
  const topOf = (leftover: Leftover): Leftover => {
    let top = leftover;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    return top;
  };
  const owners = new Map<string, Leftover>();
  for (const leftover of leftovers) {
    for (const host of hostsOf(leftover.ingress)) {
      const key = `${leftover.ingress.namespace} ${host}`;
      const owner = topOf(owners.get(key) ?? leftover);
      owners.set(key, owner);
      if (topOf(leftover) !== owner) above.set(topOf(leftover), owner);
    }
  }
  return [...groupBy(leftovers, topOf).values()];
}

/** Every host of the rules once; what has a default backend serves all hosts. */
function hostsOf({ rules, defaultBackend }: Ingress): string[] {
  const hosts = rules.map(({ host }) => host?.value || '*').filter((host) => !isTemplated(host));
  return [...new Set([...hosts, ...(defaultBackend ? ['*'] : [])])];
}

function planOf(mesh: Mesh, ingresses: readonly Ingress[], type: GatewayType): IngressPlan {
  const secured = ingresses.flatMap((ingress) => securedBy(mesh, ingress));
  const hosts = [...new Set(ingresses.flatMap(hostsOf))].flatMap((host) => {
    const planned = planHost(mesh, ingresses, host, { type, secured });
    return planned ? [planned] : [];
  });
  const added = hosts.filter(({ isNew }) => isNew);
  const isAdded = ({ host }: Secured): boolean => added.some((one) => hostsOverlap(one.host, host));
  const bySecret = groupBy(secured.filter(isAdded), ({ secret }) => secret);
  const plan = {
    namespace: ingresses[0]?.namespace ?? '',
    ingresses,
    plain: added
      .filter(({ isServed }) => !isServed)
      .map(({ host }): PlainHost => {
        const own = secured.filter((one) => hostCovers(one.host, host));
        return { host, redirect: own.some(({ ingress }) => redirects(mesh, ingress)) };
      }),
    secured: [...bySecret].map(([secret, same]) => ({
      secret,
      hosts: [...new Set(same.map(({ host }) => host))],
    })),
    routes: together(hosts),
  };
  return { ...plan, notes: ingressNotes(mesh, plan) };
}

interface PlannedHost {
  readonly host: string;
  /** No gateway serves it as the Ingress does. */
  readonly isNew: boolean;
  /** One serves it in plain text at least. */
  readonly isServed: boolean;
  readonly routes: Omit<PlannedRoutes, 'hosts'>;
}

function planHost(
  mesh: Mesh,
  ingresses: readonly Ingress[],
  host: string,
  { type, secured }: { readonly type: GatewayType; readonly secured: readonly Secured[] },
): PlannedHost | undefined {
  const gateways = gatewaysFor(mesh, host, ingresses[0]?.namespace ?? '', type);
  const lost = secured.some((one) => one.isLost && hostsOverlap(one.host, host));
  const isServed = gateways !== undefined && gateways.length > 0;
  const isNew = lost || !isServed;
  const paths = ingresses.flatMap((ingress) => pathsOf(mesh, ingress, host, isNew));
  const owner = ingresses.find(({ defaultBackend }) => defaultBackend !== undefined);
  const rest = isNew && owner?.defaultBackend && { ingress: owner, backend: owner.defaultBackend };
  const routes = plannedRoutes(mesh, paths, rest || undefined);
  if (routes.length === 0 || gateways === undefined) return undefined;
  return { host, isNew, isServed, routes: { gateways: isNew ? [] : gateways, routes } };
}

function pathsOf(mesh: Mesh, ingress: Ingress, host: string, all: boolean): OwnedPath[] {
  const isGke = controllerOf(mesh, ingress).kind === 'gke';
  const isOwn = ({ host: written }: IngressRule): boolean => (written?.value || '*') === host;
  const paths = all
    ? ingress.rules.filter(isOwn).flatMap((rule) => rule.paths)
    : mesh.ingress.unrouted(ingress).flatMap((one) => (isOwn(one.rule) ? one.paths : []));
  return paths.map((path) => ({ ingress, path, isGke }));
}

/** The gateways by which a host comes in already; `undefined`: only by gateways of the other API. */
function gatewaysFor(
  mesh: Mesh,
  host: string,
  namespace: string,
  type: GatewayType,
): string[] | undefined {
  const serving = mesh.ingress
    .served()
    .filter(
      (one) => hostsOverlap(one.host, host) && mayBeSameNamespace(one.namespace ?? '', namespace),
    );
  const elsewhere = mesh.ingress
    .entrancesFor(host)
    .filter(({ served }) => served === undefined)
    .flatMap(({ route }) => (route.type === 'VirtualService' ? route.gateways : []))
    .map(({ value }) => value)
    .filter((name) => name !== 'mesh' && type === 'IstioGateway');
  const own = serving
    .filter(({ gateway }) => gateway.type === type)
    .map(({ gateway }) =>
      ['', namespace].includes(gateway.namespace)
        ? gateway.name
        : `${gateway.namespace}/${gateway.name}`,
    );
  const names = [...new Set([...own, ...elsewhere])];
  return names.length === 0 && serving.length > 0 ? undefined : names;
}

/** Hosts with the same routes behind the same gateways share them. */
function together(hosts: readonly PlannedHost[]): PlannedRoutes[] {
  return [...groupBy(hosts, ({ routes }) => JSON.stringify(routes)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ routes }) => ({ hosts: same.map(({ host }) => host), ...routes })),
  );
}
