import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import type { Generator, ImageChange, Kustomization, LabelChange } from './layout.ts';
import { readPatches } from './read-patches.ts';
import { readReplacements } from './read-replacements.ts';

/** kustomize.config.k8s.io/v1beta1 Kustomization and v1alpha1 Component, with the old fields (kustomize 5). */
interface Model {
  kind?: string;
  resources?: string[];
  bases?: string[];
  components?: string[];
  namespace?: string;
  namePrefix?: string;
  nameSuffix?: string;
  commonLabels?: { [key: string]: string };
  labels?: LabelsModel[];
  commonAnnotations?: { [key: string]: string };
  images?: ImageModel[];
  configMapGenerator?: GeneratorModel[];
  secretGenerator?: GeneratorModel[];
  configurations?: string[];
  crds?: string[];
  generators?: string[];
  transformers?: string[];
  validators?: string[];
  openapi?: { path?: string };
}

interface LabelsModel {
  pairs?: { [key: string]: string };
  includeSelectors?: boolean;
  includeTemplates?: boolean;
}

interface ImageModel {
  name?: string;
  newName?: string;
  newTag?: string;
  digest?: string;
}

interface GeneratorModel {
  name?: string;
  namespace?: string;
  behavior?: string;
  type?: string;
  files?: string[];
  literals?: string[];
  envs?: string[];
  env?: string;
}

/** Keys of charts that kustomize would let Helm render. */
const CHARTS = new Set(['helmChartInflationGenerator', 'helmCharts']);

/** Whether a file name is one that kustomize looks for. */
export function isKustomizationPath(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

export function readKustomization(root: View): Kustomization {
  const view = root.as<Model>();
  const namespace = view.get('namespace').text();
  const schema = view.get('openapi', 'path').text();
  return {
    at: root.at,
    isComponent: view.get('kind').text()?.value === 'Component',
    resources: [...view.get('resources').texts(), ...view.get('bases').texts()],
    components: view.get('components').texts(),
    patches: readPatches(root),
    ...(namespace && { namespace }),
    namePrefix: view.get('namePrefix').text()?.value ?? '',
    nameSuffix: view.get('nameSuffix').text()?.value ?? '',
    labels: readLabels(view),
    annotations: view.get('commonAnnotations').pairs(),
    images: view.get('images').items().flatMap(readImage),
    configMaps: view.get('configMapGenerator').items().flatMap(readGenerator),
    secrets: view.get('secretGenerator').items().flatMap(readGenerator),
    replacements: readReplacements(root),
    settings: [
      ...view.get('configurations').texts(),
      ...view.get('crds').texts(),
      ...(schema ? [schema] : []),
      ...[...view.get('generators').texts(), ...view.get('transformers').texts()].filter(isPath),
      ...view.get('validators').texts().filter(isPath),
    ],
    charts: root.entries().flatMap(({ key }) => (CHARTS.has(key.value) ? [key] : [])),
  };
}

/** Not a text that is written in the kustomization itself. */
function isPath({ value }: Located<string>): boolean {
  return !value.includes('\n');
}

/** `commonLabels` go everywhere; of `labels` each says how far. */
function readLabels(view: View<Model>): LabelChange[] {
  const common = view.get('commonLabels').pairs();
  const others = view
    .get('labels')
    .items()
    .map((item): LabelChange => {
      const selectors = item.get('includeSelectors').boolean()?.value === true;
      const templates = selectors || item.get('includeTemplates').boolean()?.value === true;
      return { pairs: item.get('pairs').pairs(), selectors, templates };
    });
  const all = common.length > 0 ? [{ pairs: common, selectors: true, templates: true }] : [];
  return [...others, ...all];
}

function readImage(view: View<ImageModel>): ImageChange[] {
  const name = view.get('name').text()?.value;
  if (name === undefined) return [];
  const newName = view.get('newName').text();
  const newTag = view.get('newTag').text();
  const digest = view.get('digest').text();
  return [
    { name, ...(newName && { newName }), ...(newTag && { newTag }), ...(digest && { digest }) },
  ];
}

function readGenerator(view: View<GeneratorModel>): Generator[] {
  const name = view.get('name').text();
  if (!name) return [];
  const namespace = view.get('namespace').text();
  const type = view.get('type').text();
  const env = view.get('env').text();
  const behavior = view.get('behavior').text()?.value;
  return [
    {
      name,
      ...(namespace && { namespace }),
      behavior: behavior === 'merge' || behavior === 'replace' ? behavior : 'create',
      ...(type && { type }),
      literals: view.get('literals').texts(),
      files: view.get('files').texts(),
      envs: [...view.get('envs').texts(), ...(env ? [env] : [])],
    },
  ];
}
