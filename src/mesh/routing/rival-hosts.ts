import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated, type Located } from '../../text.ts';
import { type Scoped, scopesOf, seenTogether } from '../hosts/scopes.ts';
import type { EffectiveSettings } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { registryName } from './registry.ts';

/** A host for which sidecars have several VirtualServices, of which they take one. */
export interface RivalHost {
  readonly virtualService: VirtualService;
  readonly host: Located<string>;
  readonly others: readonly VirtualService[];
  readonly together: Together;
}

/** How sure it is that rivals are applied together. */
export type Together =
  /** One of the others stands in the same file, or the input is all there is. */
  | 'surely'
  /** They stand in files of their own. */
  | 'probably'
  /** Those lie in a folder whose files are not all applied: some of them declare the same objects. */
  | 'hardly';

/** What tells of an environment whether its files are applied together. */
export interface RivalGrounds {
  readonly name: string;
  readonly files: readonly { readonly file: string }[];
  readonly complete: boolean;
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
  environment: RivalGrounds,
): readonly RivalHost[] {
  const claims = objects
    .all('VirtualService')
    .filter(isForMesh)
    .flatMap((virtualService) => claimsOf(virtualService, objects, settings));
  const byHost = groupBy(claims, ({ key }) => key);
  const ofAll = [...byHost.values()].flatMap((group) =>
    group.length > 1 ? rivalsAmong(group) : [],
  );
  const chosenFrom = folderOfVariants(environment);
  return ofAll.map((rivals) => ({
    ...rivals,
    together: togetherness(rivals, environment, chosenFrom),
  }));
}

/** The folder that an environment takes one file of, as others take others: it is called by that file. */
function folderOfVariants({ name, files }: RivalGrounds): string | undefined {
  return files.some(({ file }) => file === name) ? folderOf(name) : undefined;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

type Rivals = Omit<RivalHost, 'together'>;

function togetherness(
  { virtualService, others }: Rivals,
  { complete }: RivalGrounds,
  chosenFrom: string | undefined,
): Together {
  const { file } = virtualService.at;
  if (complete || others.some(({ at }) => at.file === file)) return 'surely';
  const places = [file, ...others.map(({ at }) => at.file)];
  return places.every((place) => folderOf(place) === chosenFrom) ? 'hardly' : 'probably';
}

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
