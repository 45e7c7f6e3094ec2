import {
  type Environment,
  filesOfAll,
  isManifest,
  type WholeEnvironment,
} from './environments/environment.ts';
import { readingFindings, withoutIgnored } from './file-findings.ts';
import type { Diagnostic, Finding } from './finding.ts';
import {
  forgetOthers,
  type Grounds,
  type Memory,
  newMemory,
  recall,
  remember,
  sameGrounds,
} from './memory.ts';
import { type EnvironmentFindings, mergeEnvironments } from './merge.ts';
import type { Mesh, Targets } from './mesh/mesh.ts';
import { once } from './mesh/once.ts';
import { type Assumptions, type Meshes, meshesOf, type ProjectFacts } from './meshes.ts';
import type { OptionValue, OptionValues, Rule } from './rule.ts';
import { chosenSeverity, mayRun, type SeveritySettings } from './severities.ts';
import type { Ignored } from './suppress/apply.ts';

/** How one run judges; what the command line and the configuration say. */
export interface LintSettings extends Assumptions, SeveritySettings {
  /** Options by rule id; those that are not given have the rule's default. */
  readonly options?: ReadonlyMap<string, OptionValues>;
  /** Pay no heed to what the files want ignored. */
  readonly noIgnores?: boolean;
}

export interface LintResult {
  /** Sorted by path, place and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the files want ignored. */
  readonly ignored: readonly Ignored[];
  readonly environments: readonly (Pick<Environment, 'name' | 'from' | 'rendered'> & {
    readonly files: number;
  })[];
  readonly targets: Targets;
  readonly migrating: boolean;
  /** Objects read, each counted once. */
  readonly resources: number;
}

/** The whole linter between reading files and writing a report. Pure and synchronous. */
export function lint(
  input: ProjectFacts,
  rules: readonly Rule[],
  settings: LintSettings,
): LintResult {
  const run = lintInSteps(input, rules, settings, newMemory());
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in steps, one for each rule in each environment, between which the caller may do other things or give up. What
 * an earlier run has left in the memory is used where it holds.
 */
export function* lintInSteps(
  input: ProjectFacts,
  rules: readonly Rule[],
  settings: LintSettings,
  memory: Memory,
): Generator<undefined, LintResult> {
  const meshes = meshesOf(input, settings, memory.workedOut);
  const { environments, areAll, migrating, targets } = meshes;
  const reported = new Set(input.files.map((file) => file.file));
  if (input.meshNetworks) reported.add(input.meshNetworks.source);
  const grounds = sameGrounds(memory, groundsOf(input, rules, settings, meshes));
  const wanted = rules
    .filter(({ id }) => mayRun(id, settings))
    .map((rule) => ready(rule, settings));
  const found: EnvironmentFindings[] = [];
  for (const environment of environments) {
    let diagnostics = recall(memory, environment, grounds);
    if (!diagnostics) {
      diagnostics = yield* judge(meshes.meshOf(environment), wanted, settings);
      remember(memory, environment, grounds, diagnostics);
    }
    const shown = diagnostics.filter(({ at }) => reported.has(at.file));
    found.push({ environment: environment.name, diagnostics: shown });
  }
  forgetOthers(memory, environments);
  const all = [
    ...readingFindings(input.files, input.unrendered ?? [], settings),
    ...mergeEnvironments(found),
  ];
  const { kept, ignored } = settings.noIgnores
    ? { kept: all, ignored: [] }
    : withoutIgnored(all, {
        files: input.files,
        settings,
        rules: rules.map(({ id }) => id),
        judged: judgedFiles(environments, areAll),
      });
  return {
    diagnostics: kept.toSorted(byPlace),
    ignored: ignored.toSorted((a, b) => byPlace(a.diagnostic, b.diagnostic)),
    environments: environments.map(({ name, from, own, shared, rendered }) => ({
      name,
      from,
      files: own.length + shared.length,
      ...(rendered && { rendered }),
    })),
    get targets() {
      return targets();
    },
    migrating,
    resources: input.files.reduce((count, file) => count + file.resources.length, 0),
  };
}

/** What the findings of every environment rest on. */
function groundsOf(
  { context, meshConfig, meshNetworks, configured }: ProjectFacts,
  rules: readonly Rule[],
  settings: LintSettings,
  { migrating, projectHasMesh, shared, declared, clusters }: Meshes,
): Grounds {
  const fixed = [
    ...[rules, settings, context, meshConfig, meshNetworks, configured, migrating, projectHasMesh],
    declared.signature(),
  ];
  return { fixed, shared: [...shared, ...clusters.flatMap(({ own }) => own)] };
}

/** A rule with the options of this run. */
interface ReadyRule {
  readonly rule: Rule;
  readonly options: OptionValues;
}

function ready(rule: Rule, { options }: LintSettings): ReadyRule {
  const defaults = Object.entries(rule.options ?? {}).map(
    ([name, option]): [string, OptionValue] => [name, option.default],
  );
  return { rule, options: { ...Object.fromEntries(defaults), ...options?.get(rule.id) } };
}

/** What the rules find in one mesh. */
function* judge(
  mesh: Mesh,
  rules: readonly ReadyRule[],
  settings: LintSettings,
): Generator<undefined, Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { rule, options } of rules) {
    for (const finding of rule.check(mesh, options)) {
      const diagnostic = diagnosticOf(finding, rule, mesh, settings);
      if (diagnostic) found.push(diagnostic);
    }
    yield;
  }
  return found;
}

/** Tells the files that all rules have seen in every environment: one that is no manifest belongs to all there are. */
function judgedFiles(
  judged: readonly WholeEnvironment[],
  areAll: boolean,
): (file: string) => boolean {
  const names = once(() => {
    const files = [...filesOfAll(judged)].filter((file) => areAll || isManifest(file));
    return new Set(files.map(({ file }) => file));
  });
  return (file) => names().has(file);
}

/** A severity that the user chose for a rule is the most its findings get; rules lower it where they are not sure. */
function diagnosticOf(
  finding: Finding,
  rule: Rule,
  mesh: Mesh,
  settings: LintSettings,
): Diagnostic | undefined {
  const chosen = chosenSeverity(rule.id, finding.at.file, settings);
  if (chosen === 'off') return undefined;
  return {
    ...finding,
    fix: isWritten(finding.fix) ? finding.fix : undefined,
    resource: asWritten(finding.resource),
    rule: rule.id,
    severity: chosen ?? finding.severity ?? rule.severity,
    environments: [mesh.name],
    codes: finding.codes ?? rule.codes ?? [],
  };
}

/**
 * Whether a fix changes only what is written where it edits: of a value that kustomize makes nothing else can be said. Edits that
 * name a path look for the object at their place, and for its kind.
 */
function isWritten(fix: Finding['fix']): boolean {
  const isByPath = (edit: NonNullable<Finding['fix']>['edits'][number]): boolean =>
    'kind' in edit && (edit.kind === 'set' || edit.kind === 'append');
  return fix?.edits.every((edit) => isByPath(edit) || !edit.at.made) ?? true;
}

function asWritten(resource: Finding['resource']): Diagnostic['resource'] {
  if (!resource) return undefined;
  const { apiVersion, kind, written } = resource;
  const { name, namespace } = written ?? resource;
  return { apiVersion, kind, namespace, name };
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
