import type { FileFacts, Resource } from '../facts/facts.ts';
import { isTemplated } from '../text.ts';
import type { Environment } from './environment.ts';

/**
 * Splits plain files into sets that could be applied together. Siblings (folders, or files of one folder) that
 * declare the same object are variants of each other; what clashes with nothing is common to all variants.
 */
export function splitFolders(files: readonly FileFacts[]): Environment[] {
  const { common, variants } = split(folderTree(files));
  if (variants.length === 0)
    return common.length === 0 ? [] : [{ name: '.', from: 'folder', files: common }];
  return variants.map(({ name, files }) => ({
    name,
    from: 'folder',
    files: [...common, ...files].sort((a, b) => (a.file < b.file ? -1 : 1)),
  }));
}

interface Folder {
  readonly path: string;
  readonly files: FileFacts[];
  readonly folders: Map<string, Folder>;
}

/** A folder as the folder above sees it. */
interface Part {
  readonly path: string;
  readonly common: readonly FileFacts[];
  readonly variants: readonly { readonly name: string; readonly files: readonly FileFacts[] }[];
  readonly identities: ReadonlySet<string>;
}

function folderTree(files: readonly FileFacts[]): Folder {
  const root: Folder = { path: '', files: [], folders: new Map() };
  for (const file of files) {
    let folder = root;
    for (const name of file.file.split('/').slice(0, -1)) {
      const below = folder.folders.get(name) ?? {
        path: folder.path === '' ? name : `${folder.path}/${name}`,
        files: [],
        folders: new Map(),
      };
      folder.folders.set(name, below);
      folder = below;
    }
    folder.files.push(file);
  }
  return root;
}

/**
 * What a folder holds, seen from above. Where several parts of it hold variants of their own, and not the same ones
 * (`apps/dev` and `istio/dev`), it is a collection of things of which nothing says that they meet in one cluster: then
 * only the files that lie in the folder itself are common. Recursion is as deep as the folders of the project, which
 * the file system bounds.
 */
function split(folder: Folder): Part {
  const own = ownParts(folder);
  const parts = [...own, ...[...folder.folders.values()].map(split)];
  const [onlyPart] = parts;
  if (onlyPart && parts.length === 1) return onlyPart;
  const clashing = clashes(parts);
  const varied = parts.filter((part) => part.variants.length > 0 && !clashing.has(part));
  const joined = joinVariants(varied);
  const isCollection = !joined && varied.length > 1;
  const isShared = (part: Part): boolean =>
    !clashing.has(part) && (isCollection ? own.includes(part) : !joined || !varied.includes(part));
  const shared = parts.filter(isShared);
  const apart = parts.filter((part) => !isShared(part) && !(joined && varied.includes(part)));
  return {
    path: folder.path,
    identities: new Set(parts.flatMap((part) => [...part.identities])),
    common: shared.flatMap((part) => part.common),
    variants: [
      ...(joined ?? []),
      ...shared.flatMap((part) => part.variants),
      ...apart.flatMap(wholes),
    ],
  };
}

/** The variants of several parts put together by name (`dev`, `prod`), if all parts have the same names. */
function joinVariants(parts: readonly Part[]): Part['variants'] | undefined {
  if (parts.length < 2) return undefined;
  const byName = parts.map(
    (part) => new Map(wholes(part).map((variant) => [lastName(variant.name), variant])),
  );
  const [first = new Map<string, Part['variants'][number]>(), ...others] = byName;
  const isSame = parts.every(
    (part, index) =>
      part.variants.length === first.size &&
      [...first.keys()].every((name) => byName[index]?.has(name)),
  );
  if (!isSame) return undefined;
  return [...first].map(([name, variant]) => ({
    name: variant.name,
    files: [...variant.files, ...others.flatMap((other) => other.get(name)?.files ?? [])],
  }));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The files of one folder: those that clash with each other each for itself, all others as one part. */
function ownParts({ path, files }: Folder): Part[] {
  const single = files.map(
    (file): Part => ({
      path: file.file,
      common: [file],
      variants: [],
      identities: new Set(file.resources.flatMap(identityOf)),
    }),
  );
  const clashing = clashes(single);
  const peaceful = single.filter((part) => !clashing.has(part));
  const together: Part = {
    path: path === '' ? '.' : path,
    common: peaceful.flatMap((part) => part.common),
    variants: [],
    identities: new Set(peaceful.flatMap((part) => [...part.identities])),
  };
  return peaceful.length > 0 ? [...clashing, together] : [...clashing];
}

function clashes(parts: readonly Part[]): Set<Part> {
  const owners = new Map<string, Part>();
  const clashing = new Set<Part>();
  for (const part of parts) {
    for (const identity of part.identities) {
      const owner = owners.get(identity);
      if (owner) clashing.add(owner).add(part);
      else owners.set(identity, part);
    }
  }
  return clashing;
}

/** A part with what is common inside it put into each of its own variants. */
function wholes({ path, common, variants }: Part): Part['variants'] {
  if (variants.length === 0) return [{ name: path, files: common }];
  return variants.map(({ name, files }) => ({ name, files: [...common, ...files] }));
}

/** What makes two objects the same one. Namespaces are often declared by every part of one application, so they tell none. */
export function identityOf(resource: Resource): string[] {
  const { apiVersion, kind, namespace, name } = resource;
  if (kind === 'Namespace' || name === '' || isTemplated(name)) return [];
  return [`${apiVersion.split('/')[0]} ${kind} ${namespace} ${name}`];
}
