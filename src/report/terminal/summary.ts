import type { Severity } from '../../finding.ts';
import { groupBy } from '../group-by.ts';
import type { Report, ReportedTarget } from '../report.ts';
import { visible, withoutCommands } from '../visible.ts';
import type { Styles } from './style.ts';
import { severityStyle, styles } from './style.ts';

const MOST = 10;

const REASONS = new Map([
  ['helm-template', 'Helm template'],
  ['template', 'template'],
  ['binary', 'not text in UTF-8'],
  ['too-large', 'larger than 20 MB'],
  ['outside', 'link out of the project'],
  ['test-data', 'test data'],
]);

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
  const byReason = [...groupBy(files, ({ reason }) => reason)];
  const list = byReason.map(([reason, own]) => `${own.length} ${REASONS.get(reason) ?? reason}`);
  return [
    `${amount(files.length, 'file')} skipped: ${list.join(', ')}`,
    ...someOf(
      files.map(({ file, reason }) => `  ${visible(file)}: ${REASONS.get(reason) ?? reason}`),
      '  ',
    ),
  ];
}

function environments({ environments: all }: Report): string[] {
  if (all.length < 2) return [];
  return [
    `${all.length} environments, each judged by itself:`,
    ...someOf(
      all.map(({ name, from, files, rendered }) => {
        const how = rendered ? `rendered ${from}` : from;
        return `  ${visible(name)} (${how}, ${amount(files, 'file')})`;
      }),
      '  ',
    ),
  ];
}

function someOf(lines: readonly string[], indent: string): string[] {
  if (lines.length <= MOST) return [...lines];
  return [...lines.slice(0, MOST), `${indent}and ${lines.length - MOST} more (all are in -f json)`];
}

function targets({ targets: all }: Report): string {
  return (['istio', 'kubernetes', 'nginx'] as const)
    .map((name) => `${NAMES[name]} ${target(all[name])}`)
    .join(', ');
}

function target({ version, from, place }: ReportedTarget): string {
  const where = place ? ` in ${visible(place.file)}:${place.start.line}` : '';
  return `${version ?? 'newest'} (${visible(from)}${where})`;
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
