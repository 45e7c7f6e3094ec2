import { isChartPath } from '../facts/layout/read-chart.ts';
import { isWithin } from './paths.ts';
import type { Scope } from './scope.ts';

/** Why a file is not read though its name says that it could be. */
export type PassedOver = 'helm-template' | 'test-data';

/** Answers for each of the paths of a run (absolute, with `/`) whether it is passed over. A file that is named never is. */
export function passedOver(
  paths: readonly string[],
  scope: Scope,
): (path: string) => PassedOver | undefined {
  const charts = new Set(
    paths.filter(isChartPath).map((path) => path.slice(0, path.lastIndexOf('/'))),
  );
  const named = new Set(scope.files);
  return (path) => {
    if (named.has(path)) return undefined;
    if (isTestData(path, scope)) return 'test-data';
    return isHelmTemplate(path, charts) ? 'helm-template' : undefined;
  };
}

/**
 * Whether a file lies in a folder `testdata`: by the custom of Go, whose tools pass over it, that is where fixtures are,
 * often broken on purpose. Not so where the user names a folder in there.
 */
function isTestData(path: string, { folders }: Scope): boolean {
  if (!path.includes('/testdata/')) return false;
  return !folders.some(
    (folder) => isWithin(path, folder) && !path.slice(folder.length).includes('/testdata/'),
  );
}

const TEMPLATES = '/templates/';

/** Whether a file lies in the folder `templates` of a chart: Helm makes manifests of it, with values that decide what. */
function isHelmTemplate(path: string, charts: ReadonlySet<string>): boolean {
  for (let at = path.indexOf(TEMPLATES); at !== -1; at = path.indexOf(TEMPLATES, at + 1)) {
    if (charts.has(path.slice(0, at))) return true;
  }
  return false;
}
