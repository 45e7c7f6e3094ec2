import type { FileFacts } from '../../facts/facts.ts';
import type { DataFile } from '../../facts/kubernetes/kinds.ts';
import type { Container, VolumeSource, Workload } from '../../facts/kubernetes/workload.ts';
import type { NginxText } from '../../facts/nginx.ts';
import type { Mesh } from '../mesh.ts';
import { isMain, passesOfNginx } from './configuration.ts';
import {
  type BuiltImage,
  fitOfImage,
  livePath,
  nearestTo,
  readBuiltImages,
} from './dockerfiles.ts';
import type { PlacedText } from './include.ts';
import type { ProxyPass } from './proxy-pass.ts';
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
}

export type Tie = 'workload' | 'image' | 'config-map' | 'nothing';

type Question = Pick<Mesh, 'all' | 'files' | 'targets'>;

/**
 * All nginx of an environment: of containers that mount the configuration from a ConfigMap or have it in an image that
 * a Dockerfile of the project builds; then of images, ConfigMaps and files that no workload is seen to use. What only
 * docker-compose uses is no part of the mesh and left out.
 */
export function readNginxSenders(mesh: Question): NginxSender[] {
  const images = readBuiltImages(mesh.files);
  const holders = readHolders(mesh);
  const workloads = images.length + holders.length === 0 ? [] : mesh.all('Workload');
  const running = workloads.flatMap((workload) => sendersOfWorkload(workload, images, holders));
  const used = new Set(running.flatMap(({ texts }) => texts));
  const idleImages = images
    .map((image) => sourceOf('image', '', image.texts, image.nginx))
    .filter(({ texts }) => !texts.some((text) => used.has(text)));
  for (const { texts } of idleImages) for (const text of texts) used.add(text);
  const sources = [
    ...running,
    ...idleImages,
    ...idleHolders(holders, used),
    ...idleFiles(mesh.files, used),
  ];
  const target = nginxOfTarget(mesh.targets.nginx);
  return sources.map(({ texts: _texts, nginx, placed, ...source }) => ({
    ...source,
    default: known(nginx, target),
    passes: passesOfNginx(placed),
  }));
}

/** A sender before its texts are read. */
interface Source {
  readonly workload?: Workload;
  readonly tiedBy: Tie;
  readonly namespace: string;
  readonly nginx: NginxDefault | 'other';
  readonly placed: readonly PlacedText[];
  readonly texts: readonly NginxText[];
}

function sourceOf(
  tiedBy: Tie,
  namespace: string,
  placed: readonly PlacedText[],
  nginx: NginxDefault | 'other' = 'other',
): Source {
  return { tiedBy, namespace, placed, texts: placed.map(({ text }) => text), nginx };
}

function known(nginx: NginxDefault | 'other', target: NginxDefault | undefined): NginxDefault {
  if (nginx !== 'other' && nginx.httpVersion) return nginx;
  return target ?? (nginx === 'other' ? { nginx: 'an unknown version of nginx' } : nginx);
}

function sendersOfWorkload(
  workload: Workload,
  images: readonly BuiltImage[],
  holders: readonly Holder[],
): Source[] {
  const containers = workload.containers.filter(({ init, sidecar }) => !init || sidecar);
  const sources = containers.flatMap((container) =>
    sourcesOfContainer(container, workload, images, holders),
  );
  const ofNginx = sources.filter(({ nginx }) => nginx !== 'other');
  return ofNginx.length > 0 ? ofNginx : sources;
}

function sourcesOfContainer(
  container: Container,
  workload: Workload,
  images: readonly BuiltImage[],
  holders: readonly Holder[],
): Source[] {
  const mounted = mountedTexts(container, workload, holders);
  const image = container.image?.value ?? '';
  const ofImage = nginxOfImage(image);
  const built = ofImage === 'other' ? fittingImages(image, images, workload) : [];
  const { namespace } = workload;
  if (built.length === 0) {
    return mounted.length === 0
      ? []
      : [{ ...sourceOf('workload', namespace, mounted, ofImage), workload }];
  }
  return built.map(({ texts, nginx }) => {
    const byPath = new Map([...texts, ...mounted].map((placed) => [placed.path, placed]));
    return { ...sourceOf('workload', namespace, [...byPath.values()], nginx), workload };
  });
}

