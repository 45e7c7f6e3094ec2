import type { Buffer } from 'node:buffer';
import process from 'node:process';
import { readMeshConfig } from '../facts/istio/read-settings.ts';
import { readFacts } from '../facts/read.ts';
import type { Diagnostic, Severity } from '../finding.ts';
import { type LintResult, type LintSettings, lint } from '../lint.ts';
import type { Change } from '../project/change.ts';
import {
  type FactsReader,
  type Project,
  type ProjectInput,
  readProject,
} from '../project/project.ts';
import { kindOf, UsageError } from '../project/scope.ts';
import { writeReport } from '../project/write.ts';
import type { Report } from '../report/report.ts';
import { statistics, summary } from '../report/summary.ts';
import { visible } from '../report/visible.ts';
import type { Rule } from '../rule.ts';
import { rules } from '../rules/index.ts';
import { chosenSeverity } from '../severities.ts';
import { assembleReport, reportedDiagnostics, type Silenced } from './assemble.ts';
import { partByBaseline } from './baseline.ts';
import { changeAsked, type Narrowed, narrow, narrowing } from './change.ts';
import {
  configurationFor,
  configuredInput,
  excludedBy,
  withConfiguration,
} from './configuration.ts';
import type { CheckFlags, FormatName, GivenFlags, Output } from './flags.ts';
import { formatNamed, shortcoming } from './formats.ts';
import { knownRules } from './known-rules.ts';
import { settingsOf } from './settings.ts';
import { isColored, print, progress, readStdin, tell } from './terminal.ts';

const WEIGHT: Readonly<Record<Severity | 'never', number>> = {
  info: 1,
  warning: 2,
  error: 3,
  never: 4,
};

/** One run from the command line to the exit code. */
export async function check(paths: readonly string[], given: GivenFlags): Promise<number> {
  const clock = stopwatch();
  const configured = await configurationFor(paths, given.config);
  const flags = withConfiguration(given, configured);
  const settings = settingsOf(flags, given, configured, rules);
  const outputs = outputsOf(flags.format);
  const stdin = paths.includes('-') ? await readStdin() : undefined;
  const change = await changeAsked(paths, flags);
  const input = { ...inputOf(paths, flags, { stdin, change }), ...excludedBy(configured) };
  const project = await read(input, flags);
  const around = configured ? configuredInput(configured) : {};
  clock.lap('read');
  const whole = lint({ ...project, ...around }, rules.map(named), settings);
  const narrowed = await narrow(reportedDiagnostics(project, whole), project.change, (files) =>
    reportedDiagnostics(
      project,
      lint({ ...project, ...around, files }, rules.map(named), settings),
    ),
  );
  const isNarrowed = project.change !== undefined;
  const { fresh, known } = partByBaseline(
    narrowed.diagnostics,
    { ...flags, isNarrowed },
    { settings, isReported: project.isReported },
  );
  const result = { ...whole, diagnostics: fresh };
  clock.lap('judge');
  const report = assembleReport({
    project,
    result,
    flags,
    milliseconds: clock.total(),
    rules: knownRules,
    silenced: silencedOf(project, whole, known),
  });
  for (const output of outputs) await write(output, report, flags);
  clock.lap('report');
  if (flags.statistics) tell(statistics(report));
  if (flags.timing) tell(clock.table());
  if (!flags.quiet) tell(ending(outputs, report, narrowed, { project, flags }));
  return exitCode(project, result, flags, settings);
}

/** What the files that are reported on ignore, and what the baseline knows. */
function silencedOf(
  project: Project,
  { ignored }: LintResult,
  known: readonly Diagnostic[],
): Silenced[] {
  return [
    ...ignored
      .filter(({ diagnostic }) => project.isReported(diagnostic.at.file))
      .map(({ diagnostic, by }): Silenced => {
        const reason = by.form === 'comment' ? by.reason : '';
        return { diagnostic, because: { by: by.form, reason } };
      }),
    ...known.map((diagnostic): Silenced => {
      return { diagnostic, because: { by: 'baseline', reason: '' } };
    }),
  ];
}

function inputOf(
  paths: readonly string[],
  flags: CheckFlags,
  { stdin, change }: { stdin: Buffer | undefined; change: Change | undefined },
): ProjectInput {
  const currentDirectory = process.cwd();
  if (flags.meshNetworks !== undefined) kindOf(currentDirectory, flags.meshNetworks);
  return {
    currentDirectory,
    paths,
    complete: flags.complete === true,
    context: flags.context,
    clusters: flags.cluster,
    ...(stdin && { stdin }),
    ...(change && { change }),
    ...(flags.meshConfig !== undefined && { meshConfig: flags.meshConfig }),
  };
}

