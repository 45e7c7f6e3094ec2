import { TOPICS } from './draft.ts';
import type { DraftFile } from './drafts.ts';

/**
 * The path of each file of drafts, with `/`, below the folder that they are written to: `service-entries.yaml`, or
 * `overlays/prod/service-entries.yaml` for the environment of that name. Nothing leads out of that folder, and no two
 * files have the same path, whatever environments are called.
 */
export function fileNames(files: readonly DraftFile[]): string[] {
  const folders = new Map<string, string>();
  const owners = new Map<string, string>();
  return files.map(({ environment, topic }) => {
    const folder = folders.get(environment) ?? folderFor(environment, owners);
    folders.set(environment, folder);
    owners.set(folder.toLowerCase(), environment);
    return folder === '' ? `${topic}.yaml` : `${folder}/${topic}.yaml`;
  });
}

/** A number sets environments apart whose names come to the same folder, also where the file system ignores case. */
function folderFor(environment: string, owners: ReadonlyMap<string, string>): string {
  const folder = environment
    .split('/')
    .map((part) =>
      part
        .replace(/\.(?:ya?ml|json)$/, '')
        .replace(/[^\w.-]+/g, '_')
        .replace(/^\.+|\.+$/g, ''),
    )
    .filter((part) => part !== '')
    .join('/');
  let free = folder;
  for (let count = 2; owners.has(free.toLowerCase()); count++)
    free = `${folder || 'root'}-${count}`;
  return free;
}

/** Whether a file, by its name, is one of drafts. */
export function isDraftName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return TOPICS.some((topic) => name === `${topic}.yaml`);
}
