import type { Problem } from '../finding.ts';
import { parseDocuments, parseOne, type YamlFile } from '../parse/yaml/documents.ts';
import type { SecondOpinion } from '../parse/yaml/read-piece.ts';
import type { View } from '../parse/yaml/view.ts';
import { isComposePath, readComposeMounts } from './application/compose.ts';
import { isDependencyList, readDependencies } from './application/dependency-list.ts';
import { isDockerfilePath, readDockerfile } from './application/read-dockerfile.ts';
import type { FileFacts, ObjectViolation, Resource } from './facts.ts';
import { readHelmValues } from './istio/read-helm-values.ts';
import { readSettings } from './istio/read-settings.ts';
import type { MeshSettings } from './istio/settings.ts';
import type { KnownParts } from './known-parts.ts';
import { isChartPath, readChart } from './layout/read-chart.ts';
import {
  type Delivery,
  isDelivery,
  isHelmfilePath,
  readDeliveries,
  readHelmfile,
} from './layout/read-deliveries.ts';
import { isKustomizationPath, readKustomization } from './layout/read-kustomization.ts';
import { type NginxText, readNginxFile, readNginxValue } from './nginx.ts';
import { objectsOf } from './objects-of.ts';
import { readIgnores } from './read-ignores.ts';
import { isHeadEnough, readResource } from './read-resource.ts';
import { treesOf } from './read-trees.ts';
import { isWanted, readViolations } from './read-violations.ts';

export interface ReadOptions {
  /** Asked about YAML that the first parser does not read. */
  readonly secondOpinion?: SecondOpinion;
  /**
   * Given where kustomizations take the file as objects: the facts have their trees then, in place of what they violate as they
   * are written, and what is read of their parts is kept here. Trees of kustomizations come always.
   */
  readonly parts?: KnownParts | undefined;
}

/** What is read of a file that holds nothing for the linter. */
export function emptyFacts(file: string): FileFacts {
  return {
    file,
    resources: [],
    settings: [],
    nginx: [],
    dependencies: [],
    composeMounts: [],
    images: [],
    unreadable: [],
    duplicateKeys: [],
    violations: [],
    ignores: [],
  };
}

/** Reads one file. Pure and total: the same path and text always give the same facts, whatever the text. */
export function readFacts(file: string, text: string, options: ReadOptions = {}): FileFacts {
  const facts = readKind(file, text, options);
  const ignores = readIgnores(text, facts);
  return ignores.length > 0 ? { ...facts, ignores } : facts;
}

/** By its name, what kind of file it is. */
function readKind(file: string, text: string, options: ReadOptions): FileFacts {
  const facts = emptyFacts(file);
  if (isDependencyList(file)) return { ...facts, dependencies: readDependencies(file, text) };
  if (isDockerfilePath(file)) return { ...facts, ...readDockerfileFacts(file, text) };
  if (isChartPath(file))
    return withRoot(file, text, options, (root) => ({ chart: readChart(root) }));
  if (!/\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/.test(file)) {
    const nginx = readNginxFile(file, text);
    return nginx ? { ...facts, nginx: [nginx.text], unreadable: nginx.problems } : facts;
  }
  if (isKustomizationPath(file))
    return withRoot(file, text, options, (root) => ({
      kustomization: readKustomization(root),
      trees: treesOf([root]),
    }));
  if (isHelmfilePath(file))
    return withRoot(file, text, {}, (root) => ({ deliveries: readHelmfile(file, root) }));
  if (isComposePath(file))
    return withRoot(file, text, {}, (root) => ({ composeMounts: readComposeMounts(file, root) }));
  return isValuesPath(file) ? readValues(file, text, options) : readManifests(file, text, options);
}

function readDockerfileFacts(
  file: string,
  text: string,
): Pick<FileFacts, 'dockerfile' | 'nginx' | 'unreadable'> {
  const { dockerfile, writtenFiles } = readDockerfile(file, text);
  const written = writtenFiles.flatMap((target) => {
    const at = { file, start: target.offset(0), end: target.offset(target.text.length) };
    return readNginxValue(target.path, target, at) ?? [];
  });
  return {
    dockerfile,
    nginx: written.map((nginx) => nginx.text),
    unreadable: [],
  };
}

