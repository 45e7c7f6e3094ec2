import type { Dependency } from '../../facts/application/dependency.ts';
import type { Dockerfile, DockerStage } from '../../facts/application/dockerfile.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy, once } from '../once.ts';

/** What an image is built from, as far as these files tell. */
export interface ImageSource {
  /** The last stage of its Dockerfile and the stages that one builds on. */
  readonly stages: readonly DockerStage[];
  /** Packages of the dependency lists beside the Dockerfile. */
  readonly dependencies: readonly Dependency[];
}

interface BuildFolder {
  /** What an image built here is likely called: the folder's name, or `api` of `api.Dockerfile`. */
  readonly name: string;
  readonly path: string;
  readonly dockerfile?: Dockerfile;
}

/**
 * Which image is built from which files: the last part of the image's name, the container's or the workload's name is
 * the name of the folder of a Dockerfile or dependency list, or stands before `.Dockerfile`. Only one folder may fit.
 */
export function answerImageSource(
  mesh: Mesh,
): (workload: Workload, container: Container) => ImageSource | undefined {
  const folders = once(() => buildFolders(mesh.files));
  const byName = once(() => groupBy(folders(), ({ name }) => name));
  const lists = once(() => mesh.files.filter(({ dependencies }) => dependencies.length > 0));
  return (workload, container) => {
    for (const name of namesOf(workload, container)) {
      const [folder, ...others] = byName().get(name) ?? [];
      if (folder !== undefined && others.length === 0) return sourceOf(folder, lists());
      if (others.length > 0) return undefined;
    }
    return undefined;
  };
}

function namesOf(workload: Workload, container: Container): string[] {
  const names = [imageName(container.image?.value ?? ''), container.name, workload.name];
  return [...new Set(names.map(normalized))].filter((name) => name !== '' && !isTemplated(name));
}

/** `api` of `gcr.io/$PROJECT/api:1.2@sha256:…`. */
function imageName(image: string): string {
  const path = image.replace(/@.*$/, '');
  return path.slice(path.lastIndexOf('/') + 1).replace(/:.*$/, '');
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** Folders in which an application lies though they are not called after it. */
const INNER_FOLDERS: ReadonlySet<string> = new Set([
  'src',
  'app',
  'docker',
  'build',
  'backend',
  'server',
]);

function buildFolders(files: readonly FileFacts[]): BuildFolder[] {
  const folders = new Map<string, BuildFolder>();
  for (const { file, dockerfile, dependencies } of files) {
    if (dockerfile === undefined && dependencies.length === 0) continue;
    const path = folderOf(file);
    const own = dockerfile
      ? /^(.+)\.dockerfile$/i.exec(file.slice(file.lastIndexOf('/') + 1))?.[1]
      : undefined;
    const name = normalized(own ?? folderName(path));
    const key = own === undefined ? path : file;
    const known = folders.get(key);
    const isPlain = /(?:^|\/)(?:docker|container)file$/i.test(file);
    if (name === '' || (known?.dockerfile && !isPlain)) continue;
    const chosen = dockerfile ?? known?.dockerfile;
    folders.set(key, { name, path, ...(chosen && { dockerfile: chosen }) });
  }
  return [...folders.values()];
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The folder's own name; that of the folder above for one called `src` or `docker`. */
function folderName(path: string): string {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  return INNER_FOLDERS.has(last.toLowerCase()) ? (parts.pop() ?? last) : last;
}

function sourceOf(folder: BuildFolder, lists: readonly FileFacts[]): ImageSource {
  const own = lists.filter(({ file }) => folderOf(file) === folder.path);
  const copied = lists.filter(({ file }) => copiedFrom(folder).has(file));
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
