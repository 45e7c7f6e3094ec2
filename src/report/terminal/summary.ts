import type { Severity } from '../../finding.ts';
import { groupBy } from '../group-by.ts';
import type { Report, ReportedTarget } from '../report.ts';
import { visible, withoutCommands } from '../visible.ts';
import { skippedCounts, skippedPlaces } from './skipped.ts';
import { someOf } from './some-of.ts';
import type { Styles } from './style.ts';
import { severityStyle, styles } from './style.ts';

/** Names that a list shows. */
const MOST = 5;

const NAMES = { istio: 'Istio', kubernetes: 'Kubernetes', nginx: 'nginx' } as const;

/** What a human wants to know after a run: how many, of what, judged by which assumptions. For stderr. */
export function summary(report: Report, colored: boolean): string {
  const style = styles(colored);
  const lines = [
    counts(report, style),
    `${amount(report.files, 'file')} with ${amount(report.resources, 'resource')} read in ${seconds(report.milliseconds)}`,
    ...skipped(report),
    ...environments(report),
    `judged for ${targets(report)}`,
    ...(report.migrating === 'assumed'
      ? [
          'nothing here speaks of a mesh, so all is judged as about to come under Istio (--migrating=no judges it as it is)',
        ]
      : []),
  ];
  return withoutCommands(lines.map((line) => `${line}\n`).join(''));
}

/** How many findings each rule has, most first. For stderr. */
export function statistics({ findings }: Report): string {
  const byRule = groupBy(findings, ({ rule }) => rule);
  return [...byRule]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([rule, own]) => `${String(own.length).padStart(6)}  ${rule}\n`)
    .join('');
}

function counts({ findings: all, hidden, ...report }: Report, style: Styles): string {
  const findings = all.filter(({ ignored }) => !ignored);
  const of = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    colorful(style, 'error', of('error'), amount(of('error'), 'error')),
    colorful(style, 'warning', of('warning'), amount(of('warning'), 'warning')),
    colorful(style, 'info', of('info'), `${of('info')} info`),
  ];
  parts.push(...fixes(findings, report.fixed));
  if (report.ignored > 0) parts.push(`${report.ignored} ignored`);
  if (report.known > 0) parts.push(`${report.known} known from the baseline`);
  if (hidden > 0) parts.push(`${hidden} below --min-severity not shown`);
  return parts.join(', ');
}

function fixes(findings: Report['findings'], fixed: number | undefined): string[] {
  const safe = findings.filter(({ fix }) => fix?.safe).length;
  const unsafe = findings.filter(({ fix }) => fix && !fix.safe).length;
  return [
    ...(fixed === undefined ? [] : [`${fixed} fixed`]),
    ...(safe > 0 ? [`${safe} that --fix would cure`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ''} that --fix=unsafe would cure`] : []),
  ];
}

function colorful(style: Styles, severity: Severity, count: number, text: string): string {
  return count === 0 ? text : severityStyle(style, severity)(text);
}

function skipped({ skipped: files }: Report): string[] {
  if (files.length === 0) return [];
  return [`skipped: ${skippedCounts(files)}`, ...listed(skippedPlaces(files))];
}

function environments({ environments: all }: Report): string[] {
  if (all.length < 2) return [];
  return [
    `${all.length} environments, each judged by itself:`,
    ...listed(
      all.map(({ name, from, files, rendered }) => {
        const what = [...(rendered ? ['rendered'] : []), ...(from === 'folder' ? [] : [from])];
        const how = what.length > 0 ? `${what.join(' ')}, ` : '';
        return `${visible(name)} (${how}${amount(files, 'file')})`;
      }),
    ),
  ];
}

function listed(names: readonly string[]): string[] {
  return someOf(names, MOST).map((name) => `  ${name}`);
}

/** Those of which the same is known are told together. */
function targets({ targets: all }: Report): string {
  const names = (['istio', 'kubernetes', 'nginx'] as const).map((name) => {
    return { name: NAMES[name], known: known(all[name]) };
  });
  const told = [...groupBy(names, ({ known: { text } }) => text)].map(([text, own]) => {
    const [first] = own;
    const shared = inWords(own.map(({ name }) => name));
    return first?.known.isNewest ? `the newest ${shared} ${text}` : `${shared} ${text}`;
  });
  return told.join(', ');
}

function known({ version, from, place }: ReportedTarget): { isNewest: boolean; text: string } {
  const where = place ? ` in ${visible(place.file)}:${place.start.line}` : '';
  const evidence = `(${visible(from)}${where})`;
  return version === undefined
    ? { isNewest: true, text: evidence }
    : { isNewest: false, text: `${version} ${evidence}` };
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
