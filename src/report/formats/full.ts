import { saying } from '../elsewhere.ts';
import { groupBy } from '../group-by.ts';
import type { Format, Place, Report, ReportedFinding } from '../report.ts';
import { docsAddress } from '../rule-pages/docs-address.ts';
import { type Frame, frame, type Label } from '../terminal/frame.ts';
import { someIn } from '../terminal/some-of.ts';
import { type Source, sourceOf } from '../terminal/source.ts';
import { type Styles, severityStyle, styles } from '../terminal/style.ts';
import { leadingLines, wrap } from '../terminal/wrap.ts';
import { visible, withoutCommands } from '../visible.ts';
import { because } from './because.ts';

const WIDTH = 96;
/** Names of places and environments that a note shows. */
const MOST = 5;

/**
 * Each finding with its source, the places that explain it, why it matters, and what cures it. Why a rule's findings matter
 * is said with its first one.
 */
export const full: Format = (report, colored) => {
  const style = styles(colored);
  const known = new Map<string, Source>();
  const source = (file: string): Source | undefined => {
    const text = report.sources.get(file);
    if (text === undefined) return undefined;
    const made = known.get(file) ?? sourceOf(text);
    known.set(file, made);
    return made;
  };
  const byRule = groupBy(report.findings, ({ rule }) => rule);
  const isFirst = (finding: ReportedFinding): boolean => byRule.get(finding.rule)?.[0] === finding;
  const parts = report.findings.map(
    (finding) => `${rowsOf(finding, { report, style, source, isFirst }).join('\n')}\n`,
  );
  return withoutCommands(parts.join('\n'));
};

interface Surroundings {
  readonly report: Report;
  readonly style: Styles;
  readonly source: (file: string) => Source | undefined;
  /** Whether it is the first one of its rule. */
  readonly isFirst: (finding: ReportedFinding) => boolean;
}

function rowsOf(finding: ReportedFinding, around: Surroundings): string[] {
  const { style } = around;
  const { place, severity, rule, ignored } = finding;
  const accent = severityStyle(style, severity);
  const places = [place, ...finding.related.map((each) => each.place)];
  const gutter = String(Math.max(...places.map(({ start }) => start.line))).length;
  const framed = { gutter, style, accent };
  return [
    `${accent(`${severity}[${rule}]`)}${ignored ? ` ${because(ignored)}` : ''}${style.bold(`: ${visible(saying(finding))}`)}`,
    ...framesOf(finding, framed, around),
    ...notes(finding, gutter, around),
  ];
}

/** The finding's own file first, then one frame for each other file that a related place lies in. */
function framesOf(
  finding: ReportedFinding,
  framed: Omit<Frame, 'source' | 'labels'>,
  { source }: Surroundings,
): string[] {
  const { style, gutter } = framed;
  const hidesValues = finding.resource?.kind === 'Secret';
  const own = labelOf(finding.place, '', true, hidesValues);
  const byFile = groupBy(
    [
      { file: finding.place.file, place: finding.place, label: own },
      ...finding.related.map(({ place, message }) => ({
        file: place.file,
        place,
        label: labelOf(place, message, false, false),
      })),
    ],
    ({ file }) => file,
  );
  const rows: string[] = [];
  for (const [file, labelled] of byFile) {
    const isOwn = rows.length === 0;
    const [first] = labelled.map((each) => each.place).sort((a, b) => a.at.start - b.at.start);
    const place = isOwn ? finding.place : (first ?? finding.place);
    const arrow = style.blue(isOwn ? '-->' : ':::');
    rows.push(`${' '.repeat(gutter)}${arrow} ${where(place)}`);
    const known = source(file);
    const labels = labelled.map(({ label }) => label);
    if (known) rows.push(...frame({ ...framed, source: known, labels }));
  }
  return rows;
}

function where({ file, start }: Place): string {
  return `${visible(file)}:${start.line}:${start.column}`;
}

/** A place of several lines is marked to the end of its first. */
function labelOf(place: Place, message: string, primary: boolean, hidesValues: boolean): Label {
  const from = place.start.column - 1;
  const to = place.end.line === place.start.line ? place.end.column - 1 : Number.POSITIVE_INFINITY;
  return { line: place.start.line, from, to, primary, message, hidesValues };
}

function notes(finding: ReportedFinding, gutter: number, around: Surroundings): string[] {
  const { report, style, isFirst } = around;
  const why = isFirst(finding)
    ? leadingLines(report.rules.get(finding.rule)?.why ?? '', 2, WIDTH)
    : [];
  const { fix } = finding;
  const row = (name: string, lines: readonly string[]): string[] =>
    note(style, gutter, name, lines);
  return [
    `${' '.repeat(gutter)} ${style.blue('|')}`,
    ...row('also', wrap(alsoIn(finding), WIDTH)),
    ...row('why', why),
    ...(fix
      ? row(
          'fix',
          wrap(`${visible(fix.title)}${fix.safe ? '' : ' (not safe to apply unseen)'}`, WIDTH),
        )
      : []),
    ...row('in', wrap(environmentsOf(finding, report), WIDTH)),
    ...row('docs', [docsAddress(finding.rule)]),
  ];
}

/** The places of which it says the same. */
function alsoIn({ elsewhere = [] }: ReportedFinding): string {
  return someIn(elsewhere.map(where), MOST);
}

/** The environments it holds in, where there are several; not the one that the file is by itself. */
function environmentsOf(
  { environments: names, place }: ReportedFinding,
  { environments }: Report,
): string {
  if (environments.length < 2 || names.every((name) => name === place.file)) return '';
  if (names.length === environments.length) return `all ${names.length} environments`;
  return someIn(
    names.map((name) => (name === '.' ? 'the other files (.)' : visible(name))),
    MOST,
  );
}

/** `= name: text`, its further lines under the text. */
function note(style: Styles, gutter: number, name: string, lines: readonly string[]): string[] {
  const under = ' '.repeat(gutter + name.length + 5);
  const head = `${' '.repeat(gutter + 1)}${style.blue('=')} ${style.bold(`${name}:`)} `;
  return lines.map((line, index) => `${index === 0 ? head : under}${line}`.trimEnd());
}
