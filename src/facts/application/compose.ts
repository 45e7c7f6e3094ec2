import type { View } from '../../parse/yaml/view.ts';

/** The parts of a docker-compose file that are asked for. */
interface Compose {
  services?: { [name: string]: Service };
  configs?: { [name: string]: { file?: string } };
}

interface Service {
  volumes?: unknown[];
}

/** Whether a file of this name is docker-compose's: `docker-compose.yml`, `compose.prod.yaml`. */
export function isComposePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:docker-)?compose(?:[._-][\w.-]*)?\.ya?ml$/i.test(name);
}

/**
 * Files and folders that a docker-compose file mounts into its containers, relative to the project; those above the
 * project and those that variables name are left out.
 */
export function readComposeMounts(file: string, view: View): string[] {
  const compose = view.as<Compose>();
  const paths = [
    ...compose
      .get('services')
      .entries()
      .flatMap(({ value }) => sourcesOf(value)),
    ...compose
      .get('configs')
      .entries()
      .map(({ value }) => value.get('file').text()?.value),
  ];
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [...new Set(paths.flatMap((path) => (path ? (resolved(folder, path) ?? []) : [])))];
}

function sourcesOf(service: View<Service>): (string | undefined)[] {
  return service
    .get('volumes')
    .items()
    .map((volume) => {
      const short = volume.text()?.value;
      if (short !== undefined)
        return /^\.{1,2}\/|^[^:]+\//.test(short) ? short.split(':', 1)[0] : undefined;
      return volume.as<{ source?: string }>().get('source').text()?.value;
    });
}

function resolved(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~') || path.includes('$')) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}
