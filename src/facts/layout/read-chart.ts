import type { View } from '../../parse/yaml/view.ts';
import type { Chart } from './layout.ts';

/** Chart.yaml of Helm 2 and 3; what a chart depends on may stand in files of its own, of the same shape. */
interface Model {
  name?: string;
  version?: string;
  appVersion?: string;
  dependencies?: { name?: string; version?: string }[];
}

/**
 * Whether a file describes a Helm chart: `Chart.yaml`; `Chart.lock` with the versions that Helm 3 chose; `requirements.yaml`
 * and `requirements.lock` with the dependencies for Helm 2.
 */
export function isChartPath(path: string): boolean {
  return isChartRoot(path) || /(?:^|\/)(?:Chart\.lock|requirements\.(?:yaml|lock))$/.test(path);
}

/** Whether a file makes its folder a Helm chart. */
export function isChartRoot(path: string): boolean {
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
