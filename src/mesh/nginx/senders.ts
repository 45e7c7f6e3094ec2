import type { DataFile } from '../../facts/kubernetes/kinds.ts';
import type { Container, VolumeSource, Workload } from '../../facts/kubernetes/workload.ts';
import type { NginxText } from '../../facts/nginx.ts';
import type { Applications, BuiltNginx } from '../applications.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy } from '../once.ts';
import type { Configuration } from './configuration.ts';
import { livePath, nearestTo } from './dockerfiles.ts';
import type { PlacedText } from './include.ts';
import type { OtherPass } from './other-passes.ts';
import type { ProxyPass } from './proxy-pass.ts';
import { type NginxSource, sourceOf, type Tie } from './sources.ts';
import { type NginxDefault, nginxOfImage, nginxOfTarget } from './version.ts';

/** An nginx that runs somewhere, and what it sends to other servers. */
export interface NginxSender {
  /** Absent: nothing says which pods run it. */
  readonly workload?: Workload;
  /** The namespace it runs in, `""` where that is not known. */
  readonly namespace: string;
  /** What ties the configuration to a cluster: a mere file may as well be for docker-compose, or a machine. */
  readonly tiedBy: Tie;
  readonly default: NginxDefault;
  readonly passes: readonly ProxyPass[];
  /** What it sends in other protocols: FastCGI, gRPC and the like. */
  readonly otherPasses: () => readonly OtherPass[];
  readonly configurations: () => readonly Configuration[];
}

type Question = Pick<Mesh, 'all' | 'applications' | 'targets'>;

/**
 * All nginx of an environment: of containers that mount the configuration from a ConfigMap or have it in an image that
 * a Dockerfile of the project builds; then of images, ConfigMaps and files that no workload is seen to use. What only
 * docker-compose uses is no part of the mesh and left out.
 */
export function readNginxSenders(mesh: Question): NginxSender[] {
  const { applications } = mesh;
  const images = applications.builtNginx();
  const holders = readHolders(mesh);
  const byName = groupBy(holders, nameOf);
  const holdersOf = (source: VolumeSource): readonly Holder[] => byName.get(nameOf(source)) ?? [];
  const workloads = images.length + holders.length === 0 ? [] : mesh.all('Workload');
  const running = workloads.flatMap((workload) =>
    sendersOfWorkload(workload, applications, holdersOf),
  );
  const used = new Set(running.flatMap(({ texts }) => texts));
  const idleImages = images
    .map(({ source }) => source)
    .filter(({ texts }) => !texts.some((text) => used.has(text)));
  for (const { texts } of idleImages) for (const text of texts) used.add(text);
  const sources = [
    ...running,
    ...idleImages,
    ...idleHolders(holders, used),
    ...applications.idleNginx(new Set([...used].map(({ at }) => at.file))),
  ];
  const target = nginxOfTarget(mesh.targets.nginx);
  return sources.map(({ workload, namespace, tiedBy, nginx, passes, ...read }) => ({
    ...(workload && { workload }),
    namespace,
    tiedBy,
    default: known(nginx, target),
    passes: passes(),
    otherPasses: read.otherPasses,
    configurations: read.configurations,
  }));
}

function known(nginx: NginxDefault | 'other', target: NginxDefault | undefined): NginxDefault {
  if (nginx !== 'other' && nginx.httpVersion) return nginx;
  return target ?? (nginx === 'other' ? { nginx: 'an unknown version of nginx' } : nginx);
}

function sendersOfWorkload(
  workload: Workload,
  applications: Applications,
  holdersOf: HoldersOf,
): NginxSource[] {
  const containers = workload.containers.filter(({ init, sidecar }) => !init || sidecar);
  const sources = containers.flatMap((container) =>
    sourcesOfContainer(container, workload, applications, holdersOf),
  );
  const ofNginx = sources.filter(({ nginx }) => nginx !== 'other');
  return ofNginx.length > 0 ? ofNginx : sources;
}

