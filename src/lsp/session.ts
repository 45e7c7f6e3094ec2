import { setImmediate as turn } from 'node:timers/promises';
import type { FileFacts } from '../facts/facts.ts';
import type { Diagnostic, Problem } from '../finding.ts';
import { type LintResult, lintInSteps } from '../lint.ts';
import { newMemory } from '../memory.ts';
import { CONFIGURATION_NAMES } from '../project/configuration-file.ts';
import { type LiveProject, liveProject } from '../project/live.ts';
import { isWithin, reportPath } from '../project/paths.ts';
import { absolute, UsageError } from '../project/scope.ts';
import { comparable, partByEntries } from '../run/baseline.ts';
import { namedRules } from '../run/named-rules.ts';
import { readers } from '../run/readers.ts';
import { type Follow, followed, follower, type Good, withLastGood } from './last-good.ts';
import { type ReadSetup, readSetup, type Setup } from './setup.ts';

/** One project that is kept judged while its files change. Paths are absolute, with `/`. */
export interface Session {
  /** What names of files are relative to. */
  readonly folder: string;
  /** The text of an open document; `undefined`: it was closed. */
  readonly put: (path: string, text: string | undefined) => void;
  /** The document's text is on disk now. */
  readonly saved: (path: string) => void;
  /** A file has changed on disk. */
  readonly touch: (path: string) => void;
  /** Anything may have changed on disk. */
  readonly look: () => void;
  /** Whether it rests on a file that may lie outside of its folder: a configuration, a baseline or a part of the context. */
  readonly rests: (path: string) => boolean;
  /** Judges what there is now; gives up, with nothing, when `isOld` says so. */
  readonly judge: (isOld: () => boolean) => Promise<Judgement | undefined>;
  /** The text of a file (named as in reports), where it has one. */
  readonly text: (file: string) => string | undefined;
  /** A number that is another one whenever the file has been read again. */
  readonly revision: (file: string) => number;
}

/** What is wrong with a project. Files are named as in reports. */
export interface Judgement {
  /** Sorted by path, place and rule. */
  readonly found: readonly Diagnostic[];
  readonly facts: (file: string) => FileFacts | undefined;
  /** What is wrong with the configuration. */
  readonly problems: readonly Problem[];
  /** Why nothing could be judged. */
  readonly trouble?: string;
}

export interface SessionInput {
  readonly folder: string;
  /** The only files that belong to it. */
  readonly only?: readonly string[];
  /** A configuration that goes before the one that would be found. */
  readonly configFile?: string;
}

const NOTHING: Pick<Judgement, 'found' | 'facts'> = { found: [], facts: () => undefined };

interface State extends SessionInput {
  readonly documents: Map<string, string>;
  /** Documents with changes that are not on disk. */
  readonly unsaved: Set<string>;
  readonly good: Map<string, Good>;
  /** The configuration is to be read again. */
  mustRead: boolean;
  read: ReadSetup;
  /** Absent until a configuration could be used. */
  setup: Setup | undefined;
  project: LiveProject | undefined;
}

/** Nothing is read before it is asked to judge. */
export function openSession(input: SessionInput): Session {
  const state: State = {
    ...input,
    documents: new Map(),
    unsaved: new Set(),
    good: new Map(),
    mustRead: true,
    read: { problems: [] },
    setup: undefined,
    project: undefined,
  };
  const memory = newMemory();
  return {
    folder: input.folder,
    put: (path, text) => put(state, path, text),
    saved: (path) => state.unsaved.delete(path),
    touch(path) {
      if (isConfiguration(state, path)) state.mustRead = true;
      state.project?.touch(path);
    },
    look() {
      state.mustRead = true;
      state.project?.look();
    },
    rests: (path) => isConfiguration(state, path),
    text(file) {
      const read = state.project?.text(file);
      return read && 'text' in read ? read.text : undefined;
    },
    revision: (file) => state.project?.revision(file) ?? 0,
    async judge(isOld) {
      try {
        return await judge(state, memory, isOld);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        const { problems } = state.read;
        return { ...NOTHING, problems, trouble: error.message };
      }
    },
  };
}

