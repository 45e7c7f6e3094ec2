import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import type { Kustomization } from './layout.ts';
import { readPatches } from './read-patches.ts';

/** kustomize.config.k8s.io/v1beta1 Kustomization and v1alpha1 Component, with the old fields (kustomize 5). */
interface Model {
  resources?: string[];
  bases?: string[];
  components?: string[];
  namespace?: string;
  namePrefix?: string;
  nameSuffix?: string;
  commonLabels?: { [key: string]: string };
  labels?: LabelsModel[];
  commonAnnotations?: { [key: string]: string };
  images?: { name?: string; newName?: string; newTag?: string }[];
  configMapGenerator?: GeneratorModel[];
  secretGenerator?: GeneratorModel[];
  helmCharts?: unknown[];
  helmChartInflationGenerator?: unknown[];
  generators?: string[];
}

interface LabelsModel {
  pairs?: { [key: string]: string };
  includeSelectors?: boolean;
  includeTemplates?: boolean;
}

interface GeneratorModel {
  name?: string;
  type?: string;
  files?: string[];
  literals?: string[];
}

/** Whether a file name is one that kustomize looks for. */
export function isKustomizationPath(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** `text` is the file's whole text, of which patches may be a part. */
export function readKustomization(root: View, text: string): Kustomization {
  const view = root.as<Model>();
  const namespace = view.get('namespace').text()?.value;
  return {
    at: root.at,
    resources: [...view.get('resources').texts(), ...view.get('bases').texts()],
    components: view.get('components').texts(),
    patches: readPatches(root, text),
    ...(namespace !== undefined && { namespace }),
    namePrefix: view.get('namePrefix').text()?.value ?? '',
    nameSuffix: view.get('nameSuffix').text()?.value ?? '',
    podLabels: [
      ...view.get('commonLabels').pairs(),
      ...view.get('labels').items().flatMap(readPodLabels),
    ],
    annotations: view.get('commonAnnotations').pairs(),
    images: view
      .get('images')
      .items()
      .flatMap((image) => readImage(image)),
    configMaps: view.get('configMapGenerator').items().flatMap(readConfigMap),
    secrets: view.get('secretGenerator').items().flatMap(readSecret),
    generates: (['helmCharts', 'helmChartInflationGenerator', 'generators'] as const).some(
      (key) => view.get(key).exists,
    ),
  };
}

function readPodLabels(view: View<LabelsModel>): Kustomization['podLabels'] {
  const included = [view.get('includeSelectors'), view.get('includeTemplates')].some(
    (flag) => flag.boolean()?.value === true,
  );
  return included ? view.get('pairs').pairs() : [];
}

function readImage(view: View<NonNullable<Model['images']>[number]>): Kustomization['images'] {
  const name = view.get('name').text()?.value;
  const newName = view.get('newName').text()?.value;
  const newTag = view.get('newTag').text()?.value;
  if (name === undefined) return [];
  return [
    { name, ...(newName !== undefined && { newName }), ...(newTag !== undefined && { newTag }) },
  ];
}

function readConfigMap(view: View<GeneratorModel>): Kustomization['configMaps'] {
  const name = view.get('name').text();
  if (!name) return [];
  return [{ name: name.value, at: name.at, files: view.get('files').texts().map(keyAndPath) }];
}

function readSecret(view: View<GeneratorModel>): Kustomization['secrets'] {
  const name = view.get('name').text();
  if (!name) return [];
  const literals = view.get('literals').texts();
  return [
    {
      name: name.value,
      at: name.at,
      secretType: view.get('type').text()?.value ?? 'Opaque',
      keys: [
        ...view
          .get('files')
          .texts()
          .map((file) => keyAndPath(file).key),
        ...literals.map((literal) => literal.value.split('=')[0] ?? ''),
      ],
    },
  ];
}

/** `key=path`, or a path whose last part is the key. */
function keyAndPath({ value }: Located<string>): { key: string; path: string } {
  const equals = value.indexOf('=');
  if (equals !== -1) return { key: value.slice(0, equals), path: value.slice(equals + 1) };
  return { key: value.slice(value.lastIndexOf('/') + 1), path: value };
}