async function read(input: ProjectInput, { quiet }: CheckFlags): Promise<Project> {
  const { step, done } = progress(quiet === true);
  try {
    return await readProject(input, {
      facts: readFacts,
      patient,
      meshConfig: readMeshConfig,
      progress: step,
    });
  } finally {
    done();
  }
}

async function patient(): Promise<FactsReader> {
  const { secondOpinion } = await import('../parse/yaml/second-opinion.ts');
  return (file, text) => readFacts(file, text, { secondOpinion });
}

/** Standard output holds one report, whole and alone; so does each file. */
function outputsOf(given: readonly Output[] = [{ format: 'full' }]): readonly Output[] {
  const targets = given.map(({ file }) => file ?? '');
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice === undefined) return given;
  const where = twice === '' ? 'standard output' : twice;
  throw new UsageError(`--format: two formats for ${where}, name a file as in -f json=report.json`);
}

/** What a human reads last. */
function ending(
  outputs: readonly Output[],
  report: Report,
  narrowed: Narrowed,
  { project, flags }: { project: Project; flags: CheckFlags },
): string {
  if (project.change?.concerns === false) return 'the change touches no file that meshlint reads\n';
  const last = summary(report, isColored(flags.color, 'stderr'));
  return gap(outputs, report) + narrowing(narrowed) + last;
}

/** A line between findings that fill several lines and the summary under them. */
function gap(outputs: readonly Output[], { findings }: Report): string {
  const above = outputs.some(({ format, file }) => format === 'full' && file === undefined);
  return above && findings.length > 0 ? '\n' : '';
}

async function write({ format, file }: Output, report: Report, flags: CheckFlags): Promise<void> {
  const written = await formatNamed(format);
  const shown = MARKED.includes(format) ? report : withoutIgnored(report);
  if (file === undefined) print(written(shown, isColored(flags.color, 'stdout')));
  else writeReport(file, written(shown, flags.color === 'always'));
  tell(shortcoming(format, report));
}

/** Formats that can say that a finding does not count. */
const MARKED: readonly FormatName[] = ['full', 'concise', 'json'];

function withoutIgnored(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ ignored }) => !ignored) };
}

/** The rule, saying its name when it throws: that is a bug of ours, and this tells where. */
function named(rule: Rule): Rule {
  return {
    ...rule,
    *check(mesh, options) {
      try {
        yield* rule.check(mesh, options);
      } catch (error) {
        throw new Error(`rule ${rule.id} failed in environment ${mesh.name}`, { cause: error });
      }
    },
  };
}

const UNREADABLE = 'unreadable-file';

function exitCode(
  project: Project,
  result: LintResult,
  { failOn, allowEmpty }: CheckFlags,
  settings: LintSettings,
): number {
  const reported = project.files.filter(({ file }) => project.isReported(file));
  for (const { file, unreadable } of project.context) {
    for (const { message } of unreadable.slice(0, 1)) {
      tell(`meshlint: --context ${visible(file)}: ${visible(message)}\n`);
    }
  }
  const { concerns = true, isTouched = () => true } = project.change ?? {};
  const touched = reported.filter(({ file }) => isTouched(file));
  const accepted = new Set(
    result.ignored
      .filter(({ diagnostic }) => diagnostic.rule === UNREADABLE)
      .map(({ diagnostic }) => diagnostic.at.file),
  );
  const isUnread = ({ file, unreadable }: Project['files'][number]): boolean =>
    unreadable.length > 0 &&
    !accepted.has(file) &&
    chosenSeverity(UNREADABLE, file, settings) !== 'off';
  if ([...touched, ...project.context].some(isUnread)) return 2;
  if (!concerns) return 0;
  if (!allowEmpty && !reported.some(holdsSomething)) {
    tell('meshlint: nothing to check: no Kubernetes object and no configuration found here\n');
    return 2;
  }
  const fails = reportedDiagnostics(project, result).some(
    ({ severity }) => WEIGHT[severity] >= WEIGHT[failOn],
  );
  return fails ? 1 : 0;
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

interface Stopwatch {
  readonly lap: (name: string) => void;
  readonly total: () => number;
  readonly table: () => string;
}

function stopwatch(): Stopwatch {
  const start = performance.now();
  const laps: { name: string; milliseconds: number }[] = [];
  let last = start;
  return {
    lap(name) {
      const now = performance.now();
      laps.push({ name, milliseconds: now - last });
      last = now;
    },
    total: () => performance.now() - start,
    table: () =>
      laps
        .map(
          ({ name, milliseconds }) =>
            `${name.padEnd(8)}${milliseconds.toFixed(0).padStart(7)} ms\n`,
        )
        .join(''),
  };
}
