import type { Buffer } from 'node:buffer';
import { type Outcome, runAndWait } from './program.ts';

/** Git is not there or could not do what it was asked; the message is its own, or says what is missing. */
export class GitTrouble extends Error {}

/** One file that differs between two states, as `git diff --raw` says it (git-diff(1), "RAW OUTPUT FORMAT"). */
export interface RawChange {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  /** `unmerged`: several versions of it wait for a decision. */
  readonly status: 'changed' | 'unmerged';
  readonly before: RawSide;
  readonly after: RawSide;
}

/** What a path is on one side; `blob` names its content in git's store, and means nothing where that is the disk. */
export interface RawSide {
  readonly kind: 'absent' | 'file' | 'link' | 'submodule';
  readonly blob: string;
}

/**
 * Before every command. It writes nothing, not even a fresher index, which `git diff` does whatever is said of locks (git
 * 2.39); it starts no daemon, no hook and no pager; and it asks no server for objects that a partial clone has left out.
 */
const ALWAYS = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'diff.autoRefreshIndex=false',
  '-c',
  'protocol.allow=never',
];
const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv'];
const MOST_OUTPUT = 1 << 30;

/** What the index holds otherwise than the last commit; everything, where there is no commit yet. */
export function stagedChanges(top: string): RawChange[] {
  return rawChanges(git(top, ['diff', ...RAW, '--no-relative', '--cached', '--']));
}

/** What the disk holds otherwise than the index. Submodules are left out. */
export function unstagedChanges(top: string): RawChange[] {
  const flags = ['--no-relative', '--ignore-submodules=all', '--'];
  return differing(top, rawChanges(git(top, ['diff', ...RAW, ...flags])));
}

/** What the disk holds otherwise than a commit, as far as git knows the file. */
export function changesSince(top: string, commit: string): RawChange[] {
  const flags = ['--no-relative', '--ignore-submodules=dirty', commit, '--'];
  return differing(top, rawChanges(git(top, ['diff', ...RAW, ...flags])));
}

/** Without files that were only written anew or touched: their content, as git would keep it, is the same. */
function differing(top: string, changes: readonly RawChange[]): RawChange[] {
  const doubtful = changes.filter(
    ({ path, status, before, after }) =>
      status === 'changed' &&
      before.kind === 'file' &&
      after.kind === 'file' &&
      /^0+$/.test(after.blob) &&
      !path.includes('\n'),
  );
  if (doubtful.length === 0) return [...changes];
  const paths = doubtful.map(({ path }) => `${path}\n`).join('');
  const blobs = git(top, ['hash-object', '--stdin-paths'], paths).toString('latin1').split('\n');
  const same = new Set(doubtful.filter(({ before }, index) => before.blob === blobs[index]));
  return changes.filter((change) => !same.has(change));
}

/** Files on disk that git neither has nor ignores; a repository inside, which is no submodule, ends with `/`. */
export function untrackedFiles(top: string): string[] {
  return texts(git(top, ['ls-files', '--others', '--exclude-standard', '-z', '--']));
}

/** The commit that a name means, or nothing where there is none. */
export function commitNamed(top: string, name: string): string | undefined {
  if (name.startsWith('-')) return undefined;
  return maybe(top, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
}

/** Where the current branch and a commit part; nothing where they have no commit in common. */
export function mergeBase(top: string, commit: string): string | undefined {
  return maybe(top, ['merge-base', commit, 'HEAD']);
}

/** Whether older commits were left out when the repository was fetched. */
export function isShallow(top: string): boolean {
  return maybe(top, ['rev-parse', '--is-shallow-repository']) === 'true';
}

/** The contents of blobs by their names, read by one process. One that is not in the store is left out. */
export function readBlobs(top: string, blobs: Iterable<string>): ReadonlyMap<string, Buffer> {
  const names = [...new Set(blobs)];
  const found = new Map<string, Buffer>();
  if (names.length === 0) return found;
  const output = git(top, ['cat-file', '--batch'], names.map((name) => `${name}\n`).join(''));
  let at = 0;
  for (const name of names) {
    const end = output.indexOf('\n', at);
    if (end === -1) break;
    const [, kind, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    found.set(name, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

function git(top: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = run(top, args, input);
  if (status === 0) return stdout;
  const [said = ''] = stderr.toString('utf8').split('\n');
  throw new GitTrouble(said === '' ? `git ${args[0]} failed` : said);
}

/** One line of output, or nothing where git says no. */
function maybe(top: string, args: readonly string[]): string | undefined {
  const { status, stdout } = run(top, args, '');
  const line = stdout.toString('latin1').trim();
  return status === 0 && line !== '' ? line : undefined;
}

/** Names of files are never arguments. */
function run(folder: string, args: readonly string[], input: string): Outcome {
  const all = [...ALWAYS, ...args];
  const result = runAndWait({ program: 'git', args: all, folder, input, mostOutput: MOST_OUTPUT });
  if (!result.error) return result;
  const isMissing = 'code' in result.error && result.error.code === 'ENOENT';
  throw new GitTrouble(isMissing ? 'git is not installed' : result.error.message);
}

function texts(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((text) => text !== '');
}

/** Pairs of `:100644 100644 <blob> <blob> M` and a path. */
function rawChanges(output: Buffer): RawChange[] {
  const parts = texts(output);
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [modeBefore = '', modeAfter = '', blobBefore = '', blobAfter = '', status] =
      parts[index]?.slice(1).split(' ') ?? [];
    changes.push({
      path: parts[index + 1] ?? '',
      status: status === 'U' ? 'unmerged' : 'changed',
      before: { kind: kindOf(modeBefore), blob: blobBefore },
      after: { kind: kindOf(modeAfter), blob: blobAfter },
    });
  }
  return changes;
}

function kindOf(mode: string): RawSide['kind'] {
  if (mode === '120000') return 'link';
  if (mode === '160000') return 'submodule';
  return mode === '000000' ? 'absent' : 'file';
}
