import type { View } from '../../parse/yaml/view.ts';
import type { FieldOptions, Kustomization, Replacement, ReplacementTarget } from './layout.ts';
import { readSelector } from './read-patches.ts';

/** `replacements` of a kustomization (kustomize 5, api/types/replacement.go); also the shape of a file that one names. */
interface Model {
  replacements?: ReplacementModel[];
}

interface ReplacementModel {
  path?: string;
  source?: SelectorModel & { fieldPath?: string; options?: OptionsModel };
  targets?: TargetModel[];
}

interface TargetModel {
  select?: SelectorModel;
  reject?: SelectorModel[];
  fieldPaths?: string[];
  options?: OptionsModel;
}

interface SelectorModel {
  group?: string;
  version?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

interface OptionsModel {
  delimiter?: string;
  index?: number;
  create?: boolean;
}

export function readReplacements(root: View): Kustomization['replacements'] {
  return root
    .as<Model>()
    .get('replacements')
    .items()
    .map((item) => {
      const path = item.get('path').text();
      return path ? { path } : readReplacement(item);
    });
}

/** The replacements of a file of their own: one, or a list of them. */
export function readReplacementFile(root: View): Replacement[] {
  const items = root.type === 'list' ? root.as<ReplacementModel[]>().items() : [root];
  return items.map((item) => readReplacement(item.as<ReplacementModel>()));
}

function readReplacement(view: View<ReplacementModel>): Replacement {
  const source = view.get('source');
  return {
    source: {
      ...readSelector(source.as<SelectorModel>()),
      ...readOptions(source.get('options')),
      fieldPath: source.get('fieldPath').text()?.value ?? 'metadata.name',
    },
    targets: view.get('targets').items().map(readTarget),
  };
}

function readTarget(view: View<TargetModel>): ReplacementTarget {
  return {
    select: readSelector(view.get('select')),
    reject: view
      .get('reject')
      .items()
      .map((item) => readSelector(item)),
    fieldPaths: view
      .get('fieldPaths')
      .texts()
      .map(({ value }) => value),
    ...readOptions(view.get('options')),
    create: view.get('options', 'create').boolean()?.value === true,
  };
}

function readOptions(view: View<OptionsModel>): FieldOptions {
  const delimiter = view.get('delimiter').text()?.value;
  const index = view.get('index').number()?.value ?? 0;
  return { ...(delimiter !== undefined && { delimiter }), index };
}
