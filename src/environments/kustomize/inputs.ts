import type { FileFacts } from '../../facts/facts.ts';
import type { Generator, Kustomization } from '../../facts/layout/layout.ts';
import { emptyFacts } from '../../facts/read.ts';
import { readTrees } from '../../facts/read-trees.ts';
import type { Located } from '../../text.ts';
import { folderOf, resolvePath } from '../path.ts';
import { keyAndPath } from './generate.ts';

/** The paths that a kustomization names, as written: files and folders. */
export function namedPaths(kustomization: Kustomization): Located<string>[] {
  const { resources, components, patches, configMaps, secrets, replacements } = kustomization;
  return [
    ...resources,
    ...components,
    ...patches.flatMap(({ path }) => path ?? []),
    ...[...configMaps, ...secrets].flatMap(generatorPaths),
    ...replacements.flatMap((each) => ('path' in each ? [each.path] : [])),
    ...kustomization.settings,
  ];
}

function generatorPaths({ files, envs }: Generator): Located<string>[] {
  return [...files.map(({ value, at }) => ({ value: keyAndPath(value).path, at })), ...envs];
}

/** The files that kustomizations are made of: themselves, and all they name in the project, but for folders. */
export function kustomizeInputs(files: readonly FileFacts[]): Set<string> {
  const kustomizations = files.filter(({ kustomization }) => kustomization !== undefined);
  const folders = new Set(kustomizations.map(({ file }) => folderOf(file)));
  const named = resolved(kustomizations, namedPaths).filter((path) => !folders.has(path));
  return new Set([...kustomizations.map(({ file }) => file), ...named]);
}

/**
 * Those of them that are taken as objects and as nothing else. What is a patch as well, or what a generator or replacement
 * takes, is also read where it says no kind.
 */
export function objectInputs(files: readonly FileFacts[]): Set<string> {
  const objects = new Set(resolved(files, ({ resources }) => resources));
  const others = resolved(files, (kustomization) =>
    namedPaths({ ...kustomization, resources: [], components: [] }),
  );
  for (const path of others) objects.delete(path);
  return objects;
}

function resolved(
  files: readonly FileFacts[],
  pathsOf: (kustomization: Kustomization) => readonly Located<string>[],
): string[] {
  return files.flatMap(({ file, kustomization }) =>
    (kustomization ? pathsOf(kustomization) : []).flatMap(
      ({ value }) => resolvePath(folderOf(file), value) ?? [],
    ),
  );
}

/** What calls about one project leave for each other. */
export interface KnownTrees {
  /** Facts with trees, by the facts without. */
  readonly facts: WeakMap<FileFacts, FileFacts>;
  /** Those of files that nothing else reads, by their paths. */
  added: ReadonlyMap<string, FileFacts>;
  last:
    | { readonly kustomizations: readonly FileFacts[]; readonly inputs: ReadonlySet<string> }
    | undefined;
}

export function noTrees(): KnownTrees {
  return { facts: new WeakMap(), added: new Map(), last: undefined };
}

/**
 * The facts with the trees of those files that kustomizations are made of; a file among them that was not read, such as a
 * list of variables, joins with its tree alone. `text` is nothing where the file is not there or must not be read.
 */
export function withTrees(
  files: readonly FileFacts[],
  text: (file: string) => string | undefined,
  known: KnownTrees = noTrees(),
): FileFacts[] {
  const inputs = inputsOf(files, known);
  if (inputs.size === 0) return [...files];
  const names = new Set(files.map(({ file }) => file));
  const read = (facts: FileFacts): FileFacts => {
    if (facts.trees) return facts;
    const found = known.facts.get(facts) ?? withTree(facts, text(facts.file));
    known.facts.set(facts, found);
    return found;
  };
  const others = [...inputs].filter((file) => !names.has(file)).sort();
  known.added = addedFiles(others, text, known);
  return [
    ...files.map((facts) => (inputs.has(facts.file) ? read(facts) : facts)),
    ...known.added.values(),
  ];
}

/** The same facts as before where the text is the same. */
function addedFiles(
  files: readonly string[],
  text: (file: string) => string | undefined,
  { added }: KnownTrees,
): Map<string, FileFacts> {
  const found = new Map<string, FileFacts>();
  for (const file of files) {
    const now = text(file);
    const before = added.get(file);
    const isSame = before?.trees?.whole?.text === now;
    if (now !== undefined)
      found.set(file, isSame && before ? before : withTree(emptyFacts(file), now));
  }
  return found;
}

/** The same as long as the kustomizations are. */
function inputsOf(files: readonly FileFacts[], known: KnownTrees): ReadonlySet<string> {
  const kustomizations = files.filter(({ kustomization }) => kustomization !== undefined);
  const { last } = known;
  const isSame =
    last?.kustomizations.length === kustomizations.length &&
    kustomizations.every((facts, index) => facts === last.kustomizations[index]);
  const inputs = isSame ? last.inputs : kustomizeInputs(kustomizations);
  known.last = { kustomizations, inputs };
  return inputs;
}

function withTree(facts: FileFacts, text: string | undefined): FileFacts {
  return text === undefined ? facts : { ...facts, trees: readTrees(facts.file, text) };
}
