import type { View } from '../../parse/yaml/view.ts';
import type { Chart } from './layout.ts';

/** Chart.yaml of Helm 2 and 3; the dependencies of Helm 2 stand in requirements.yaml. */
interface Model {
  name?: string;
  version?: string;
  appVersion?: string;
  dependencies?: { name?: string; version?: string }[];
}

/** Whether a file describes a Helm chart. */
export function isChartPath(path: string): boolean {
  return /(?:^|\/)Chart\.ya?ml$/.test(path);
}

export function readChart(root: View): Chart {
  const view = root.as<Model>();
  const version = view.get('version').text();
  const appVersion = view.get('appVersion').text();
  return {
    name: view.get('name').text()?.value ?? '',
    ...(version && { version }),
    ...(appVersion && { appVersion }),
    dependencies: view
      .get('dependencies')
      .items()
      .map((dependency) => {
        const required = dependency.get('version').text();
        return {
          name: dependency.get('name').text()?.value ?? '',
          ...(required && { version: required }),
        };
      }),
  };
}
