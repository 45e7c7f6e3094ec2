import { otherPlaces } from '../elsewhere.ts';
import { fingerprintsOf } from '../fingerprint.ts';
import type { Format, Place, Report, ReportedFinding, ReportedTarget } from '../report.ts';
import { docsAddress } from '../rule-pages/docs-address.ts';
import { visibleInJson } from '../visible.ts';

/** The report as `schemas/report.schema.json` describes it. */
export const json: Format = (report) => {
  const names = fingerprintsOf(report);
  const content = {
    schemaVersion: 1,
    tool: report.tool,
    targets: {
      istio: target(report.targets.istio),
      kubernetes: target(report.targets.kubernetes),
      nginx: target(report.targets.nginx),
    },
    environments: report.environments,
    summary: summary(report),
    findings: report.findings.map((finding, index) => reported(finding, names[index] ?? '')),
  };
  return `${visibleInJson(JSON.stringify(content, null, 2))}\n`;
};

function target({ version, from, place }: ReportedTarget): object {
  return {
    version: version ?? null,
    from: place ? `${place.file}:${place.start.line}` : from,
  };
}

function summary(report: Report): object {
  const counted = report.findings.filter(({ ignored }) => !ignored);
  const count = (severity: string): number =>
    counted.filter((finding) => finding.severity === severity).length;
  return {
    files: report.files,
    resources: report.resources,
    skipped: report.skipped,
    errors: count('error'),
    warnings: count('warning'),
    info: count('info'),
    fixable: counted.filter(({ fix }) => fix).length,
    ...(report.fixed !== undefined && { fixed: report.fixed }),
    ignored: report.ignored,
    known: report.known,
    milliseconds: Math.round(report.milliseconds),
  };
}

function reported(finding: ReportedFinding, fingerprint: string): object {
  const { rule, severity, message, codes, resource, fix, environments, ignored } = finding;
  return {
    rule,
    severity,
    message,
    codes,
    ...where(finding.place),
    resource: resource
      ? {
          apiVersion: resource.apiVersion,
          kind: resource.kind,
          namespace: resource.namespace,
          name: resource.name,
        }
      : null,
    related: otherPlaces(finding).map((each) => ({ message: each.message, ...where(each.place) })),
    fix: fix
      ? {
          title: fix.title,
          safe: fix.safe,
          edits: fix.edits.map(({ text, place }) => ({ ...where(place), text })),
        }
      : null,
    environments,
    fingerprint,
    ...(ignored && { ignored: { by: ignored.by, reason: ignored.reason } }),
    docs: docsAddress(rule),
  };
}

function where({ file, start, end }: Place): Pick<Place, 'file' | 'start' | 'end'> {
  return { file, start, end };
}
