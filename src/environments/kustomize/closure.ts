import type { FileFacts } from '../../facts/facts.ts';
import type { Problem } from '../../finding.ts';
import { entriesIn, viewOf } from '../../parse/yaml/tree.ts';
import type { Located, Span } from '../../text.ts';
import { folderOf, resolvePath } from '../path.ts';
import { namedPaths } from './inputs.ts';

/** All that one kustomization is built of. */
export interface Closure {
  /** The folder of the kustomization. */
  readonly root: string;
  /** The file of the kustomization itself, and the first thing that it says. */
  readonly file: string;
  readonly at: Span;
  readonly isComponent: boolean;
  /** Texts of files by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that it takes and that have not been read as text, such as pictures, with the places where they are named. */
  readonly unread: readonly Located<string>[];
  /** What it takes and cannot be had at all: remote bases, charts. */
  readonly missing: readonly Problem[];
}

/** The text of a file of the project; nothing where it cannot be read as text. */
export type TextOf = (file: string) => string | undefined;

interface Search {
  readonly textOf: TextOf;
  readonly byFile: ReadonlyMap<string, FileFacts>;
  readonly byFolder: ReadonlyMap<string, FileFacts>;
  readonly texts: Map<string, string>;
  readonly unread: Map<string, Located<string>>;
  readonly missing: Problem[];
  readonly waiting: FileFacts[];
}

/** What the kustomization in a folder is built of. The files must have their trees. */
export function closures(
  files: readonly FileFacts[],
  textOf: TextOf,
): (root: string) => Closure | undefined {
  const byFile = new Map(files.map((file) => [file.file, file]));
  const byFolder = new Map(
    files.flatMap((file) => (file.kustomization ? [[folderOf(file.file), file]] : [])),
  );
  return (root) => {
    const first = byFolder.get(root);
    if (!first) return undefined;
    const search: Search = {
      textOf,
      byFile,
      byFolder,
      texts: new Map(),
      unread: new Map(),
      missing: [],
      waiting: [first],
    };
    for (let next = search.waiting.pop(); next; next = search.waiting.pop()) visit(search, next);
    const { file, kustomization, trees } = first;
    const [document] = trees?.documents ?? [];
    const [entry] = document ? entriesIn(document) : [];
    return {
      root,
      file,
      at: entry ? viewOf(entry.keyTree).at : { file, start: 0, end: 0 },
      isComponent: kustomization?.isComponent === true,
      texts: search.texts,
      unread: [...search.unread.values()],
      missing: search.missing,
    };
  };
}

function visit(search: Search, { file, kustomization }: FileFacts): void {
  if (!kustomization || search.texts.has(file)) return;
  search.texts.set(file, search.textOf(file) ?? '');
  for (const { value, at } of kustomization.charts) {
    search.missing.push({ at, message: `the charts of "${value}" would be fetched` });
  }
  for (const path of namedPaths(kustomization)) take(search, folderOf(file), path);
}

function take(search: Search, folder: string, { value, at }: Located<string>): void {
  const path = resolvePath(folder, value);
  if (path === undefined) {
    search.missing.push({ at, message: `"${value}" is remote, or outside of the project` });
    return;
  }
  const below = search.byFolder.get(path);
  const text = search.byFile.get(path)?.trees && search.textOf(path);
  if (below) search.waiting.push(below);
  else if (text !== undefined) search.texts.set(path, text);
  else if (!search.unread.has(path)) search.unread.set(path, { value: path, at });
}
