import type { Buffer } from 'node:buffer';
import type { FileFacts } from '../facts/facts.ts';
import type { MeshSettings } from '../facts/istio/settings.ts';
import { emptyFacts } from '../facts/read.ts';
import { isTemplate } from './candidates.ts';
import { type Change, type Contents, concerns, isTouched, pathsIn } from './change.ts';
import { passedOver } from './passed-over.ts';
import { byCodeUnits, reportPath } from './paths.ts';
import { decode, type ReadText, textReader } from './read-text.ts';
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
  /** The change that is asked about: it is judged in the state that it names, which need not be that of the disk. */
  readonly change?: Change;
  /** Files (named as in reports) that are not read, unless they are named themselves. */
  readonly isExcluded?: (file: string) => boolean;
}

export type FactsReader = (file: string, text: string) => FileFacts;

/** How a text becomes facts; given by the caller, so that the order of the layers holds. */
export interface Readers {
  readonly facts: FactsReader;
  /** Loads a slower reader, which finds better words for what the first cannot read, or reads it after all. */
  readonly patient: () => Promise<FactsReader>;
  readonly meshConfig: (file: string, text: string) => MeshSettings;
  /** Is told how many files have been read. */
  readonly progress?: (count: number) => void;
}

/** All that was read, in memory as facts only. Files are named as in reports. */
export interface Project {
  readonly files: readonly FileFacts[];
  readonly context: readonly FileFacts[];
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  readonly meshConfig?: MeshSettings;
  readonly isReported: (file: string) => boolean;
  /** Whether a folder (named as in reports) holds something that is reported, or is part of it. */
  readonly concerns: (folder: string) => boolean;
  /** The text of a file as it was judged. */
  readonly text: (file: string) => ReadText;
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

/** The name that standard input has in reports; by its ending it is read as YAML, of which JSON is a part. */
export const STDIN = 'stdin.yaml';

/** Texts that are larger are not given to the slower reader. */
const MOST_PATIENCE = 1_000_000;

/** Reads everything that belongs to the run. Throws `UsageError` where a path cannot be what it is given as. */
export async function readProject(input: ProjectInput, readers: Readers): Promise<Project> {
  const { change } = input;
  const asked = scopeOf({ ...input, paths: pathsOf(input) });
  const isConcerned = change === undefined || concerns(change, asked);
  const scope = isConcerned ? asked : { ...asked, folders: [], files: [] };
  const reader = readerOf(input, readers, change?.now);
  const context = readScope(contextScope(input), reader, {
    currentDirectory: input.currentDirectory,
  });
  const known = new Set(context.map(({ file }) => file));
  const own = readScope(scope, reader, input, known);
  const read = input.stdin ? [factsOf(STDIN, decode(input.stdin), readers.facts), ...own] : own;
  const files = await withPatience(read, reader, readers);
  return {
    files,
    context: await withPatience(context, reader, readers),
    text: reader.text,
    ...(change && {
      change: {
        concerns: isConcerned,
        isTouched: (file) => isTouched(change, absolute(input.currentDirectory, file)),
        filesBefore: () => filesBefore(change, files, { input, scope, readers }),
      },
    }),
    clusters: input.clusters.map(({ name, path }) => ({ name, path: reader.named(path) })),
    ...(input.meshConfig !== undefined && {
      meshConfig: readMeshConfig(input, input.meshConfig, reader, readers),
    }),
    concerns: (folder) => input.stdin !== undefined || scope.concerns(folder),
    isReported: (file) => (input.stdin !== undefined && file === STDIN) || scope.isReported(file),
  };
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
  const read = withoutExcluded(paths, scope, input).map(
    (path) => (before.has(path) ? undefined : known.get(path)) ?? reader.facts(reader.named(path)),
  );
  return withPatience(read, reader, readers);
}

/** The files that a run would read, named as in reports, and whether findings in them are shown. */
export function listFiles(input: ProjectInput): { file: string; reported: boolean }[] {
  const scope = scopeOf({ ...input, paths: pathsOf(input) });
  return withoutExcluded(filesOf(scope).files, scope, input)
    .map((path) => reportPath(input.currentDirectory, path))
    .map((file) => ({ file, reported: scope.isReported(file) }));
}

/** Clusters are input like paths; the current directory is meant only where nothing is named at all. */
function pathsOf({ paths, stdin, clusters }: ProjectInput): string[] {
  const named = [...paths.filter((path) => path !== '-'), ...clusters.map(({ path }) => path)];
  return named.length === 0 && !stdin ? ['.'] : named;
}

function contextScope({ currentDirectory, context }: ProjectInput): Scope {
  return scopeOf({ currentDirectory, paths: context, complete: true });
}

function withoutExcluded(
  paths: readonly string[],
  scope: Scope,
  { currentDirectory, isExcluded }: Pick<ProjectInput, 'currentDirectory' | 'isExcluded'>,
): readonly string[] {
  const reason = passedOver(paths, scope);
  const wanted = paths.filter((path) => reason(path) === undefined);
  if (!isExcluded) return wanted;
  return wanted.filter(
    (path) => scope.files.includes(path) || !isExcluded(reportPath(currentDirectory, path)),
  );
}

function filesOf(scope: Scope): ReturnType<typeof walk> {
  const walked = walk(scope.folders);
  const files = [...new Set([...walked.files, ...scope.files])].sort(byCodeUnits);
  return { ...walked, files };
}

interface Reader {
  /** A path as the user or the file system names it, as in reports. */
  readonly named: (path: string) => string;
  /** Takes a name as in reports. */
  readonly text: (file: string) => ReadText;
  readonly facts: (file: string) => FileFacts;
}

function readerOf(
  { currentDirectory, stdin }: ProjectInput,
  { facts, progress }: Readers,
  contents: Contents = new Map(),
): Reader {
  const readText = textReader();
  let count = 0;
  const text = (file: string): ReadText => {
    if (stdin && file === STDIN) return decode(stdin);
    const path = absolute(currentDirectory, file);
    const bytes = contents.get(path);
    return bytes ? decode(bytes) : readText(path);
  };
  return {
    named: (path) => reportPath(currentDirectory, absolute(currentDirectory, path)),
    text,
    facts(file) {
      if (isTemplate(file)) return { ...emptyFacts(file), skipped: 'template' };
      progress?.(++count);
      return factsOf(file, text(file), facts);
    },
  };
}

function readScope(
  scope: Scope,
  { named, facts }: Reader,
  input: Pick<ProjectInput, 'currentDirectory' | 'isExcluded' | 'change'>,
  known: ReadonlySet<string> = new Set(),
): FileFacts[] {
  const { files, outside, unreadable } = filesOf(scope);
  const paths = pathsIn(input.change?.now ?? new Map(), files, scope);
  const reason = passedOver(paths, scope);
  return [
    ...withoutExcluded(paths, scope, input)
      .map(named)
      .flatMap((file) => (known.has(file) ? [] : [facts(file)])),
    ...paths.flatMap((path) => {
      const skipped = reason(path);
      return skipped ? [{ ...emptyFacts(named(path)), skipped }] : [];
    }),
    ...outside.map((path) => ({ ...emptyFacts(named(path)), skipped: 'outside' as const })),
    ...unreadable.map(({ path, why }) =>
      unreadableFacts(named(path), `the folder cannot be read: ${why}`),
    ),
  ];
}

function factsOf(file: string, read: ReadText, facts: FactsReader): FileFacts {
  if ('problem' in read) return unreadableFacts(file, read.problem);
  if ('skipped' in read) return { ...emptyFacts(file), skipped: read.skipped };
  return facts(file, read.text);
}

/** Reads those files once more that could not be read: the slower reader is loaded only then. */
async function withPatience(
  all: readonly FileFacts[],
  reader: Reader,
  { patient }: Readers,
): Promise<FileFacts[]> {
  if (all.every(({ unreadable }) => unreadable.length === 0)) return [...all];
  const facts = await patient();
  return all.map((known) => {
    if (known.unreadable.length === 0) return known;
    const read = reader.text(known.file);
    const small = 'text' in read && read.text.length <= MOST_PATIENCE;
    return small ? facts(known.file, read.text) : known;
  });
}

function readMeshConfig(
  { currentDirectory }: ProjectInput,
  path: string,
  reader: Reader,
  readers: Readers,
): MeshSettings {
  if (kindOf(currentDirectory, path) === 'folder') throw new UsageError(`${path}: is a folder`);
  const file = reader.named(path);
  const read = reader.text(file);
  if ('text' in read) return readers.meshConfig(file, read.text);
  throw new UsageError(`${path}: ${'problem' in read ? read.problem : `it is ${read.skipped}`}`);
}

function unreadableFacts(file: string, message: string): FileFacts {
  return { ...emptyFacts(file), unreadable: [{ at: { file, start: 0, end: 0 }, message }] };
}
