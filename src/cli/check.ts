import type { Diagnostic } from '../finding.ts';
import type { LintResult } from '../lint.ts';
import type { Project } from '../project/project.ts';
import { UsageError } from '../project/scope.ts';
import { writeReport } from '../project/write.ts';
import type { Report } from '../report/report.ts';
import { statistics, summary } from '../report/terminal/summary.ts';
import { knownRules } from '../run/known-rules.ts';
import { assembleReport, type Silenced, WEIGHT } from './assemble.ts';
import { partByBaseline } from './baseline.ts';
import { type Narrowed, narrowing } from './change.ts';
import type { Fixing } from './fix.ts';
import {
  type CheckFlags,
  distinct,
  type FormatName,
  type GivenFlags,
  type Output,
} from './flags.ts';
import { formatNamed, shortcoming } from './formats.ts';
import { hasFailed, type Judged, judge } from './judge.ts';
import { withTemplates } from './piped-templates.ts';
import { isColored, print, tell } from './terminal.ts';

/** One run from the command line to the exit code. */
export async function check(paths: readonly string[], given: GivenFlags): Promise<number> {
  const clock = stopwatch();
  const outputs = outputsOf(given);
  if (given.fix && paths.includes('-')) throw new UsageError('--fix: standard input is no file');
  const first = await judge(paths, given, { onRead: () => clock.lap('read') });
  clock.lap('judge');
  const { judged, fixed, failed } = await mended(first);
  const { flags, settings, project, facts, whole, narrowed } = judged;
  const isNarrowed = project.change !== undefined;
  const { fresh, known } = partByBaseline(
    narrowed.diagnostics,
    { ...flags, isNarrowed },
    { settings, isReported: project.isReported },
  );
  const result = { ...whole, diagnostics: withTemplates(fresh, project) };
  if (flags.fix || flags.diff) clock.lap('fix');
  const report = assembleReport({
    project,
    result,
    flags,
    rendered: facts.rendered,
    milliseconds: clock.total(),
    rules: knownRules,
    silenced: silencedOf(project, whole, known),
    fixed,
  });
  for (const output of outputs) await write(output, report, flags);
  clock.lap('report');
  if (flags.statistics) tell(statistics(report));
  if (flags.timing) tell(clock.table());
  if (!flags.quiet) tell(ending(outputs, report, narrowed, { project, flags }));
  const mustWait = fixed !== undefined && fixed > 0 && flags.staged === true;
  if (mustWait && !flags.quiet) tell(TO_BE_STAGED);
  if (hasFailed(judged) || failed) return 2;
  return isClean(fresh, judged) && !mustWait ? 0 : 1;
}

const TO_BE_STAGED =
  'what is fixed is not staged yet: look at it, `git add` it, and commit again\n';

/** What `--fix` makes of a run, once it is written; what `--diff` would is printed. */
async function mended(first: Judged): Promise<Partial<Fixing> & Pick<Fixing, 'judged'>> {
  if (!first.flags.fix && !first.flags.diff) return { judged: first };
  const { fix, patch } = await import('./fix.ts');
  if (!first.flags.diff) return fix(first);
  print(await patch(first));
  return { judged: first };
}

/** Nothing at or above `--fail-on`; a change that no file has to do with brings nothing. */
function isClean(found: readonly Diagnostic[], { project, flags }: Judged): boolean {
  return (
    project.change?.concerns === false ||
    found.every(({ severity }) => WEIGHT[severity] < WEIGHT[flags.failOn])
  );
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

/** Standard output holds one report, or the patch of `--diff`, whole and alone. */
function outputsOf({ format, diff }: GivenFlags): readonly Output[] {
  const given: readonly Output[] = format ?? (diff ? [] : [{ format: 'full' }]);
  if (diff && given.some(({ file }) => file === undefined)) {
    throw new UsageError(
      '--diff: the patch takes standard output, name a file as in -f json=report.json',
    );
  }
  return distinct(given);
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

interface Stopwatch {
  readonly lap: (name: string) => void;
  readonly total: () => number;
  readonly table: () => string;
}

function stopwatch(): Stopwatch {
  const start = Date.now();
  const laps: { name: string; milliseconds: number }[] = [];
  let last = start;
  return {
    lap(name) {
      const now = Date.now();
      laps.push({ name, milliseconds: now - last });
      last = now;
    },
    total: () => Date.now() - start,
    table: () =>
      laps
        .map(
          ({ name, milliseconds }) =>
            `${name.padEnd(8)}${milliseconds.toFixed(0).padStart(7)} ms\n`,
        )
        .join(''),
  };
}
