/** Where a run took place, as absolute paths with `/`. */
export interface Location {
  /** What the names of files in reports are relative to. */
  readonly currentDirectory: string;
  /** The top of the git working tree that holds it; the current directory itself where there is none. */
  readonly root: string;
  /** Files that are reached by a link, and the path where they lie: GitHub shows nothing at a link. */
  readonly links?: ReadonlyMap<string, string>;
}

const ABSOLUTE = /^(?:\/|[A-Za-z]:\/)/;
const SURROGATE = /\p{Cs}/gu;
const UNESCAPED = /[!'()*]/g;

/**
 * A file, named as in reports, relative to the top of the repository. What lies outside of it begins with `../`: GitHub
 * refuses a whole SARIF upload for one absolute address, and GitLab knows relative paths alone. Only a file on another
 * drive stays absolute.
 */
export function repositoryPath(file: string, { currentDirectory, root, links }: Location): string {
  const named = ABSOLUTE.test(file) ? file : `${withSlash(currentDirectory)}${file}`;
  const path = links?.get(file) ?? named;
  const from = partsOf(root);
  const to = partsOf(path);
  const different = from.findIndex((part, index) => part !== to[index]);
  const shared = different === -1 ? from.length : different;
  if (shared === 0 && from.length > 0 && !path.startsWith('/')) return path;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** The path as a relative URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded. */
export function uriOf(path: string): string {
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path.slice(0, 2)}${encoded(path.slice(2))}`;
  return encoded(path);
}

function encoded(path: string): string {
  return path.split('/').map(encodedPart).join('/');
}

function encodedPart(part: string): string {
  return encodeURIComponent(part.replace(SURROGATE, '\ufffd')).replace(
    UNESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}
