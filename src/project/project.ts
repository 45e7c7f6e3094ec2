import type { Buffer } from 'node:buffer';
import { objectInputs } from '../environments/kustomize/inputs.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { MeshSettings } from '../facts/istio/settings.ts';
import { type KnownParts, nothingKnown } from '../facts/known-parts.ts';
import { isKustomizationPath } from '../facts/layout/read-kustomization.ts';
import { type Change, concerns, isTouched, pathsIn } from './change.ts';
import { withKustomizeInputs } from './kustomize-inputs.ts';
import { listingOf, readPaths } from './listing.ts';
import { decode, type ReadText } from './read-text.ts';
import {
  type FactsReaders,
  factsOf,
  type Reader,
  readerOf,
  readPatiently,
  STDIN,
} from './reading.ts';
import { absolute, kindOf, type Scope, scopeOf, UsageError } from './scope.ts';
import { walk } from './walk.ts';

/** What the user named on the command line. */
export interface ProjectInput {
  readonly currentDirectory: string;
  readonly paths: readonly string[];
  /** Standard input, where `-` is among the paths. */
  readonly stdin?: Buffer;
  readonly complete: boolean;
  readonly context: readonly string[];
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  readonly meshConfig?: string;
  readonly meshNetworks?: string;
  /** The change that is asked about: it is judged in the state that it names, which need not be that of the disk. */
  readonly change?: Change;
  /** Files (named as in reports) that are not read, unless they are named themselves. */
  readonly isExcluded?: (file: string) => boolean;
}

/** How a text becomes facts; given by the caller, so that the order of the layers holds. */
export interface Readers extends FactsReaders {
  readonly meshConfig: (file: string, text: string) => MeshSettings;
  readonly meshNetworks: (file: string, text: string) => MeshSettings;
}

/** All that was read, in memory as facts only. Files are named as in reports. */
export interface Project {
  readonly files: readonly FileFacts[];
  readonly context: readonly FileFacts[];
  /** What reading has kept of parts of objects that kustomizations make variants of. */
  readonly parts: KnownParts;
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  readonly meshConfig?: MeshSettings;
  /** The networks of the mesh; their file is reported on. */
  readonly meshNetworks?: MeshSettings;
  readonly isReported: (file: string) => boolean;
  /** Whether a folder (named as in reports) holds something that is reported, or is part of it. */
  readonly concerns: (folder: string) => boolean;
  /** The text of a file as it was judged. */
  readonly text: (file: string) => ReadText;
  /** The project as it was read, but for other texts of some files. */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => Promise<Project>;
  /** Where a change is asked about. */
  readonly change?: {
    /** Whether it has to do with any file of the project; where not, nothing was read. */
    readonly concerns: boolean;
    /** Whether the change has to do with a file. */
    readonly isTouched: (file: string) => boolean;
    /** All files as they were before. Those that differ are read now. */
    readonly filesBefore: () => Promise<readonly FileFacts[]>;
  };
}

/** Reads everything that belongs to the run. Throws `UsageError` where a path cannot be what it is given as. */
export async function readProject(input: ProjectInput, readers: Readers): Promise<Project> {
  const { change } = input;
  const asked = scopeOf({ ...input, paths: pathsOf(input) });
  const isConcerned = change === undefined || concerns(change, asked);
  const scope = isConcerned ? asked : { ...asked, folders: [], files: [] };
  const reader = readerOf(input, readers, change?.now);
  const parts = nothingKnown();
  const { currentDirectory } = input;
  const context = readScope(contextScope(input), reader, { currentDirectory, parts });
  const known = new Set(context.map(({ file }) => file));
  const own = readScope(scope, reader, { ...input, parts }, known);
  const read = input.stdin ? [factsOf(STDIN, decode(input.stdin), readers.facts), ...own] : own;
  const files = withInputs(await withPatience(read, reader, readers), { input, scope, reader });
  const meshNetworks =
    input.meshNetworks === undefined
      ? undefined
      : readGiven(input, input.meshNetworks, reader, readers.meshNetworks);
  const project: Project = {
    files,
    parts,
    context: await withPatience(context, reader, readers),
    text: reader.text,
    withTexts: (texts) => withTexts(project, texts, { input, scope, readers, reader }),
    ...(change && {
      change: {
        concerns: isConcerned,
        isTouched: (file) => isTouched(change, absolute(input.currentDirectory, file)),
        filesBefore: () => filesBefore(change, files, { input, scope, readers }),
      },
    }),
    clusters: input.clusters.map(({ name, path }) => ({ name, path: reader.named(path) })),
    ...(input.meshConfig !== undefined && {
      meshConfig: readGiven(input, input.meshConfig, reader, readers.meshConfig),
    }),
    ...(meshNetworks && { meshNetworks }),
    concerns: (folder) => input.stdin !== undefined || scope.concerns(folder),
    isReported: (file) =>
      (input.stdin !== undefined && file === STDIN) ||
      file === meshNetworks?.source ||
      scope.isReported(file),
  };
  return project;
}

