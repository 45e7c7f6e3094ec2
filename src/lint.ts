import {
  describesApplication,
  type Environment,
  isManifest,
  type WholeEnvironment,
} from './environments/environment.ts';
import {
  type ConfiguredEnvironment,
  environmentsOf,
  sharedFiles,
} from './environments/environments.ts';
import type { FileFacts } from './facts/facts.ts';
import type { MeshSettings } from './facts/istio/settings.ts';
import { readingFindings, withoutIgnored } from './file-findings.ts';
import type { Diagnostic, Finding } from './finding.ts';
import { mergeEnvironments } from './merge.ts';
import { readApplications } from './mesh/applications.ts';
import { buildMesh, type MeshInput } from './mesh/build.ts';
import type { Mesh, Targets } from './mesh/mesh.ts';
import { answerSigns, type Signs } from './mesh/signs.ts';
import type { GivenVersions } from './mesh/versions.ts';
import type { OptionValue, OptionValues, Rule } from './rule.ts';
import { chosenSeverity, mayRun, type SeveritySettings } from './severities.ts';
import type { Ignored } from './suppress/apply.ts';

/** How one run judges; what the command line and the configuration say. */
export interface LintSettings extends SeveritySettings {
  readonly istioVersion?: string;
  readonly kubernetesVersion?: string;
  readonly nginxVersion?: string;
  /** Stands for the namespace of objects that name none. */
  readonly namespace?: string;
  /** Judge workloads outside the mesh as if they were about to come in; `auto`: where nothing speaks of a mesh. */
  readonly migrating: 'auto' | 'yes' | 'no';
  /** The files are all there is. */
  readonly complete: boolean;
  /** Options by rule id; those that are not given have the rule's default. */
  readonly options?: ReadonlyMap<string, OptionValues>;
  /** Where versions were given, for messages; absent: by flags. */
  readonly versionsFrom?: GivenVersions['versionsFrom'] | undefined;
  /** Pay no heed to what the files want ignored. */
  readonly noIgnores?: boolean;
}

export interface LintInput {
  readonly files: readonly FileFacts[];
  /** Files that exist in the cluster: read, but not reported on. */
  readonly context: readonly FileFacts[];
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  /** Environments of the configuration. */
  readonly configuredEnvironments?: readonly ConfiguredEnvironment[];
  readonly meshConfig?: MeshSettings;
  /** Settings of the mesh that the configuration states. */
  readonly configured?: MeshSettings;
  /** Which files the user asks about: environments that hold none of them are not judged. Absent: all. */
  readonly isReported?: (file: string) => boolean;
}

export interface LintResult {
  /** Sorted by path, place and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the files want ignored. */
  readonly ignored: readonly Ignored[];
  readonly environments: readonly (Pick<Environment, 'name' | 'from'> & {
    readonly files: number;
  })[];
  readonly targets: Targets;
  readonly migrating: boolean;
  /** Objects read, each counted once. */
  readonly resources: number;
}

/** The whole linter between reading files and writing a report. Pure and synchronous. */
export function lint(input: LintInput, rules: readonly Rule[], settings: LintSettings): LintResult {
  const { environments, all: areAll } = askedAbout(input, settings);
  const signs = answerSigns();
  const projectHasMesh = meshOf(input, settings, wholeOf(input.files, signs)).hasMesh;
  const migrating =
    settings.migrating === 'yes' || (settings.migrating === 'auto' && !projectHasMesh);
  const reported = new Set(input.files.map((file) => file.file));
  const chosen = rules.filter((rule) => mayRun(rule.id, settings));
  const shared = readApplications(
    [...sharedFiles(input.files), ...input.context].filter(describesApplication),
  );
  const found = environments.map(({ name, own: files }) => {
    const more = files.filter(describesApplication);
    const applications = more.length === 0 ? shared : readApplications([...more, ...shared.files]);
    const environment = { name, files, applications, signs, migrating, projectHasMesh };
    const mesh = meshOf(input, settings, environment);
    const diagnostics = chosen.flatMap((rule) => check(rule, mesh, name, settings));
    return {
      environment: name,
      diagnostics: diagnostics.filter(({ at }) => reported.has(at.file)),
    };
  });
  const judged = new Set(environments.flatMap(({ files }) => files));
  const all = [...readingFindings(input.files, settings), ...mergeEnvironments(found)];
  const { kept, ignored } = settings.noIgnores
    ? { kept: all, ignored: [] }
    : withoutIgnored(all, {
        files: input.files,
        settings,
        codes: new Map(rules.map(({ id, codes = [] }) => [id, codes])),
        judged: judgedFiles([...judged], areAll),
      });
  return {
    diagnostics: kept.toSorted(byPlace),
    ignored: ignored.toSorted((a, b) => byPlace(a.diagnostic, b.diagnostic)),
    environments: environments.map(({ name, from, files }) => ({
      name,
      from,
      files: files.length,
    })),
    targets: meshOf(input, settings, wholeOf([...judged], signs)).targets,
    migrating,
    resources: input.files.reduce((count, file) => count + file.resources.length, 0),
  };
}