function sourcesOfContainer(
  container: Container,
  workload: Workload,
  applications: Applications,
  holdersOf: HoldersOf,
): NginxSource[] {
  const mounted = mountedTexts(container, workload, holdersOf);
  const image = container.image?.value ?? '';
  const ofImage = nginxOfImage(image);
  const built = ofImage === 'other' ? fittingImages(image, applications, workload) : [];
  const { namespace } = workload;
  if (built.length === 0) {
    return mounted.length === 0
      ? []
      : [{ ...sourceOf('workload', namespace, mounted, ofImage), workload }];
  }
  return built.map(({ source: { placed, nginx } }) => {
    const byPath = new Map([...placed, ...mounted].map((text) => [text.path, text]));
    return { ...sourceOf('workload', namespace, [...byPath.values()], nginx), workload };
  });
}

/** The images that the project builds under this name; of variants, those nearest to the workload. */
function fittingImages(
  image: string,
  { builtAs }: Applications,
  { at }: Workload,
): readonly BuiltNginx[] {
  return nearestTo(at.file, builtAs(image), ({ file }) => file.slice(0, file.lastIndexOf('/')));
}

/** The nginx texts that a container sees as files, by the paths they have there. */
function mountedTexts(
  container: Container,
  workload: Workload,
  holdersOf: HoldersOf,
): PlacedText[] {
  return container.mounts.flatMap(({ volume, path, subPath }) => {
    const sources = workload.volumes.find(({ name }) => name === volume)?.sources ?? [];
    return sources.flatMap((source) => {
      const holder = holderOf(source, workload.namespace, holdersOf);
      return (holder?.files ?? []).flatMap(({ key, nginx }) => {
        const file = fileOf(key.value, source.items);
        if (!nginx || file === undefined) return [];
        const place = `${path.value.replace(/\/$/, '')}/${file}`;
        if (subPath === undefined) return { path: livePath(place), text: nginx };
        return subPath === file ? { path: livePath(path.value), text: nginx } : [];
      });
    });
  });
}

function fileOf(key: string, items: VolumeSource['items']): string | undefined {
  return items.length === 0 ? key : items.find((item) => item.key === key)?.path;
}

/** A ConfigMap or Secret with nginx configuration in it. */
interface Holder {
  readonly kind: VolumeSource['kind'];
  readonly name: string;
  readonly namespace: string;
  readonly files: readonly DataFile[];
}

type HoldersOf = (source: VolumeSource) => readonly Holder[];

function nameOf({ kind, name }: Pick<VolumeSource, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

function readHolders(mesh: Question): Holder[] {
  const configMaps = mesh
    .all('ConfigMap')
    .map(
      ({ name, namespace, data }): Holder => ({ kind: 'ConfigMap', name, namespace, files: data }),
    );
  const secrets = mesh.all('Secret').map(
    ({ name, namespace, stringData }): Holder => ({
      kind: 'Secret',
      name,
      namespace,
      files: stringData,
    }),
  );
  return [...configMaps, ...secrets].filter(({ files }) => files.some(({ nginx }) => nginx));
}

/** Of several with that name, the one of the workload's namespace. */
function holderOf(
  source: VolumeSource,
  namespace: string,
  holdersOf: HoldersOf,
): Holder | undefined {
  const named = holdersOf(source);
  const own = named.find((holder) => holder.namespace === namespace);
  return own ?? (named.length === 1 ? named[0] : undefined);
}

function idleHolders(holders: readonly Holder[], used: ReadonlySet<NginxText>): NginxSource[] {
  return holders.flatMap(({ namespace, files }) => {
    const texts = files.flatMap(({ nginx }) => (nginx && !used.has(nginx) ? nginx : []));
    const placed = texts.map((text) => ({ path: `/etc/nginx/${text.name}`, text }));
    return texts.length === 0 ? [] : [sourceOf('config-map', namespace, placed)];
  });
}
