/** The folder of a project path; `""` for the project itself. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Most paths: a name that lies in the folder itself. */
const PLAIN = /^\w[\w.-]*$/;

/** A relative path as written in `folder`, as a project path; `undefined` where it leaves the project or is remote. */
export function resolvePath(folder: string, relative: string): string | undefined {
  if (PLAIN.test(relative)) return folder === '' ? relative : `${folder}/${relative}`;
  if (/^[a-z]+:|^git@|^\/|\?ref=/.test(relative)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Whether `path` is `folder` or lies below it; everything lies below `""`. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
