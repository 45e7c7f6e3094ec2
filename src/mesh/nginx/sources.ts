import type { FileFacts } from '../../facts/facts.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { NginxText } from '../../facts/nginx.ts';
import { once, oncePer } from '../once.ts';
import { type Configuration, configurationsOf, isMain } from './configuration.ts';
import type { PlacedText } from './include.ts';
import { type OtherPass, otherPasses } from './other-passes.ts';
import { type ProxyPass, proxyPasses } from './proxy-pass.ts';
import { type NginxDefault, nginxOfImage } from './version.ts';

/** What ties nginx configuration to a cluster: a mere file may as well be for docker-compose, or a machine. */
export type Tie = 'workload' | 'image' | 'config-map' | 'nothing';

/** Texts that one nginx reads, and what is known of that nginx. */
export interface NginxSource {
  readonly workload?: Workload;
  readonly tiedBy: Tie;
  readonly namespace: string;
  readonly nginx: NginxDefault | 'other';
  readonly placed: readonly PlacedText[];
  readonly texts: readonly NginxText[];
  readonly configurations: () => readonly Configuration[];
  /** What these texts send to other servers. */
  readonly passes: () => readonly ProxyPass[];
  readonly otherPasses: () => readonly OtherPass[];
}

export function sourceOf(
  tiedBy: Tie,
  namespace: string,
  placed: readonly PlacedText[],
  nginx: NginxDefault | 'other' = 'other',
): NginxSource {
  const configurations = once(() => configurationsOf(placed));
  const passes = once(() => configurations().flatMap(proxyPasses));
  const others = once(() => configurations().flatMap(otherPasses));
  const texts = placed.map(({ text }) => text);
  return { tiedBy, namespace, placed, texts, nginx, configurations, passes, otherPasses: others };
}

/**
 * nginx configuration in files that nothing is seen to use, given the paths of those that something uses. What only
 * docker-compose uses is left out.
 */
export function answerIdleFiles(
  files: readonly FileFacts[],
): (used: ReadonlySet<string>) => readonly NginxSource[] {
  const candidates = once(() => {
    const composed = files.flatMap((file) => file.composeMounts);
    return files.filter(
      ({ file, nginx, dockerfile }) =>
        nginx.length > 0 && !dockerfile && !isComposed(file, composed),
    );
  });
  const without = oncePer((used: string) => {
    const paths = new Set(used.split('\0'));
    return sourcesOfFiles(candidates().filter(({ file }) => !paths.has(file)));
  });
  return (used) => {
    const own = candidates().filter(({ file }) => used.has(file));
    return without(own.map(({ file }) => file).join('\0'));
  };
}

/** What lies below the folder of a main file belongs to it. */
function sourcesOfFiles(idle: readonly FileFacts[]): NginxSource[] {
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
function sourcesOfValues({ nginx, images }: FileFacts): NginxSource[] {
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
