import type { Buffer } from 'node:buffer';
import process from 'node:process';
import { type LintResult, type LintSettings, lint } from '../lint.ts';
import type { ProjectFacts } from '../meshes.ts';
import type { Change } from '../project/change.ts';
import { type Project, type ProjectInput, readProject } from '../project/project.ts';
import type { Rendering } from '../project/render/render.ts';
import { absolute } from '../project/scope.ts';
import { visible } from '../report/visible.ts';
import {
  configurationFor,
  configuredInput,
  excludedBy,
  withConfiguration,
} from '../run/configuration.ts';
import { namedRules } from '../run/named-rules.ts';
import { readers } from '../run/readers.ts';
import { settingsOf } from '../run/settings.ts';
import { chosenSeverity } from '../severities.ts';
import { reportedDiagnostics } from './assemble.ts';
import { changeAsked, type Narrowed, narrow } from './change.ts';
import type { CheckFlags, GivenFlags } from './flags.ts';
import { progress, readStdin, tell } from './terminal.ts';

/** A run up to its findings: the same for every command that asks what is wrong. */
export interface Judged {
  /** Those of the command line, with what the configuration adds. */
  readonly flags: CheckFlags;
  readonly settings: LintSettings;
  readonly project: Project;
  /** What was judged. */
  readonly facts: ProjectFacts;
  readonly whole: LintResult;
  /** Findings in files that are reported on; where a change is asked about, those it has to do with. */
  readonly narrowed: Narrowed;
}

/** What one command wants otherwise than the others. */
export interface JudgeOptions {
  /** Is called between reading and judging. */
  readonly onRead?: () => void;
  /** Files (named as in reports) that are not read, besides those that the configuration excludes. */
  readonly isExcluded?: (file: string) => boolean;
}

/** Reads and judges what the command line names. Throws a `UsageError`. */
export async function judge(
  paths: readonly string[],
  given: GivenFlags,
  { onRead, isExcluded }: JudgeOptions = {},
): Promise<Judged> {
  const configured = await configurationFor(process.cwd(), paths, given.config);
  const flags = withConfiguration(given, configured);
  const settings = settingsOf(flags, given, configured, namedRules);
  const stdin = paths.includes('-') ? await readStdin() : undefined;
  const change = await changeAsked(paths, flags);
  const input = {
    ...inputOf(paths, flags, { stdin, change }),
    ...excludedBy(configured, isExcluded),
  };
  const project = await read(input, flags);
  const rendering = await renderingOf(project, flags);
  const facts = { ...project, ...rendering, ...(configured && configuredInput(configured)) };
  onRead?.();
  return { flags, settings, project, facts, ...(await found(project, facts, settings)) };
}

/** Judges another state of the same project in the same way. */
export async function judgeAgain(judged: Judged, project: Project): Promise<Judged> {
  const facts = { ...judged.facts, files: project.files };
  return { ...judged, project, facts, ...(await found(project, facts, judged.settings)) };
}

async function found(
  project: Project,
  facts: ProjectFacts,
  settings: LintSettings,
): Promise<Pick<Judged, 'whole' | 'narrowed'>> {
  const whole = lint(facts, namedRules, settings);
  const narrowed = await narrow(reportedDiagnostics(project, whole), project.change, (files) =>
    reportedDiagnostics(project, lint({ ...facts, files }, namedRules, settings)),
  );
  return { whole, narrowed };
}

function inputOf(
  paths: readonly string[],
  flags: CheckFlags,
  { stdin, change }: { stdin: Buffer | undefined; change: Change | undefined },
): ProjectInput {
  const currentDirectory = process.cwd();
  return {
    currentDirectory,
    paths,
    complete: flags.complete === true,
    context: flags.context,
    clusters: flags.cluster,
    ...(stdin && { stdin }),
    ...(change && { change }),
    ...(flags.meshConfig !== undefined && { meshConfig: flags.meshConfig }),
    ...(flags.meshNetworks !== undefined && { meshNetworks: flags.meshNetworks }),
  };
}

async function read(input: ProjectInput, { quiet }: CheckFlags): Promise<Project> {
  const { step, done } = progress(quiet === true);
  try {
    return await readProject(input, { ...readers, progress: step });
  } finally {
    done();
  }
}

/**
 * What installed programs make of the project. A change is judged by its sources on both sides: the state before it, or that of the
 * index, is not the one on disk, and a hook must be fast. So are the states between fixes.
 */
async function renderingOf(
  project: Project,
  { render: isWanted, fix, cache }: CheckFlags,
): Promise<Rendering | undefined> {
  if (!isWanted || fix || project.change) return undefined;
  if (!project.files.some(({ kustomization, chart }) => kustomization ?? chart)) return undefined;
  const { render } = await import('../project/render/render.ts');
  const { files, isReported, text } = project;
  return render({
    files,
    isReported,
    text,
    currentDirectory: process.cwd(),
    path: process.env.PATH ?? '',
    ...(cache !== undefined && { cache: absolute(process.cwd(), cache) }),
  });
}

const UNREADABLE = 'unreadable-file';

/**
 * Whether the linter could not do its work: input that cannot be read, or nothing to judge at all. The latter, and what of
 * the context cannot be read, is said on standard error.
 */
export function hasFailed({ project, whole, flags, settings }: Judged): boolean {
  const reported = project.files.filter(({ file }) => project.isReported(file));
  for (const { file, unreadable } of project.context) {
    for (const { message } of unreadable.slice(0, 1)) {
      tell(`meshlint: --context ${visible(file)}: ${visible(message)}\n`);
    }
  }
  const { concerns = true, isTouched = () => true } = project.change ?? {};
  const touched = reported.filter(({ file }) => isTouched(file));
  const accepted = new Set(
    whole.ignored
      .filter(({ diagnostic }) => diagnostic.rule === UNREADABLE)
      .map(({ diagnostic }) => diagnostic.at.file),
  );
  const isUnread = ({ file, unreadable }: Project['files'][number]): boolean =>
    unreadable.length > 0 &&
    !accepted.has(file) &&
    chosenSeverity(UNREADABLE, file, settings) !== 'off';
  if ([...touched, ...project.context].some(isUnread)) return true;
  if (!concerns || flags.allowEmpty || reported.some(holdsSomething)) return false;
  tell('meshlint: nothing to check: no Kubernetes object and no configuration found here\n');
  return true;
}

/** A dependency list alone is no configuration: to call such a project free of faults would be a silent green. */
function holdsSomething(file: Project['files'][number]): boolean {
  return (
    file.resources.length + file.settings.length + file.nginx.length > 0 ||
    file.dockerfile !== undefined ||
    file.kustomization !== undefined ||
    file.chart !== undefined ||
    file.unreadable.length > 0
  );
}