async function withTexts(
  project: Project,
  texts: ReadonlyMap<string, string>,
  { input, scope, readers, reader }: Around & { readonly reader: Reader },
): Promise<Project> {
  const text = (file: string): ReadText => {
    const given = texts.get(file);
    return given === undefined ? reader.text(file) : { text: given };
  };
  const changed = { ...reader, text };
  const read = [...texts].map(([file, given]) => readers.facts(file, given));
  const facts = new Map(
    (await withPatience(read, changed, readers)).map((each) => [each.file, each]),
  );
  const files = project.files.map(
    (known) => (known.skipped ? known : facts.get(known.file)) ?? known,
  );
  return { ...project, text, files: withInputs(files, { input, scope, reader: changed }) };
}

interface Around {
  readonly input: ProjectInput;
  readonly scope: Scope;
  readonly readers: Readers;
}

/** What was read already serves again, but for files that differ. */
async function filesBefore(
  { now, before }: Change,
  files: readonly FileFacts[],
  { input, scope, readers }: Around,
): Promise<FileFacts[]> {
  const known = new Map(
    files.map((facts) => [absolute(input.currentDirectory, facts.file), facts]),
  );
  const reader = readerOf(input, readers, new Map([...now, ...before]));
  const paths = pathsIn(before, [...known.keys()], scope);
  const read = readPaths(paths, scope, input).map(
    (path) => (before.has(path) ? undefined : known.get(path)) ?? reader.facts(reader.named(path)),
  );
  return withInputs(await withPatience(read, reader, readers), { input, scope, reader });
}

function withInputs(
  files: readonly FileFacts[],
  { input, scope, reader }: { input: ProjectInput; scope: Scope; reader: Reader },
): FileFacts[] {
  const { currentDirectory, isExcluded } = input;
  return withKustomizeInputs(files, { currentDirectory, isExcluded, scope, text: reader.text });
}

/** The files that a run would read, named as in reports, and whether findings in them are shown. */
export function listFiles(input: ProjectInput): { file: string; reported: boolean }[] {
  const scope = scopeOf({ ...input, paths: pathsOf(input) });
  return listingOf(scope, walk(scope.folders), input).read.map((file) => ({
    file,
    reported: scope.isReported(file),
  }));
}

/** Clusters are input like paths; the current directory is meant only where nothing is named at all. */
function pathsOf({ paths, stdin, clusters }: ProjectInput): string[] {
  const named = [...paths.filter((path) => path !== '-'), ...clusters.map(({ path }) => path)];
  return named.length === 0 && !stdin ? ['.'] : named;
}

/** What exists in the cluster. Throws a `UsageError` where something that is named is not there. */
export function contextScope({
  currentDirectory,
  context,
}: Pick<ProjectInput, 'currentDirectory' | 'context'>): Scope {
  return scopeOf({ currentDirectory, paths: context, complete: true });
}

function readScope(
  scope: Scope,
  { facts }: Reader,
  input: Pick<ProjectInput, 'currentDirectory' | 'isExcluded' | 'change'> & {
    readonly parts: KnownParts;
  },
  known: ReadonlySet<string> = new Set(),
): FileFacts[] {
  const { read, others } = listingOf(scope, walk(scope.folders), {
    ...input,
    contents: input.change?.now ?? new Map(),
  });
  const wanted = read.filter((file) => !known.has(file));
  const first = new Map(
    wanted.filter(isKustomizationPath).map((file) => [file, facts(file)] as const),
  );
  const objects = objectInputs([...first.values()]);
  const readOne = (file: string): FileFacts =>
    first.get(file) ?? facts(file, objects.has(file) ? input.parts : undefined);
  return [...wanted.map(readOne), ...others];
}

/** Reads those files once more that could not be read: the slower reader is loaded only then. */
async function withPatience(
  all: readonly FileFacts[],
  reader: Reader,
  { patient }: Readers,
): Promise<FileFacts[]> {
  if (all.every(({ unreadable }) => unreadable.length === 0)) return [...all];
  const facts = await patient();
  return all.map((known) => readPatiently(known, reader, facts));
}

/** A file with settings, which the user names. */
function readGiven(
  { currentDirectory }: ProjectInput,
  path: string,
  reader: Reader,
  read: Readers['meshConfig'],
): MeshSettings {
  if (kindOf(currentDirectory, path) === 'folder') throw new UsageError(`${path}: is a folder`);
  const file = reader.named(path);
  const found = reader.text(file);
  if ('text' in found) return read(file, found.text);
  throw new UsageError(`${path}: ${'problem' in found ? found.problem : `it is ${found.skipped}`}`);
}
