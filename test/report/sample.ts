import { placer } from '../../src/report/places/places.ts';
import type { Place, Report, ReportedFinding } from '../../src/report/report.ts';
import type { DocumentedRule } from '../../src/report/rule-pages/rule-page.ts';

/** A place found by its words: `find` in the text of `file`. */
export function placeOf(sources: ReadonlyMap<string, string>, file: string, find: string): Place {
  const start = sources.get(file)?.indexOf(find) ?? -1;
  if (start === -1) throw new Error(`${file} has no ${find}`);
  return placer(sources)({ file, start, end: start + find.length });
}

export function finding(place: Place, more: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'unnamed-port',
    severity: 'warning',
    codes: ['IST0118'],
    message: 'Port 80 has no name',
    place,
    resource: undefined,
    related: [],
    fix: undefined,
    environments: [],
    ...more,
  };
}

export const RULE: DocumentedRule = {
  id: 'unnamed-port',
  summary: 'A Service port has no name',
  severity: 'warning',
  codes: ['IST0118'],
  why: 'Istio sees plain TCP.\n\nName the port.',
  sources: [
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  ],
};

export function report(
  sources: ReadonlyMap<string, string>,
  findings: readonly ReportedFinding[],
  more: Partial<Report> = {},
): Report {
  const nothing = { version: undefined, from: 'nothing tells' };
  return {
    tool: { name: 'meshlint', version: '0.0.0' },
    targets: { istio: nothing, kubernetes: nothing, nginx: nothing },
    environments: [],
    files: 1,
    resources: 1,
    skipped: [],
    migrating: 'no',
    milliseconds: 12.3,
    findings,
    hidden: 0,
    ignored: 0,
    known: 0,
    rules: new Map([['unnamed-port', RULE]]),
    location: { currentDirectory: '/home/shop', root: '/home/shop', links: new Map() },
    sources,
    ...more,
  };
}
