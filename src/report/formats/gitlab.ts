import { saying } from '../elsewhere.ts';
import { fingerprintsOf } from '../fingerprint.ts';
import { regionOf } from '../places/region.ts';
import { repositoryPath } from '../places/repository-path.ts';
import type { Format } from '../report.ts';
import { visible, visibleInJson } from '../visible.ts';

/** Of GitLab's five: blocker and minor are not used. */
const SEVERITY = { error: 'critical', warning: 'major', info: 'info' } as const;

/** The findings that are not ignored as GitLab's Code Quality reads them (docs.gitlab.com, "Code Quality report format"). */
export const gitlab: Format = (report) => {
  const names = fingerprintsOf(report);
  const issues = report.findings.flatMap((finding, index) => {
    const { rule, severity, place, ignored } = finding;
    if (ignored) return [];
    const { startLine, endLine } = regionOf(place, report.sources.get(place.file));
    const issue = {
      type: 'issue',
      check_name: rule,
      description: visible(saying(finding)),
      categories: ['Bug Risk'],
      severity: SEVERITY[severity],
      fingerprint: names[index],
      location: {
        path: repositoryPath(place.file, report.location),
        lines: { begin: startLine, end: endLine },
      },
    };
    return [issue];
  });
  return `${visibleInJson(JSON.stringify(issues, null, 2))}\n`;
};
