import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated, type Located } from '../../text.ts';
import { type Scoped, scopesOf, seenTogether } from '../hosts/scopes.ts';
import type { EffectiveSettings } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { registryName } from './registry.ts';
import { answerTogether, type Together, type TogetherGrounds } from './together.ts';

/** A host for which sidecars have several VirtualServices, of which they take one. */
export interface RivalHost {
  readonly virtualService: VirtualService;
  readonly host: Located<string>;
  readonly others: readonly VirtualService[];
  readonly together: Together;
}

interface Claim extends Scoped {
  readonly virtualService: VirtualService;
  readonly host: Located<string>;
}

/** Whether sidecars heed a VirtualService at all. */
export function isForMesh({ gateways }: VirtualService): boolean {
  return gateways.length === 0 || gateways.some(({ value }) => value === 'mesh');
}

/**
 * VirtualServices for the same host, in full, of which some sidecar sees several: those are not merged, unlike at gateways.
 * Only routes of one protocol stand in each other's way.
 */
export function rivalHosts(
  objects: Objects,
  settings: () => EffectiveSettings,
  environment: TogetherGrounds,
): readonly RivalHost[] {
  const claims = objects
    .all('VirtualService')
    .filter(isForMesh)
    .flatMap((virtualService) => claimsOf(virtualService, objects, settings));
  const byHost = groupBy(claims, ({ key }) => key);
  const ofAll = [...byHost.values()].flatMap((group) =>
    group.length > 1 ? rivalsAmong(group) : [],
  );
  const togetherOf = answerTogether(environment);
  return ofAll.map((rivals) => ({
    ...rivals,
    together: togetherOf(rivals.virtualService, rivals.others),
  }));
}

type Rivals = Omit<RivalHost, 'together'>;

function claimsOf(
  virtualService: VirtualService,
  objects: Objects,
  settings: () => EffectiveSettings,
): (Claim & { readonly key: string })[] {
  const namespace = objects.namespace(virtualService.namespace);
  const scopes = scopesOf(virtualService.exportTo, namespace);
  return virtualService.hosts.flatMap((host) => {
    if (isTemplated(host.value)) return [];
    const name = registryName(host.value, namespace, settings().clusterDomain.value).host;
    return protocolsOf(virtualService).map((protocol) => ({
      virtualService,
      host,
      scopes,
      key: `${protocol} ${name}`,
    }));
  });
}

/** Those it has routes for; one whose routes are still to come has HTTP, as almost all have. */
function protocolsOf({ http, tls, tcp }: VirtualService): string[] {
  const routes = { http, tls, tcp };
  const own = (['http', 'tls', 'tcp'] as const).filter((protocol) => routes[protocol].length > 0);
  return own.length > 0 ? own : ['http'];
}

function rivalsAmong(group: readonly Claim[]): Rivals[] {
  const seen = seenTogether(group);
  return group.flatMap((own) => {
    const { virtualService, host } = own;
    const together = new Set(seen(own).map((claim) => claim.virtualService));
    const others = [...together].filter((other) => other !== virtualService);
    return others.length > 0 ? [{ virtualService, host, others }] : [];
  });
}
