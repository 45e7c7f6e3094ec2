import { isDependencyList } from '../facts/application/dependency-list.ts';
import { isDockerfilePath } from '../facts/application/read-dockerfile.ts';
import { isChartPath } from '../facts/layout/read-chart.ts';
import { isNginxConfigurationPath } from '../facts/nginx-configuration.ts';

const MANIFEST = /(?:\.(?:ya?ml|json)|(?:^|\/)Kustomization)$/i;
const TEMPLATE = /\.(?:ya?ml|json)\.(?:tpl|tmpl|gotmpl|template|j2|jinja2?|erb|mustache|hbs)$/i;
const TEMPLATE_PARTS = /\.tpl$/;

/**
 * Whether the linter looks at a file of this name at all: YAML and JSON, nginx configuration, Dockerfiles, dependency
 * lists, and templates of them. Everything else is passed over without being opened.
 */
export function isCandidate(path: string): boolean {
  return (
    MANIFEST.test(path) ||
    isChartPath(path) ||
    isDockerfilePath(path) ||
    isDependencyList(path) ||
    isNginxConfigurationPath(path) ||
    TEMPLATE_PARTS.test(path) ||
    isTemplate(path)
  );
}

/** Whether the name says that a tool makes YAML of this file first: `service.yaml.tmpl`. Such a file is not read. */
export function isTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}
