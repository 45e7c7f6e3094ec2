import type { Dependency } from '../../facts/application/dependency.ts';
import type { Dockerfile, DockerStage } from '../../facts/application/dockerfile.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated } from '../../text.ts';
import { fitOfImage, nearestTo } from '../nginx/dockerfiles.ts';
import { groupBy, once, oncePer } from '../once.ts';

/** What an image is built from, as far as these files tell. */
export interface ImageSource {
  /** The last stage of its Dockerfile and the stages that one builds on. */
  readonly stages: readonly DockerStage[];
  /** Packages of the dependency lists beside the Dockerfile. */
  readonly dependencies: readonly Dependency[];
}

/** The source of a container's image; `undefined` where these files do not tell. */
export type ImageSourceOf = (workload: Workload, container: Container) => ImageSource | undefined;

interface BuildFolder {
  readonly path: string;
  /** The Dockerfile's path, or where one would be: the image is likely called after it. */
  readonly named: string;
  readonly dockerfile?: Dockerfile;
}

/**
 * Which image is built from which files: the image's name, else the container's or the workload's, fits the Dockerfile's
 * (see `fitOfImage`), or the folder of a dependency list. Of those that fit best, the one nearest to the workload's own
 * file counts: a tree may hold several variants of an application. Only one may be the nearest.
 */
export function answerImageSource(files: readonly FileFacts[]): ImageSourceOf {
  const folders = once(() => groupBy(buildFolders(files), ({ named }) => lastWord(named)));
  const lists = once(() => listsOf(files));
  const best = oncePer((name: string) => bestFits(name, folders().get(lastWord(name)) ?? []));
  const source = oncePer((folder: BuildFolder) => sourceOf(folder, lists()));
  return (workload, container) => {
    for (const name of namesOf(workload, container)) {
      const [folder, ...others] = nearestTo(workload.at.file, best(name), ({ path }) => path);
      if (others.length > 0) return undefined;
      if (folder !== undefined) return source(folder);
    }
    return undefined;
  };
}

/** What the names of an image and of its Dockerfile or folder have in common if they fit at all. */
function lastWord(name: string): string {
  const word = name
    .replace(/\/(?:docker|container)file$/i, '')
    .replace(/\.dockerfile$/i, '')
    .replace(/[:@].*$/, '')
    .toLowerCase();
  return word.split(/[^a-z0-9]+/).at(-1) ?? '';
}

function bestFits(name: string, folders: readonly BuildFolder[]): readonly BuildFolder[] {
  const fits = folders.map(({ named }) => fitOfImage(name, named));
  const best = Math.max(1, ...fits);
  return folders.filter((_folder, index) => fits[index] === best);
}

function namesOf({ name }: Workload, container: Container): string[] {
  const image = container.image?.value ?? '';
  const names = [image.slice(image.lastIndexOf('/') + 1), container.name, name];
  return [...new Set(names)].filter(
    (each) => each !== '' && !isTemplated(each.replace(/:.*$/, '')),
  );
}

/** Folders in which an application lies though they are not called after it. */
const INNER_FOLDERS: ReadonlySet<string> = new Set([
  'app',
  'backend',
  'build',
  'docker',
  'server',
  'src',
]);

function buildFolders(files: readonly FileFacts[]): BuildFolder[] {
  const folders = new Map<string, BuildFolder>();
  for (const { file, dockerfile, dependencies } of files) {
    if (dockerfile === undefined && dependencies.length === 0) continue;
    const path = folderOf(file);
    const isPlain = /(?:^|\/)(?:docker|container)file$/i.test(file);
    const key = dockerfile && !isPlain ? file : path;
    const chosen = dockerfile ?? folders.get(key)?.dockerfile;
    const named = key === file ? file : `${applicationFolder(path)}/Dockerfile`;
    folders.set(key, { path, named, ...(chosen && { dockerfile: chosen }) });
  }
  return [...folders.values()];
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The folder, or the one above it where it is called `src` or `docker`. */
function applicationFolder(path: string): string {
  const parts = path.split('/');
  const isInner = parts.length > 1 && INNER_FOLDERS.has(parts.at(-1)?.toLowerCase() ?? '');
  return isInner ? parts.slice(0, -1).join('/') : path;
}

/** Dependency lists by their folder and by their path. */
interface Lists {
  readonly inFolder: ReadonlyMap<string, readonly FileFacts[]>;
  readonly byPath: ReadonlyMap<string, FileFacts>;
}

function listsOf(files: readonly FileFacts[]): Lists {
  const lists = files.filter(({ dependencies }) => dependencies.length > 0);
  return {
    inFolder: groupBy(lists, ({ file }) => folderOf(file)),
    byPath: new Map(lists.map((list) => [list.file, list])),
  };
}

function sourceOf(folder: BuildFolder, { inFolder, byPath }: Lists): ImageSource {
  const own = inFolder.get(folder.path) ?? [];
  const copied = [...copiedFrom(folder)].flatMap((path) => byPath.get(path) ?? []);
  return {
    stages: builtOn(folder.dockerfile?.stages ?? []),
    dependencies: [...new Set([...own, ...copied])].flatMap(({ dependencies }) => dependencies),
  };
}

/** Files that the Dockerfile copies by name, relative to its folder. */
function copiedFrom({ path, dockerfile }: BuildFolder): ReadonlySet<string> {
  const sources =
    dockerfile?.stages.flatMap(({ copies }) => copies.flatMap((copy) => copy.sources)) ?? [];
  return new Set(
    sources.map((source) => (path === '' ? source : `${path}/${source}`).replace('/./', '/')),
  );
}

function builtOn(stages: readonly DockerStage[]): DockerStage[] {
  const chain: DockerStage[] = [];
  let stage = stages.at(-1);
  while (stage !== undefined && !chain.includes(stage)) {
    chain.push(stage);
    const base = stage.image.value;
    stage = stages.find(({ name }) => name !== undefined && name === base);
  }
  return chain;
}
