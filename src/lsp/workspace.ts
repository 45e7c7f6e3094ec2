import { dirname } from 'node:path';
import { CONFIGURATION_NAMES } from '../project/configuration-file.ts';
import { isWithin } from '../project/paths.ts';
import { isPassedOver } from '../project/walk.ts';
import type { KnownTexts } from './places.ts';
import { type Runner, runner } from './runner.ts';
import { type Judgement, openSession, type Session } from './session.ts';

/** A project of the workspace: one of its folders, or documents that lie in none of them. */
export interface Member {
  readonly session: Session;
  readonly runner: Runner;
  /** What is wrong with it; absent before it was judged. */
  readonly judgement: Judgement | undefined;
  /** Texts of files with findings that are not open, as they were read last. */
  readonly texts: KnownTexts;
}

/** All that is open in an editor. Paths are absolute, with `/`. */
export interface Workspace {
  readonly members: () => readonly Member[];
  /** The innermost project that a file belongs to. */
  readonly owner: (path: string) => Member | undefined;
  readonly addFolder: (folder: string) => void;
  readonly removeFolder: (folder: string) => void;
  /** The text of a document; `undefined`: it was closed. */
  readonly put: (path: string, text: string | undefined) => void;
  readonly saved: (path: string) => void;
  /** What has happened to a file or folder on disk. */
  readonly onDisk: (path: string, what: 'changed' | 'came or went') => void;
  /** Anything may have changed on disk. */
  readonly look: () => void;
  /** Begins anew, with another configuration. */
  readonly reopen: () => void;
}

export interface WorkspaceHost {
  /** The configuration that is named in the settings of the editor. */
  readonly configFile: () => string | undefined;
  readonly judged: (member: Member) => void;
  /** The project is none of the workspace any more. */
  readonly closed: (member: Member) => void;
  readonly failed: (error: unknown) => void;
}

interface State {
  readonly host: WorkspaceHost;
  /** By folder. */
  readonly folders: Map<string, Member>;
  /** Documents outside of all folders, by the folder they lie in. */
  readonly loose: Map<string, { readonly only: readonly string[]; readonly member: Member }>;
  readonly documents: Map<string, string>;
}

/** A workspace without folders and documents. */
export function openWorkspace(host: WorkspaceHost): Workspace {
  const state: State = { host, folders: new Map(), loose: new Map(), documents: new Map() };
  return {
    members: () => membersOf(state),
    owner: (path) => ownerOf(state, path),
    addFolder(folder) {
      if (state.folders.has(folder)) return;
      state.folders.set(folder, openMember(state, { folder }));
      arrangeLoose(state);
    },
    removeFolder(folder) {
      close(state, state.folders.get(folder));
      state.folders.delete(folder);
      arrangeLoose(state);
    },
    put: (path, text) => put(state, path, text),
    saved(path) {
      for (const member of around(state, path)) {
        member.session.saved(path);
        member.runner.changed();
      }
    },
    onDisk: (path, what) => onDisk(state, path, what),
    look() {
      for (const { session, runner: each } of membersOf(state)) {
        session.look();
        each.changed();
      }
    },
    reopen: () => reopen(state),
  };
}

function membersOf({ folders, loose }: State): Member[] {
  return [...folders.values(), ...[...loose.values()].map(({ member }) => member)];
}

function ownerOf({ folders, loose }: State, path: string): Member | undefined {
  const inside = [...folders.keys()].filter((folder) => isWithin(path, folder));
  const innermost = inside.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (inside.length > 0) return folders.get(innermost);
  const beside = loose.get(dirname(path));
  return beside?.only.includes(path) ? beside.member : undefined;
}

function openMember(
  { host, documents }: State,
  input: { readonly folder: string; readonly only?: readonly string[] },
): Member {
  const configFile = host.configFile();
  const session = openSession({ ...input, ...(configFile !== undefined && { configFile }) });
  for (const [path, text] of documents) {
    if (isWithin(path, input.folder)) session.put(path, text);
  }
  let judgement: Judgement | undefined;
  const member: Member = {
    session,
    get judgement() {
      return judgement;
    },
    texts: new Map(),
    runner: runner(async (isOld) => {
      const judged = await session.judge(isOld);
      if (!judged || isOld()) return false;
      judgement = judged;
      host.judged(member);
      return true;
    }, host.failed),
  };
  member.runner.changed();
  return member;
}

function close({ host }: State, member: Member | undefined): void {
  if (!member) return;
  member.runner.stop();
  host.closed(member);
}

/** Documents that lie in no folder of the workspace are judged together with those beside them, and nothing else. */
function arrangeLoose(state: State): void {
  const { folders, loose, documents } = state;
  const wanted = new Map<string, string[]>();
  for (const path of documents.keys()) {
    if ([...folders.keys()].some((folder) => isWithin(path, folder))) continue;
    wanted.set(dirname(path), [...(wanted.get(dirname(path)) ?? []), path]);
  }
  for (const folder of new Set([...loose.keys(), ...wanted.keys()])) {
    const only = wanted.get(folder)?.sort() ?? [];
    const known = loose.get(folder);
    if (known?.only.join('\0') === only.join('\0')) continue;
    close(state, known?.member);
    loose.delete(folder);
    if (only.length > 0) loose.set(folder, { only, member: openMember(state, { folder, only }) });
  }
}

function put(state: State, path: string, text: string | undefined): void {
  const { documents } = state;
  const isArrival = documents.has(path) !== (text !== undefined);
  if (text === undefined) documents.delete(path);
  else documents.set(path, text);
  for (const { session, runner: each } of around(state, path)) {
    session.put(path, text);
    each.changed();
  }
  if (isArrival) arrangeLoose(state);
}

/** All that a file may have to do with: a configuration may be that of any project. */
function around(state: State, path: string): readonly Member[] {
  const isConfiguration = CONFIGURATION_NAMES.some((name) => path.endsWith(`/${name}`));
  return membersOf(state).filter(
    ({ session }) => isConfiguration || isWithin(path, session.folder) || session.rests(path),
  );
}

const IGNORING = /\/(?:\.gitignore|\.git\/info\/exclude)$/;

function onDisk(state: State, path: string, what: 'changed' | 'came or went'): void {
  const decidesAll = IGNORING.test(path);
  for (const member of around(state, path)) {
    const { session, runner: each } = member;
    if (!decidesAll && isPassedOver(session.folder, path)) continue;
    if (what === 'changed' && !decidesAll) session.touch(path);
    else session.look();
    each.changed();
  }
}

function reopen(state: State): void {
  const { folders, loose } = state;
  for (const member of membersOf(state)) close(state, member);
  for (const folder of [...folders.keys()]) folders.set(folder, openMember(state, { folder }));
  loose.clear();
  arrangeLoose(state);
}
