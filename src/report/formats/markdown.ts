import { saying } from '../elsewhere.ts';
import { groupBy } from '../group-by.ts';
import { repositoryPath, uriOf } from '../places/repository-path.ts';
import type { Format, Place, Report, ReportedFinding } from '../report.ts';
import { someIn } from '../terminal/some-of.ts';
import { visible } from '../visible.ts';
import { WEIGHT } from './most-important.ts';

/** A comment on GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const MOST_ROWS = 150;
const MOST_PLACES = 20;

const SIGN = { error: '🔴 error', warning: '🟡 warning', info: '🔵 info' } as const;

/**
 * A summary for a pull request: counts, a table of the findings, and what each rule means, folded. What weighs most comes
 * first, so that it is not what is left out of a long one.
 */
export const markdown: Format = (all) => {
  const findings = all.findings
    .filter(({ ignored }) => !ignored)
    .sort((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity]);
  const report = { ...all, findings };
  const head = ['## meshlint', counts(report)];
  if (findings.length === 0) return parts(head);
  const room = MOST_CHARACTERS - parts(head).length;
  const table = rowsThatFit(
    findings.map((finding) => row(finding, report)),
    room * 0.6,
  );
  const rules = [...groupBy(findings, ({ rule }) => rule)];
  const left = room - table.length;
  return parts([
    ...head,
    table,
    ...detailsThatFit(
      rules.map((each) => details(each, report)),
      left,
    ),
  ]);
};

function parts(all: readonly string[]): string {
  return `${all.join('\n\n')}\n`;
}

function counts({ findings, files, resources, hidden, ...report }: Report): string {
  const of = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const found =
    findings.length === 0
      ? 'Nothing found'
      : `${amount(of('error'), 'error')}, ${amount(of('warning'), 'warning')}, ${of('info')} info`;
  const rest = [
    ...(report.ignored > 0 ? [`${report.ignored} ignored`] : []),
    ...(report.known > 0 ? [`${report.known} known from the baseline`] : []),
    ...(hidden > 0 ? [`${hidden} below --min-severity not shown`] : []),
  ].map((part) => `, ${part}`);
  return `**${found}** in ${amount(files, 'file')} with ${amount(resources, 'resource')}${rest.join('')}.`;
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function row(finding: ReportedFinding, report: Report): string {
  const { severity, rule, place } = finding;
  return `| ${SIGN[severity]} | ${link(place, report)} | \`${rule}\` | ${escaped(saying(finding))} |`;
}

function rowsThatFit(rows: readonly string[], room: number): string {
  const shown = fitting(rows, room).slice(0, MOST_ROWS);
  const rest = rows.length - shown.length;
  const table = ['| | Place | Rule | Finding |', '| --- | --- | --- | --- |', ...shown].join('\n');
  return rest > 0 ? `${table}\n\nand ${rest} more.` : table;
}

function details([id, findings]: [string, ReportedFinding[]], report: Report): string {
  const rule = report.rules.get(id);
  const related = findings.flatMap(({ place: own, related: all, elsewhere = [] }) => {
    const places = all.map(({ place, message }) => `${escaped(message)}: ${link(place, report)}`);
    const same = someIn(
      elsewhere.map((place) => link(place, report)),
      MOST_PLACES,
    );
    return [...places, ...(same === '' ? [] : [`The same in ${same}`])].map(
      (words) => `- ${link(own, report)}: ${words}`,
    );
  });
  return [
    `<details><summary><code>${id}</code> (${findings.length}): ${html(rule?.summary ?? '')}</summary>`,
    ...(rule ? [rule.why.trim()] : []),
    ...(related.length > 0 ? [related.slice(0, MOST_ROWS).join('\n')] : []),
    '</details>',
  ].join('\n\n');
}

function detailsThatFit(all: readonly string[], room: number): string[] {
  const shown = fitting(all, room);
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, `Rules that are not explained here: ${rest}.`] : shown;
}

/** The first ones, as many as the room allows. */
function fitting(texts: readonly string[], room: number): string[] {
  let left = room;
  const over = texts.findIndex((text) => {
    left -= text.length + 2;
    return left < 0;
  });
  return over === -1 ? [...texts] : texts.slice(0, over);
}

/** To the line as the commit under test has it where CI says which that is, else relative to the repository. */
function link({ file, start }: Place, { location, browse = '' }: Report): string {
  const path = repositoryPath(file, location);
  const name = escaped(`${path}:${start.line}`);
  return path.startsWith('../') ? name : `[${name}](${browse}${uriOf(path)}#L${start.line})`;
}

const REPLACED = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['|', '&#124;'],
  // A character of no width parts the sign from what would make it a mention or a number.
  ['@', '@&#8203;'],
  ['#', '#&#8203;'],
]);
const SPECIAL = /[\\`*_[\]~$]|:(?=\/)|(?<=www)\.|[&<>|]|@|#(?=\d)/giu;

/**
 * Words in a line of Markdown, as GitHub and GitLab read it, that neither end a cell of a table nor become markup, HTML, a
 * link, a formula, or a mention that calls somebody.
 */
function escaped(text: string): string {
  return visible(text).replace(SPECIAL, (character) => REPLACED.get(character) ?? `\\${character}`);
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (character) => REPLACED.get(character) ?? character);
}
