import { otherPlaces, saying } from '../elsewhere.ts';
import { fingerprintsOf } from '../fingerprint.ts';
import { regionOf } from '../places/region.ts';
import { repositoryPath, uriOf } from '../places/repository-path.ts';
import type {
  Format,
  IgnoredBecause,
  Place,
  Report,
  ReportedFinding,
  ReportedFix,
} from '../report.ts';
import { visible, visibleInJson } from '../visible.ts';
import { lineHashes } from './line-hashes.ts';
import { MOST_RESULTS, mostImportant } from './most-important.ts';
import { LEVEL, sarifRule } from './sarif-rule.ts';

const ROOT = '%SRCROOT%';

/** GitHub keeps this many places of a result. */
const MOST_PLACES = 100;

/**
 * SARIF 2.1.0 as GitHub code scanning takes it. Every rule is described, whether it spoke or not, so that what GitHub
 * knows of a rule does not come and go. Ignored findings are in it with --show-ignored alone: GitHub does not heed
 * `suppressions` and would open an alert for each.
 */
export const sarif: Format = (report) => {
  const kept = mostImportant(report.findings, MOST_RESULTS);
  const rules = [...report.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const names = fingerprintsOf(report);
  const hashes = lineFingerprints(report);
  const results = kept.flatMap((index) => {
    const finding = report.findings[index];
    if (!finding) return [];
    return [
      {
        ruleId: finding.rule,
        ruleIndex: ruleIndex.get(finding.rule),
        ...resultOf(finding, report),
        partialFingerprints: {
          ...(hashes[index] !== undefined && { primaryLocationLineHash: hashes[index] }),
          'finding/v1': names[index],
        },
      },
    ];
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(report, rules.map(sarifRule)) },
        automationDetails: { id: 'meshlint/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The top of the repository.' } } },
        invocations: [invocation(report, ruleIndex)],
        results,
      },
    ],
  };
  return `${visibleInJson(JSON.stringify(log))}\n`;
};

function driver({ tool }: Report, rules: readonly object[]): object {
  return { name: tool.name, version: tool.version, semanticVersion: tool.version, rules };
}

/** Input that cannot be read makes a run that did not do its work: exit code 2. */
function invocation(
  { findings, ...report }: Report,
  ruleIndex: ReadonlyMap<string, number>,
): object {
  const unread = findings
    .filter(({ rule, ignored }) => rule === 'unreadable-file' && !ignored)
    .slice(0, MOST_RESULTS);
  return {
    executionSuccessful: unread.length === 0,
    toolExecutionNotifications: unread.map(({ rule, severity, message, place }) => ({
      level: LEVEL[severity],
      message: { text: `${plain(message)}.` },
      locations: [locationOf(place, { findings, ...report })],
      associatedRule: { id: rule, index: ruleIndex.get(rule) },
    })),
  };
}

function resultOf(finding: ReportedFinding, report: Report): object {
  const { severity, place, fix } = finding;
  const related = finding.related.slice(0, MOST_PLACES);
  const places = otherPlaces(finding).slice(0, MOST_PLACES);
  const message = plain(saying(finding));
  const links = related.map((each, index) => `[${plain(each.message)}](${index + 1})`).join(', ');
  return {
    level: LEVEL[severity],
    message: {
      text: related.length > 0 ? `${message}. See: ${links}.` : `${message}.`,
    },
    locations: [locationOf(place, report)],
    ...(places.length > 0 && {
      relatedLocations: places.map((each, index) => ({
        id: index + 1,
        ...locationOf(each.place, report, each.message),
      })),
    }),
    ...(related.length > 0 && {
      codeFlows: [
        {
          threadFlows: [
            {
              locations: [{ place, message: finding.message }, ...related].map((step) => ({
                location: locationOf(step.place, report, step.message),
              })),
            },
          ],
        },
      ],
    }),
    ...(fix && { fixes: [fixOf(fix, report)] }),
    ...(finding.ignored && { suppressions: [suppression(finding.ignored)] }),
  };
}

function suppression({ by, reason }: IgnoredBecause): object {
  return {
    kind: by === 'baseline' ? 'external' : 'inSource',
    ...(reason !== '' && { justification: visible(reason) }),
  };
}

function locationOf(place: Place, report: Report, message?: string): object {
  return {
    physicalLocation: {
      artifactLocation: artifact(place, report),
      region: regionOf(place, report.sources.get(place.file)),
    },
    ...(message !== undefined && { message: { text: plain(message) } }),
  };
}

function artifact({ file }: Place, { location }: Report): object {
  const uri = uriOf(repositoryPath(file, location));
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
}

function fixOf({ title, edits }: ReportedFix, report: Report): object {
  const files = [...new Set(edits.map(({ place }) => place.file))];
  return {
    description: { text: `${plain(title)}.` },
    artifactChanges: files.flatMap((file) => {
      const own = edits.filter(({ place }) => place.file === file);
      return own.slice(0, 1).map(({ place }) => ({
        artifactLocation: artifact(place, report),
        replacements: own.map(({ text, place: { start, end } }) => ({
          deletedRegion: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
          ...(text !== '' && { insertedContent: { text } }),
        })),
      }));
    }),
  };
}

/**
 * The line hash of each finding. GitHub knows an alert by its rule and this value alone, so of several findings of one
 * rule on one line the later ones get a number of their own; for these its upload action warns, and keeps them.
 */
function lineFingerprints({ findings, sources }: Report): (string | undefined)[] {
  const lines = new Map<string, number>();
  for (const { place } of findings) {
    lines.set(place.file, Math.max(place.start.line, lines.get(place.file) ?? 0));
  }
  const hashes = new Map<string, readonly string[]>();
  for (const [file, count] of lines) {
    const text = sources.get(file);
    if (text !== undefined) hashes.set(file, lineHashes(text, count));
  }
  const seen = new Map<string, number>();
  return findings.map(({ rule, place }) => {
    const hash = hashes.get(place.file)?.[place.start.line - 1];
    if (hash === undefined) return undefined;
    const key = `${rule} ${place.start.line} ${place.file}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? hash : `${hash}:${times}`;
  });
}

/** Words of the input, where `[text](1)` is a link and a backslash takes that meaning away (SARIF 2.1.0, 3.11.6). */
function plain(text: string): string {
  return visible(text).replace(/[[\]\\]/g, '\\$&');
}
