import { fingerprintsOf } from './fingerprint.ts';
import { regionOf } from './region.ts';
import type { Format } from './report.ts';
import { repositoryPath } from './repository-path.ts';
import { visible, visibleInJson } from './visible.ts';

/** Of GitLab's five: blocker and minor are not used. */
const SEVERITY = { error: 'critical', warning: 'major', info: 'info' } as const;

/** The findings as GitLab's Code Quality reads them (docs.gitlab.com, "Code Quality report format"). */
export const gitlab: Format = (report) => {
  const names = fingerprintsOf(report);
  const issues = report.findings.map(({ rule, severity, message, place }, index) => {
    const { startLine, endLine } = regionOf(place, report.sources.get(place.file));
    return {
      type: 'issue',
      check_name: rule,
      description: visible(message),
      categories: ['Bug Risk'],
      severity: SEVERITY[severity],
      fingerprint: names[index],
      location: {
        path: repositoryPath(place.file, report.location),
        lines: { begin: startLine, end: endLine },
      },
    };
  });
  return `${visibleInJson(JSON.stringify(issues, null, 2))}\n`;
};
