import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import { type KnownTrees, noTrees } from '../environments/kustomize/inputs.ts';
import type { FileFacts } from '../facts/facts.ts';
import { withKustomizeInputs } from './kustomize-inputs.ts';
import { type Listing, listingOf } from './listing.ts';
import { contextScope } from './project.ts';
import type { ReadText } from './read-text.ts';
import { type FactsReaders, readerOf, readPatiently } from './reading.ts';
import { absolute, type Scope, scopeOf, scopeOfFiles } from './scope.ts';
import { type Walked, walk } from './walk.ts';

/** A folder that is read as a whole, or some files of it that are read alone. */
export interface LiveInput {
  readonly currentDirectory: string;
  /** Absolute paths of the only files that belong to it; absent: the folder is read as `check` does. */
  readonly only?: readonly string[];
  readonly context: readonly string[];
  readonly isExcluded?: (file: string) => boolean;
}

/** What belongs to the project now. Files are named as in reports. */
export interface LiveFiles {
  readonly files: readonly FileFacts[];
  /** The same array as long as nothing in it has changed. */
  readonly context: readonly FileFacts[];
}

/** The files of a project while they change: `readProject` over and over, of which only what has changed is done again. */
export interface LiveProject {
  /** A text that goes before what is on disk; `undefined`: it goes no longer. Takes an absolute path with `/`. */
  readonly put: (path: string, text: string | undefined) => void;
  /** A file differs on disk. Takes an absolute path with `/`. */
  readonly touch: (path: string) => void;
  /** Files may have come, changed or gone anywhere, or what is ignored. */
  readonly look: () => void;
  /** Brings the facts up to date. Throws a `UsageError` where the folder or something of the context is not there. */
  readonly settle: () => Promise<LiveFiles>;
  readonly text: (file: string) => ReadText;
  /** A number that is another one whenever the file has been read again. */
  readonly revision: (file: string) => number;
}

interface Known {
  readonly facts: FileFacts;
  readonly revision: number;
  /** Tells whether the file on disk is still the one that was read. */
  readonly stamp: string;
}

interface State {
  readonly input: LiveInput;
  readonly contents: Map<string, Buffer>;
  readonly known: Map<string, Known>;
  /** Files that are to be read again. */
  readonly stale: Set<string>;
  walked: { readonly own: Found; readonly context: Found } | undefined;
  listing: { readonly own: Listing; readonly context: Listing } | undefined;
  context: readonly FileFacts[];
  /** Files that kustomizations are made of. */
  readonly trees: KnownTrees;
  revision: number;
}

interface Found {
  readonly scope: Scope;
  readonly walked: Walked;
}

/** Nothing is read before it is asked to settle. */
export function liveProject(input: LiveInput, readers: FactsReaders): LiveProject {
  const state: State = {
    input,
    contents: new Map(),
    known: new Map(),
    stale: new Set(),
    walked: undefined,
    listing: undefined,
    context: [],
    trees: noTrees(),
    revision: 0,
  };
  const reader = readerOf(input, readers, state.contents);
  const markStale = (path: string): void => {
    const file = reader.named(path);
    if (state.known.has(file)) state.stale.add(file);
  };
  return {
    put(path, text) {
      if (state.contents.has(path) !== (text !== undefined)) state.listing = undefined;
      if (text === undefined) state.contents.delete(path);
      else state.contents.set(path, Buffer.from(text));
      markStale(path);
    },
    touch: markStale,
    look() {
      state.walked = undefined;
    },
    text: reader.text,
    revision: (file) => state.known.get(file)?.revision ?? 0,
    async settle() {
      const { own, context } = find(state);
      const files = [...new Set([...context.read, ...own.read])];
      await readAgain(files, state, reader, readers);
      const { files: mine, context: around } = filesOf(own, context, state);
      const scope = state.walked?.own.scope ?? ownScope(input);
      const { currentDirectory, isExcluded } = input;
      const inputs = { currentDirectory, isExcluded, scope, text: reader.text, known: state.trees };
      return { files: withKustomizeInputs(mine, inputs), context: around };
    },
  };
}

/** Which files there are; where the disk was looked at again, those that have changed there are marked. */
function find(state: State): { readonly own: Listing; readonly context: Listing } {
  const { input, contents } = state;
  const mustLook = state.walked === undefined;
  if (mustLook) state.listing = undefined;
  state.walked ??= { own: found(ownScope(input)), context: found(contextScope(input)) };
  const { own, context } = state.walked;
  state.listing ??= {
    own: listingOf(own.scope, own.walked, { ...input, contents }),
    context: listingOf(context.scope, context.walked, input),
  };
  if (mustLook) markChanged(state);
  return state.listing;
}

function ownScope({ currentDirectory, only }: LiveInput): Scope {
  return only
    ? scopeOfFiles(currentDirectory, only)
    : scopeOf({ currentDirectory, paths: ['.'], complete: false });
}

function found(scope: Scope): Found {
  return { scope, walked: walk(scope.folders) };
}

function markChanged({ known, stale, contents, input }: State): void {
  for (const [file, { stamp }] of known) {
    const path = absolute(input.currentDirectory, file);
    if (!contents.has(path) && stamp !== stampOf(path)) stale.add(file);
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}

/** Reads what is new or stale, and forgets what has gone. */
async function readAgain(
  files: readonly string[],
  state: State,
  reader: ReturnType<typeof readerOf>,
  readers: FactsReaders,
): Promise<void> {
  const { known, stale, input } = state;
  const wanted = files.filter((file) => stale.has(file) || !known.has(file));
  const unread: Known[] = [];
  for (const file of wanted) {
    stale.delete(file);
    const stamp = stampOf(absolute(input.currentDirectory, file));
    const read = { facts: reader.facts(file), revision: ++state.revision, stamp };
    known.set(file, read);
    if (read.facts.unreadable.length > 0) unread.push(read);
  }
  if (known.size > files.length) forgetOthers(files, state);
  if (unread.length === 0) return;
  const patient = await readers.patient();
  for (const read of unread) {
    const { file } = read.facts;
    if (known.get(file) !== read || stale.has(file)) continue;
    known.set(file, { ...read, facts: readPatiently(read.facts, reader, patient) });
  }
}

function forgetOthers(files: readonly string[], { known, stale }: State): void {
  const left = new Set(files);
  for (const file of known.keys()) if (!left.has(file)) known.delete(file);
  for (const file of stale) if (!left.has(file)) stale.delete(file);
}

/** In the order of `readProject`: a file of the context is no file of the project as well. */
function filesOf(own: Listing, context: Listing, state: State): LiveFiles {
  const facts = (file: string): FileFacts | readonly [] => state.known.get(file)?.facts ?? [];
  const around = [...context.read.flatMap(facts), ...context.others];
  const isSame =
    around.length === state.context.length &&
    around.every((each, index) => each === state.context[index]);
  if (!isSame) state.context = around;
  const apart = new Set(around.map(({ file }) => file));
  const mine = apart.size === 0 ? own.read : own.read.filter((file) => !apart.has(file));
  return { files: [...mine.flatMap(facts), ...own.others], context: state.context };
}
