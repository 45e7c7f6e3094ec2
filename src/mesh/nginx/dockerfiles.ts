import type { Dockerfile } from '../../facts/application/dockerfile.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { NginxText } from '../../facts/nginx.ts';
import type { PlacedText } from './include.ts';
import { lastStages, type NginxDefault, nginxOfDockerfile } from './version.ts';

/** An image that a Dockerfile of the project builds, and the nginx configuration it puts in it. */
export interface BuiltImage {
  /** The Dockerfile's path. */
  readonly file: string;
  readonly texts: readonly PlacedText[];
  readonly nginx: NginxDefault | 'other';
}

/** The images with nginx configuration in them. */
export function readBuiltImages(files: readonly FileFacts[]): BuiltImage[] {
  const sources = new Map<string, NginxText>();
  for (const { file, nginx, dockerfile } of files) {
    const [text] = nginx;
    if (text && !dockerfile && nginx.length === 1) sources.set(file, text);
  }
  return files.flatMap(({ file, dockerfile, nginx }) => {
    if (!dockerfile) return [];
    const written = nginx.map((text) => ({ path: livePath(text.name), text }));
    const texts = [...copiedTexts(file, dockerfile, sources), ...written];
    return texts.length === 0 ? [] : [{ file, texts, nginx: nginxOfDockerfile(dockerfile) }];
  });
}

/** A destination with `/`, or one that is a folder in images of nginx. */
const FOLDER = /\/$|\/(?:nginx|conf|conf\.d|templates|sites-enabled|sites-available)$/;

function copiedTexts(
  file: string,
  dockerfile: Dockerfile,
  sources: ReadonlyMap<string, NginxText>,
): PlacedText[] {
  const copies = lastStages(dockerfile)
    .reverse()
    .flatMap((stage) => stage.copies)
    .filter(({ from }) => from === undefined);
  return copies.flatMap((copy) =>
    copy.sources.flatMap((source) => {
      const found = findSource(file, source, sources);
      const isFolder = copy.sources.length > 1 || FOLDER.test(copy.destination);
      return found.map(({ text, below, name }) => ({
        path: livePath(destination(copy.destination, isFolder ? (below ?? name) : below)),
        text,
      }));
    }),
  );
}

function destination(path: string, below: string | undefined): string {
  return below === undefined ? path : `${path.replace(/\/$/, '')}/${below}`;
}

/** A text that COPY takes; `below` is its path in the folder that is copied, absent for a file. */
interface Found {
  readonly text: NginxText;
  readonly name: string;
  readonly below?: string;
}

/** The build context is the Dockerfile's folder or one above it: the nearest in which the source is. */
function findSource(
  dockerfile: string,
  source: string,
  sources: ReadonlyMap<string, NginxText>,
): Found[] {
  const wanted = source.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
  if (wanted === '' || wanted === '.') return [];
  for (const folder of foldersAbove(dockerfile)) {
    const found = findAt(folder + wanted, sources);
    if (found.length > 0) return found;
  }
  return [];
}

/** The folder of a file and those above it, each with its `/`. */
function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts.keys(), parts.length]
    .map((count) => parts.slice(0, count).join('/'))
    .map((folder) => (folder === '' ? '' : `${folder}/`))
    .reverse();
}

function findAt(path: string, sources: ReadonlyMap<string, NginxText>): Found[] {
  const file = sources.get(path);
  if (file) return [{ text: file, name: nameOf(path) }];
  const star = path.indexOf('*');
  const folder = star === -1 ? `${path}/` : path.slice(0, path.lastIndexOf('/', star) + 1);
  const [before = '', behind = ''] = star === -1 ? [folder] : path.split('*', 2);
  return [...sources].flatMap(([each, text]) => {
    const inside = each.startsWith(before) && each.endsWith(behind);
    const below = each.slice(folder.length);
    return inside && (star === -1 || !below.includes('/'))
      ? [{ text, below, name: nameOf(each) }]
      : [];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where the text stands once the container runs: templates are filled in, mostly by envsubst at start-up. */
export function livePath(path: string): string {
  return path
    .replace(/\.(?:template|tpl|tmpl|j2|erb)$/, '')
    .replace(/^\/etc\/nginx\/templates\//, '/etc/nginx/conf.d/');
}

/**
 * How well the name of an image fits a Dockerfile, 0 for not at all: images are called like the Dockerfile's folder, or
 * like its own ending (`web.Dockerfile`), perhaps behind the name of the project.
 */
export function fitOfImage(image: string, dockerfile: string): number {
  const [path = ''] = image.split('@', 1);
  const name = plain(nameOf(path).split(':', 1)[0] ?? '');
  return Math.max(0, ...namesOf(dockerfile).map((each) => fitOfNames(name, each)));
}

/** Those whose folder shares the most with the folder of a file: a tree may hold several variants of an application. */
export function nearestTo<T>(
  file: string,
  places: readonly T[],
  folderOf: (place: T) => string,
): readonly T[] {
  if (places.length < 2) return places;
  const own = file.split('/').slice(0, -1);
  const shared = places.map((place) => {
    const parts = folderOf(place).split('/');
    const differs = parts.findIndex((part, index) => part !== own[index]);
    return differs === -1 ? parts.length : differs;
  });
  const most = Math.max(...shared);
  return places.filter((_place, index) => shared[index] === most);
}

function fitOfNames(image: string, built: string): number {
  if (image === built) return 3;
  if (image.endsWith(`-${built}`)) return 2;
  return built.endsWith(`-${image}`) ? 1 : 0;
}

function namesOf(dockerfile: string): string[] {
  const parts = dockerfile.split('/');
  const file = parts.pop() ?? '';
  const ending =
    /^(?:docker|container)file[._-](.+)$/i.exec(file)?.[1] ?? /^(.+)\.dockerfile$/i.exec(file)?.[1];
  const folder = parts.pop();
  const names = ending === undefined ? [folder] : [ending, `${folder}-${ending}`];
  return names.flatMap((name) => (name === undefined || name === '' ? [] : plain(name)));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