/** The environments that hold a manifest the user asks about; all, where he asks about none. */
function askedAbout(
  { files, clusters, configuredEnvironments: configured = [], isReported }: LintInput,
  settings: LintSettings,
): { readonly environments: readonly WholeEnvironment[]; readonly all: boolean } {
  const all = environmentsOf(files, { clusters, configured, whole: settings.complete });
  const asked = all.filter((environment) =>
    environment.own.some((file) => isManifest(file) && (isReported?.(file.file) ?? true)),
  );
  const environments = asked.length > 0 ? asked : all;
  return { environments, all: environments.length === all.length };
}

/** Tells the files that all rules have seen in every environment: one that is no manifest belongs to all there are. */
function judgedFiles(judged: readonly FileFacts[], areAll: boolean): (file: string) => boolean {
  const names = new Set(
    judged.filter((file) => areAll || isManifest(file)).map(({ file }) => file),
  );
  return (file) => names.has(file);
}

/** Files as one environment: for what belongs to all of them together. */
function wholeOf(files: readonly FileFacts[], signs: Signs): EnvironmentInput {
  return { name: '.', files, signs, migrating: false, projectHasMesh: false };
}

type EnvironmentInput = Pick<
  MeshInput,
  'name' | 'files' | 'applications' | 'signs' | 'migrating' | 'projectHasMesh'
>;

function meshOf(input: LintInput, settings: LintSettings, environment: EnvironmentInput): Mesh {
  const { istioVersion, kubernetesVersion, nginxVersion, versionsFrom, namespace, complete } =
    settings;
  return buildMesh({
    ...environment,
    context: input.context,
    complete,
    ...(input.meshConfig && { meshConfig: input.meshConfig }),
    ...(input.configured && { configured: input.configured }),
    ...(versionsFrom && { versionsFrom }),
    ...(namespace !== undefined && { defaultNamespace: namespace }),
    ...(istioVersion !== undefined && { istioVersion }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(nginxVersion !== undefined && { nginxVersion }),
  });
}

/** A severity that the user chose for a rule is the most its findings get; rules lower it where they are not sure. */
function check(rule: Rule, mesh: Mesh, environment: string, settings: LintSettings): Diagnostic[] {
  return Array.from(rule.check(mesh, optionsFor(rule, settings))).flatMap(
    (finding: Finding): Diagnostic[] => {
      const chosen = chosenSeverity(rule.id, finding.at.file, settings);
      if (chosen === 'off') return [];
      return [
        {
          ...finding,
          resource: asWritten(finding.resource),
          rule: rule.id,
          severity: chosen ?? finding.severity ?? rule.severity,
          environments: [environment],
        },
      ];
    },
  );
}

function asWritten(resource: Finding['resource']): Diagnostic['resource'] {
  if (!resource) return undefined;
  const { apiVersion, kind, written } = resource;
  const { name, namespace } = written ?? resource;
  return { apiVersion, kind, namespace, name };
}

function optionsFor(rule: Rule, { options }: LintSettings): OptionValues {
  const defaults = Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, option]): [string, OptionValue] => [
      name,
      option.default,
    ]),
  );
  return { ...defaults, ...options?.get(rule.id) };
}

/** The order of reports. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.at.file, b.at.file) ||
    a.at.start - b.at.start ||
    a.at.end - b.at.end ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
