import process from 'node:process';
import { textEdits } from '../edits/text-edits.ts';
import type { Diagnostic, Severity } from '../finding.ts';
import { byPlace, type LintResult } from '../lint.ts';
import type { Target } from '../mesh/mesh.ts';
import { inRenderedChart, type ProjectFacts } from '../meshes.ts';
import { locationOf } from '../project/location.ts';
import type { Project } from '../project/project.ts';
import { readSources } from '../project/sources.ts';
import { toldOnce } from '../report/elsewhere.ts';
import { placer } from '../report/places/places.ts';
import type {
  IgnoredBecause,
  Place,
  Report,
  ReportedFinding,
  ReportedTarget,
} from '../report/report.ts';
import type { DocumentedRule } from '../report/rule-pages/rule-page.ts';
import type { Span } from '../text.ts';
import type { CheckFlags } from './flags.ts';
import { version } from './version.ts';

/** All that a report is made of. */
export interface Run {
  readonly project: Project;
  readonly result: LintResult;
  readonly flags: CheckFlags;
  /** What programs have rendered of the project. */
  readonly rendered: ProjectFacts['rendered'];
  readonly milliseconds: number;
  readonly rules: ReadonlyMap<string, DocumentedRule>;
  /** What does not count, in the files that the user asked about. */
  readonly silenced: readonly Silenced[];
  /** How many findings were fixed, where that was asked for. */
  readonly fixed?: number | undefined;
}

/** A finding that is not reported unless `--show-ignored` asks for it. */
export interface Silenced {
  readonly diagnostic: Diagnostic;
  readonly because: IgnoredBecause;
}

/** Heavier severities have higher numbers; nothing weighs as much as `never`. */
export const WEIGHT: Readonly<Record<Severity | 'never', number>> = {
  info: 1,
  warning: 2,
  error: 3,
  never: 4,
};

/** What was found in the files that the user asked about. */
export function reportedDiagnostics(project: Project, result: LintResult): readonly Diagnostic[] {
  return result.diagnostics.filter(({ at }) => project.isReported(at.file));
}

/** The run as plain data, with lines and columns; the files that have findings are read once more for that. */
export function assembleReport({ project, result, flags, ...run }: Run): Report {
  const found = reportedDiagnostics(project, result);
  const isShown = ({ severity }: Diagnostic): boolean =>
    WEIGHT[severity] >= WEIGHT[flags.minSeverity];
  const silenced = new Map(run.silenced.map((each) => [each.diagnostic, each.because]));
  const extra = flags.showIgnored ? [...silenced.keys()] : [];
  const shown = [...found, ...extra].filter(isShown).sort(byPlace);
  const { istio, kubernetes, nginx } = result.targets;
  const spans = [
    ...shown.flatMap(spansOf),
    ...[istio, kubernetes, nginx].flatMap(({ at }) => (at ? [at] : [])),
  ];
  const sources = readSources(
    spans.map(({ file }) => file),
    project,
  );
  const place = placer(sources);
  return {
    tool: { name: 'meshlint', version },
    targets: {
      istio: targetOf(istio, place),
      kubernetes: targetOf(kubernetes, place),
      nginx: targetOf(nginx, place),
    },
    environments: environmentsOf(project, result, shown),
    files: project.files.filter(({ skipped }) => !skipped).length,
    resources: result.resources,
    skipped: skippedFiles(project, run.rendered),
    migrating: migratingOf(flags, result),
    milliseconds: run.milliseconds,
    findings: toldOnce(
      shown.map((each) => reported(each, { place, sources }, silenced.get(each))),
      run.rules,
    ),
    ...(run.fixed !== undefined && { fixed: run.fixed }),
    hidden: found.filter((each) => !isShown(each)).length,
    ...silencedCounts(run.silenced),
    rules: run.rules,
    location: locationOf(
      process.cwd(),
      spans.map(({ file }) => file),
    ),
    ...browseOf(process.env),
    sources,
  };
}

/** A template of a chart that is rendered is judged as what it makes. */
function skippedFiles(project: Project, rendered: Run['rendered']): Report['skipped'] {
  const isRendered = inRenderedChart(rendered);
  return project.files.flatMap(({ file, skipped }) => {
    const isJudged = skipped === 'helm-template' && isRendered(file);
    return skipped && !isJudged && project.isReported(file) ? [{ file, reason: skipped }] : [];
  });
}

/** Those first that have to do with the paths that narrow the report. */
function environmentsOf(
  project: Project,
  { environments }: LintResult,
  shown: readonly Diagnostic[],
): LintResult['environments'] {
  const speaking = new Set(shown.flatMap((diagnostic) => diagnostic.environments));
  const isNear = ({ name }: { name: string }): boolean =>
    speaking.has(name) || project.concerns(name);
  return [...environments.filter(isNear), ...environments.filter((each) => !isNear(each))];
}

function silencedCounts(silenced: readonly Silenced[]): Pick<Report, 'ignored' | 'known'> {
  const known = silenced.filter(({ because }) => because.by === 'baseline').length;
  return { known, ignored: silenced.length - known };
}

function migratingOf({ migrating }: CheckFlags, result: LintResult): Report['migrating'] {
  if (!result.migrating) return 'no';
  return migrating === 'yes' ? 'yes' : 'assumed';
}

/** CI of GitHub and GitLab tell which commit they look at. */
function browseOf(env: NodeJS.ProcessEnv): Pick<Report, 'browse'> {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA } = env;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA) {
    return { browse: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/` };
  }
  return CI_PROJECT_URL && CI_COMMIT_SHA
    ? { browse: `${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/` }
    : {};
}

function spansOf({ at, related = [], fix }: Diagnostic): Span[] {
  return [at, ...related.map((each) => each.at), ...(fix?.edits ?? []).map((edit) => edit.at)];
}

/** The texts that are shown, and their lines. */
interface Placed {
  readonly place: (at: Span) => Place;
  readonly sources: Report['sources'];
}

function reported(
  { rule, severity, codes, message, at, resource, related = [], fix, environments }: Diagnostic,
  { place, sources }: Placed,
  ignored: IgnoredBecause | undefined,
): ReportedFinding {
  const edits = fix && textEdits(fix, (file) => sources.get(file));
  return {
    rule,
    severity,
    codes,
    message,
    place: place(at),
    resource,
    related: related.map((each) => ({ message: each.message, place: place(each.at) })),
    fix: edits && {
      title: fix.title,
      safe: fix.safe,
      edits: edits.map((edit) => ({ text: edit.text, place: place(edit.at) })),
    },
    environments,
    ...(ignored && { ignored }),
  };
}

function targetOf(
  { version: number, from, at }: Target,
  place: (at: Span) => Place,
): ReportedTarget {
  return { version: number, from, ...(at && { place: place(at) }) };
}