function put(state: State, path: string, text: string | undefined): void {
  const { documents, unsaved, good, project } = state;
  if (isConfiguration(state, path)) state.mustRead = true;
  if (text === undefined) {
    documents.delete(path);
    unsaved.delete(path);
    good.delete(path);
  } else {
    if (documents.has(path)) unsaved.add(path);
    documents.set(path, text);
  }
  project?.put(path, text);
}

/** Whether the configuration, or something that it names, is to be read again for this file. */
function isConfiguration({ read, configFile }: State, path: string): boolean {
  return (
    path === read.path ||
    path === read.setup?.baselinePath ||
    read.setup?.context.some((each) => isWithin(path, each)) ||
    (configFile === undefined && CONFIGURATION_NAMES.some((name) => path.endsWith(`/${name}`)))
  );
}

async function judge(
  state: State,
  memory: ReturnType<typeof newMemory>,
  isOld: () => boolean,
): Promise<Judgement | undefined> {
  const setup = await setUp(state);
  const { project } = state;
  const { problems } = state.read;
  if (!setup || !project) return { ...NOTHING, problems };
  const { files, context } = await project.settle();
  if (isOld()) return undefined;
  const { judged, follow } = withGoodFacts(state, files);
  const input = { files: judged, context, clusters: [], ...setup.configured };
  const result = await inTurns(lintInSteps(input, namedRules, setup.settings, memory), isOld);
  if (!result) return undefined;
  const found = withoutKnown(result.diagnostics, state.folder, setup);
  return {
    found: followed(found, follow),
    facts: (name) => files.find(({ file }) => file === name),
    problems,
  };
}

/** The last configuration that could be used; what is new in it is put to use. */
async function setUp(state: State): Promise<Setup | undefined> {
  if (!state.mustRead) return state.setup;
  state.mustRead = false;
  const { folder, configFile, documents } = state;
  try {
    state.read = await readSetup(folder, configFile, (path) => documents.get(path));
  } catch (error) {
    state.mustRead = true;
    throw error;
  }
  const { setup } = state.read;
  if (!setup) return state.setup;
  if (setup.reads !== state.setup?.reads) state.project = projectOf(state, setup);
  state.setup = setup;
  return setup;
}

function projectOf({ folder, only, documents }: State, setup: Setup): LiveProject {
  const { context, isExcluded } = setup;
  const input = { currentDirectory: folder, context, ...(only && { only }) };
  const project = liveProject({ ...input, ...(isExcluded && { isExcluded }) }, readers);
  for (const [path, text] of documents) project.put(path, text);
  return project;
}

/** What unsaved documents held when they last could be read goes on to count. */
function withGoodFacts(
  { documents, unsaved, good, folder }: State,
  files: readonly FileFacts[],
): { readonly judged: readonly FileFacts[]; readonly follow: ReadonlyMap<string, Follow> } {
  const open = new Map([...documents].map(([path, text]) => [reportPath(folder, path), text]));
  const follow = new Map<string, Follow>();
  const judged = files.map((facts) => {
    const text = open.get(facts.file);
    if (text === undefined) return facts;
    const path = absolute(folder, facts.file);
    const last = good.get(path);
    if (facts.unreadable.length === 0) good.set(path, { facts, text });
    else if (!unsaved.has(path)) good.delete(path);
    else if (last) {
      follow.set(facts.file, follower(last.text, text));
      return withLastGood(last.facts, facts);
    }
    return facts;
  });
  return { judged, follow };
}

/** For how long other things may wait. */
const LONGEST_TURN = 10;

/** Goes through the steps, and lets others have their turn in between. */
async function inTurns(
  steps: Generator<undefined, LintResult>,
  isOld: () => boolean,
): Promise<LintResult | undefined> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - start < LONGEST_TURN) continue;
    await turn();
    if (isOld()) return undefined;
    start = performance.now();
  }
}

function withoutKnown(
  found: readonly Diagnostic[],
  folder: string,
  { baseline, settings }: Setup,
): readonly Diagnostic[] {
  if (!baseline) return found;
  const judging = { currentDirectory: folder, settings, isReported: () => true };
  return partByEntries(found, comparable(found, judging), baseline).fresh;
}