/** A file that is one YAML document of a known meaning. */
function withRoot(
  file: string,
  text: string,
  { secondOpinion }: ReadOptions,
  read: (root: View) => Partial<FileFacts>,
): FileFacts {
  const parsed = parseOne(file, text, secondOpinion);
  const [document] = parsed.documents;
  return { ...emptyFacts(file), ...(document && read(document.root)), ...troublesOf(parsed) };
}

function troublesOf(parsed: YamlFile): Pick<FileFacts, 'unreadable' | 'duplicateKeys' | 'skipped'> {
  return {
    unreadable: parsed.problems,
    duplicateKeys: parsed.duplicateKeys,
    ...(parsed.templated.length > 0 && parsed.documents.length === 0 && { skipped: 'template' }),
  };
}

function isValuesPath(file: string): boolean {
  return /(?:^|\/)[^/]*values[^/]*\.ya?ml$/i.test(file);
}

/** Words without which Helm values hold neither settings of a mesh nor nginx configuration. */
const VALUES_WORTH_READING =
  /istio|mesh|mtls|proxy_pass|rewriteAppHTTPProbe|outboundTrafficPolicy|loadBalancerIP|IPRanges/;

/** Helm values: settings of Istio's charts, and nginx configuration in block scalars. A manifest may have such a name too. */
function readValues(file: string, text: string, options: ReadOptions): FileFacts {
  if (/^kind:/m.test(text) && /^apiVersion:/m.test(text)) return readManifests(file, text, options);
  if (!VALUES_WORTH_READING.test(text)) return emptyFacts(file);
  return withRoot(file, text, {}, (root) => {
    const settings = readHelmValues(file, root);
    const nginx = text.includes('proxy_pass') ? nginxInValues(root) : [];
    return { ...(settings && { settings: [settings] }), nginx };
  });
}

/** More values than this are a table of data, or aliases that multiply. */
const MOST_VALUES = 100_000;

function nginxInValues(root: View): NginxText[] {
  const found: NginxText[] = [];
  const waiting = [{ key: '', view: root }];
  for (let count = 0; count < MOST_VALUES; count++) {
    const next = waiting.pop();
    if (!next) break;
    const { key, view } = next;
    for (const item of view.items()) waiting.push({ key, view: item });
    for (const entry of view.entries()) waiting.push({ key: entry.key.value, view: entry.value });
    const embedded = view.type === 'text' ? view.embedded() : undefined;
    const nginx = embedded?.text.includes('proxy_pass') && readNginxValue(key, embedded, view.at);
    if (nginx) found.push(nginx.text);
  }
  return found.sort((a, b) => a.at.start - b.at.start);
}

function readManifests(file: string, text: string, options: ReadOptions): FileFacts {
  const { secondOpinion, parts } = options;
  const isRelevant = (apiVersion: string, kind: string): boolean =>
    isWanted(apiVersion, kind) || isDelivery(apiVersion, kind);
  const parsed = parseDocuments(file, text, isRelevant, { secondOpinion, isHeadEnough });
  const deliveries: Delivery[] = [];
  const resources: Resource[] = [];
  const settings: MeshSettings[] = [];
  const problems: Problem[] = [...parsed.problems];
  const violations: ObjectViolation[] = [];
  const objects = parsed.documents.flatMap(({ root }) => objectsOf(root));
  for (const view of objects) {
    if (!parts) violations.push(...readViolations(view));
    deliveries.push(...readDeliveries(view));
    const read = readResource(view, parts);
    if (!read) continue;
    resources.push(read.resource);
    problems.push(...read.problems);
    settings.push(...readSettings(view));
  }
  return {
    ...emptyFacts(file),
    ...troublesOf(parsed),
    resources,
    settings,
    images: resources.flatMap((resource) =>
      resource.type === 'Workload' ? resource.containers.flatMap(({ image }) => image ?? []) : [],
    ),
    unreadable: problems,
    violations,
    ...(deliveries.length > 0 && { deliveries }),
    ...(parts && { trees: treesOf(objects.filter(isOfWantedKind)) }),
  };
}

/** Whether kustomize's reading of the file asks for an object, too. */
function isOfWantedKind(view: View): boolean {
  const textAt = (key: string): string => view.get(key).text()?.value ?? '';
  return isWanted(textAt('apiVersion'), textAt('kind'));
}