function fittingImages(
  image: string,
  images: readonly BuiltImage[],
  { at }: Workload,
): readonly BuiltImage[] {
  const fits = images.map(({ file }) => fitOfImage(image, file));
  const best = Math.max(1, ...fits);
  const fitting = images.filter((_image, index) => fits[index] === best);
  return nearestTo(at.file, fitting, ({ file }) => file.slice(0, file.lastIndexOf('/')));
}

/** The nginx texts that a container sees as files, by the paths they have there. */
function mountedTexts(
  container: Container,
  workload: Workload,
  holders: readonly Holder[],
): PlacedText[] {
  return container.mounts.flatMap(({ volume, path, subPath }) => {
    const sources = workload.volumes.find(({ name }) => name === volume)?.sources ?? [];
    return sources.flatMap((source) => {
      const holder = holderOf(source, workload.namespace, holders);
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
  { kind, name }: VolumeSource,
  namespace: string,
  holders: readonly Holder[],
): Holder | undefined {
  const named = holders.filter((holder) => holder.kind === kind && holder.name === name);
  const own = named.find((holder) => holder.namespace === namespace);
  return own ?? (named.length === 1 ? named[0] : undefined);
}

function idleHolders(holders: readonly Holder[], used: ReadonlySet<NginxText>): Source[] {
  return holders.flatMap(({ namespace, files }) => {
    const texts = files.flatMap(({ nginx }) => (nginx && !used.has(nginx) ? nginx : []));
    const placed = texts.map((text) => ({ path: `/etc/nginx/${text.name}`, text }));
    return texts.length === 0 ? [] : [sourceOf('config-map', namespace, placed)];
  });
}

/** Files that nothing is seen to use: what lies below the folder of a main file belongs to it. */
function idleFiles(files: readonly FileFacts[], used: ReadonlySet<NginxText>): Source[] {
  const usedFiles = new Set([...used].map(({ at }) => at.file));
  const composed = files.flatMap((file) => file.composeMounts);
  const idle = files.filter(
    ({ file, nginx, dockerfile }) =>
      nginx.length > 0 && !dockerfile && !usedFiles.has(file) && !isComposed(file, composed),
  );
  const isValues = ({ file }: FileFacts): boolean => /\.(?:ya?ml|json)$/.test(file);
  const groups = new Map<string, PlacedText[]>();
  const mains = idle.filter(({ nginx }) => nginx.some(isMain)).map(({ file }) => folderOf(file));
  for (const { file, nginx } of idle.filter((one) => !isValues(one))) {
    const folder = mains.find((main) => file.startsWith(main)) ?? folderOf(file);
    const group = groups.get(folder) ?? [];
    groups.set(folder, [...group, ...nginx.map((text) => ({ path: file, text }))]);
  }
  return [
    ...[...groups.values()].map((placed) => sourceOf('nothing', '', placed)),
    ...idle.filter(isValues).flatMap(sourcesOfValues),
  ];
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** Helm values: the image beside them tells the version, if there is but one of nginx. */
function sourcesOfValues({ nginx, images }: FileFacts): Source[] {
  const known = images.map(({ value }) => nginxOfImage(value)).filter((of) => of !== 'other');
  const only = known.length === 1 ? known[0] : undefined;
  return nginx.map((text) =>
    sourceOf('nothing', '', [{ path: '/etc/nginx/nginx.conf', text }], only),
  );
}

/** Whether docker-compose mounts the file, or a folder above it is docker-compose's own. */
function isComposed(file: string, composed: readonly string[]): boolean {
  if (/(?:^|\/)(?:docker-)?compose[^/]*\//.test(file)) return true;
  return composed.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));
}
