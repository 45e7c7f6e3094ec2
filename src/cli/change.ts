import process from 'node:process';
import type { Diagnostic } from '../finding.ts';
import { isCandidate } from '../project/candidates.ts';
import type { Change } from '../project/change.ts';
import { isWithin } from '../project/paths.ts';
import type { Project } from '../project/project.ts';
import { absolute, UsageError } from '../project/scope.ts';
import { fingerprints } from '../report/fingerprint.ts';
import { visible } from '../report/visible.ts';
import type { CheckFlags } from './flags.ts';
import { tell } from './terminal.ts';

/** What a change has to do with, of all that was found. */
export interface Narrowed {
  readonly diagnostics: readonly Diagnostic[];
  /** How many of these are in other files, but were not there before the change. */
  readonly caused: number;
  /** How many others there are. */
  readonly elsewhere: number;
}

/**
 * The change that `--staged` or `--changed-since` asks about. Nothing where neither is given, and where git cannot tell:
 * that is said, and everything is checked.
 */
export async function changeAsked(
  paths: readonly string[],
  flags: CheckFlags,
): Promise<Change | undefined> {
  const { staged, changedSince } = flags;
  if (staged !== true && changedSince === undefined) return undefined;
  const flag = changedSince === undefined ? '--staged' : '--changed-since';
  if (staged && changedSince !== undefined) {
    throw new UsageError('--staged and --changed-since exclude each other');
  }
  if (paths.includes('-')) throw new UsageError(`${flag}: git knows nothing of standard input`);
  const git = await import('../project/git-change.ts');
  try {
    const here = process.cwd();
    const wanted = wantedBy(paths, flags);
    const change =
      changedSince === undefined
        ? git.stagedChange(here, wanted)
        : git.changeSince(here, changedSince, wanted);
    requireInside(change, paths, flag);
    return change;
  } catch (error) {
    if (!(error instanceof git.GitTrouble)) throw error;
    tell(`meshlint: ${flag}: ${visible(error.message)}; everything is checked\n`);
    return undefined;
  }
}

/**
 * Findings that a change has to do with: those with a place, their own or a related one, in a file that it touches, and
 * those elsewhere that were not there before it. So a Service that is deleted while others use it is found. The state
 * before is judged only where there is something to compare.
 */
export async function narrow(
  found: readonly Diagnostic[],
  change: Project['change'],
  judge: (files: Project['files']) => readonly Diagnostic[],
): Promise<Narrowed> {
  if (!change) return { diagnostics: found, caused: 0, elsewhere: 0 };
  const touches = ({ at, related = [] }: Diagnostic): boolean =>
    [at, ...related.map((each) => each.at)].some(({ file }) => change.isTouched(file));
  if (found.every(touches)) return { diagnostics: found, caused: 0, elsewhere: 0 };
  const before = new Set(namesOf(judge(await change.filesBefore())));
  const names = namesOf(found);
  const isNew = found.map((_, index) => !before.has(names[index] ?? ''));
  const diagnostics = found.filter((each, index) => touches(each) || isNew[index]);
  return {
    diagnostics,
    caused: diagnostics.filter((each) => !touches(each)).length,
    elsewhere: found.length - diagnostics.length,
  };
}

/** What a change left out, in a line each. For stderr. */
export function narrowing({ caused, elsewhere }: Narrowed): string {
  return [
    caused > 0
      ? `${amount(caused)} in files you did not touch, shown because they are new with this change\n`
      : '',
    elsewhere > 0 ? `${amount(elsewhere)} in files you did not touch, not shown\n` : '',
  ].join('');
}

function amount(count: number): string {
  return `${count} finding${count === 1 ? '' : 's'}`;
}

function namesOf(found: readonly Diagnostic[]): string[] {
  return fingerprints(
    found.map(({ rule, message, resource, at }) => ({ rule, message, resource, file: at.file })),
  );
}

/** Files that are named are read whatever they are called. */
function wantedBy(paths: readonly string[], flags: CheckFlags): (path: string) => boolean {
  const { context, cluster, meshConfig } = flags;
  const given = [...paths, ...context, ...cluster.map(({ path }) => path), meshConfig ?? '.'];
  const named = new Set(given.map((path) => absolute(process.cwd(), path)));
  return (path) => isCandidate(path) || named.has(path);
}

function requireInside({ top }: Change, paths: readonly string[], flag: string): void {
  for (const path of paths) {
    if (isWithin(absolute(process.cwd(), path), top)) continue;
    throw new UsageError(`${flag}: ${path}: lies outside of the repository ${top}`);
  }
}
