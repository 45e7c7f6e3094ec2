import type { Problem, Severity } from '../finding.ts';
import { parseOne, type YamlFile } from '../parse/yaml/documents.ts';
import type { SecondOpinion } from '../parse/yaml/read-piece.ts';
import type { View } from '../parse/yaml/view.ts';
import type { OptionValue, OptionValues } from '../rule.ts';
import type { Configuration, Severities } from './configuration.ts';
import { problemsOf } from './problems.ts';
import { readMesh } from './read-mesh.ts';

/** The configuration, or what is wrong with it, in the order it is written. */
export type ReadConfiguration =
  | { readonly configuration: Configuration }
  | { readonly problems: readonly Problem[] };

/** Reads `meshlint.yaml` or `meshlint.json`. Pure and total; nothing of it is ever executed. */
export function readConfiguration(
  file: string,
  text: string,
  secondOpinion?: SecondOpinion,
): ReadConfiguration {
  const parsed = parseOne(file, text, secondOpinion);
  const problems = [...parsed.problems, ...parsed.duplicateKeys, ...structureOf(parsed)];
  if (problems.length > 0) return { problems };
  const [document] = parsed.documents;
  if (!document) return { configuration: empty(file) };
  const wrong = problemsOf(document.root);
  return wrong.length > 0
    ? { problems: wrong }
    : { configuration: configurationOf(file, document.root) };
}

function structureOf({ documents, templated }: YamlFile): Problem[] {
  const message = 'A configuration is one document, and no template';
  return [...documents.slice(1).map(({ at }) => at), ...templated].map(({ file, start }) => ({
    at: { file, start, end: start + 1 },
    message,
  }));
}

function empty(file: string): Configuration {
  return {
    file,
    environments: [],
    context: [],
    hosts: [],
    exclude: [],
    severities: new Map(),
    options: new Map(),
    overrides: [],
  };
}

function configurationOf(file: string, root: View): Configuration {
  const version = (name: string): string | undefined =>
    root.get('versions', name).text()?.value.replace(/^v/, '');
  const istioVersion = version('istio');
  const kubernetesVersion = version('kubernetes');
  const nginxVersion = version('nginx');
  const namespace = root.get('namespace').text()?.value;
  const migrating = migratingOf(root.get('migrating').text()?.value);
  const mesh = readMesh(root.get('mesh'));
  const baseline = root.get('baseline').text()?.value;
  const failOn = failOnOf(root.get('failOn').text()?.value);
  return {
    ...empty(file),
    ...(istioVersion !== undefined && { istioVersion }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(nginxVersion !== undefined && { nginxVersion }),
    ...(namespace !== undefined && { namespace }),
    ...(migrating !== undefined && { migrating }),
    ...(mesh && { mesh }),
    ...(baseline !== undefined && { baseline }),
    ...(failOn && { failOn }),
    environments: root
      .get('environments')
      .items()
      .map((each) => ({
        name: each.get('name').text()?.value ?? '',
        paths: textsOf(each.get('paths')),
      })),
    context: textsOf(root.get('context')),
    hosts: textsOf(root.get('hosts')),
    exclude: textsOf(root.get('exclude')),
    severities: severitiesOf(root.get('rules')),
    options: optionsOf(root.get('rules')),
    overrides: root
      .get('overrides')
      .items()
      .map((each) => ({
        paths: textsOf(each.get('paths')),
        severities: severitiesOf(each.get('rules')),
      })),
  };
}

function textsOf(view: View): string[] {
  return view.texts().map(({ value }) => value);
}

/** YAML has many words for a boolean. */
function migratingOf(text: string | undefined): Configuration['migrating'] {
  if (text === undefined || text === 'auto') return text;
  return /^(?:yes|true)$/i.test(text) ? 'yes' : 'no';
}

const FAIL_ON = ['info', 'warning', 'error', 'never'] as const;

function failOnOf(text: string | undefined): Configuration['failOn'] {
  return FAIL_ON.find((each) => each === text);
}

const SEVERITIES = ['off', 'info', 'warning', 'error'] as const;

function severityOf(view: View): Severity | 'off' | undefined {
  const { value } = view.text() ?? view.get('severity').text() ?? {};
  return SEVERITIES.find((each) => each === value);
}

function severitiesOf(view: View): Severities {
  return new Map(
    view.entries().flatMap(({ key, value }): [string, Severity | 'off'][] => {
      const severity = severityOf(value);
      return severity ? [[key.value, severity]] : [];
    }),
  );
}

function optionsOf(view: View): ReadonlyMap<string, OptionValues> {
  return new Map(
    view.entries().flatMap(({ key, value }): [string, OptionValues][] => {
      const options = value.entries().filter((option) => option.key.value !== 'severity');
      if (options.length === 0) return [];
      const values = options.map((option): [string, OptionValue] => [
        option.key.value,
        optionOf(option.value),
      ]);
      return [[key.value, Object.fromEntries(values)]];
    }),
  );
}

function optionOf(view: View): OptionValue {
  if (view.type === 'list') return textsOf(view);
  return view.boolean()?.value ?? view.number()?.value ?? view.text()?.value ?? '';
}
