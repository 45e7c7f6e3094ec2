import { dirname, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { matchesAny } from '../config/glob.ts';
import type { Problem } from '../finding.ts';
import type { LintSettings } from '../lint.ts';
import type { ProjectFacts } from '../meshes.ts';
import { findConfiguration } from '../project/configuration-file.ts';
import { readNamed } from '../project/named-file.ts';
import { reportPath, withSlashes } from '../project/paths.ts';
import { absolute, UsageError } from '../project/scope.ts';
import { repositoryPath } from '../report/places/repository-path.ts';
import type { OptionValue, OptionValues, Rule } from '../rule.ts';
import { positions } from '../text.ts';
import type { Asked } from './asked.ts';

/** A configuration, the folder that its paths are relative to, and the one of the run (absolute, with `/`). */
export interface Configured {
  readonly configuration: Configuration;
  readonly folder: string;
  readonly currentDirectory: string;
}

/** Where the configuration of a run is (absolute, with `/`): the one that is named, else the nearest one. */
export function configurationPath(
  currentDirectory: string,
  paths: readonly string[],
  named: string | false | undefined,
): string | undefined {
  if (named === false) return undefined;
  return named === undefined
    ? findConfiguration(currentDirectory, paths)
    : absolute(currentDirectory, named);
}

/** Reads the configuration that a run has. Throws a `UsageError` that tells all that is wrong with it, with the places. */
export async function configurationFor(
  currentDirectory: string,
  paths: readonly string[],
  named: string | false | undefined,
): Promise<Configured | undefined> {
  const path = configurationPath(currentDirectory, paths, named);
  if (path === undefined) return undefined;
  const text = readNamed(currentDirectory, named || reportPath(currentDirectory, path)) ?? '';
  const read = await readConfigured(currentDirectory, path, text);
  if ('problems' in read) throw new UsageError(told(read.problems, text));
  return read;
}

/** The configuration in a text, or what is wrong with it. `path` is absolute, with `/`. */
export async function readConfigured(
  currentDirectory: string,
  path: string,
  text: string,
): Promise<Configured | { readonly problems: readonly Problem[] }> {
  const { readConfiguration } = await import('../config/read-configuration.ts');
  const file = reportPath(currentDirectory, path);
  let read = readConfiguration(file, text);
  if ('problems' in read) {
    const { secondOpinion } = await import('../parse/yaml/second-opinion.ts');
    read = readConfiguration(file, text, secondOpinion);
  }
  if ('problems' in read) return read;
  return {
    configuration: read.configuration,
    folder: withSlashes(dirname(path)),
    currentDirectory: withSlashes(currentDirectory),
  };
}

function told(problems: readonly Problem[], text: string): string {
  const place = positions(text);
  return problems
    .map(({ at, message }) => {
      const { line, column } = place(at.start);
      return `${at.file}:${line}:${column}: ${message}`;
    })
    .join('\n');
}

/** What was asked for with what the configuration says where that is silent, else with the defaults. */
export function withConfiguration<Given extends Asked>(
  given: Given,
  configured?: Configured,
): Given & Required<Pick<Asked, 'migrating' | 'failOn'>> {
  const { folder = '', currentDirectory = '', configuration } = configured ?? {};
  const { istioVersion, kubernetesVersion, nginxVersion, namespace } = configuration ?? {};
  const baseline = configuration?.baseline;
  return {
    ...(istioVersion !== undefined && { istioVersion }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(nginxVersion !== undefined && { nginxVersion }),
    ...(namespace !== undefined && { namespace }),
    ...(baseline !== undefined && {
      baseline: reportPath(currentDirectory, resolve(folder, baseline)),
    }),
    ...given,
    migrating: given.migrating ?? configuration?.migrating ?? 'auto',
    failOn: given.failOn ?? configuration?.failOn ?? 'warning',
    context: [
      ...(configuration?.context ?? []).map((path) => resolve(folder, path)),
      ...given.context,
    ],
  };
}

/** What the configuration adds to the settings of a run that flags cannot say. */
export function configuredSettings(
  configured: Configured,
  given: Asked,
  rules: readonly Rule[],
): Pick<LintSettings, 'severities' | 'overrides' | 'options' | 'versionsFrom'> {
  const { configuration } = configured;
  const byFlag = new Set(given.rule.map(({ id }) => id));
  const inFolder = pathIn(configured);
  return {
    severities: configuration.severities,
    overrides: configuration.overrides.map(({ paths, severities }) => ({
      applies: (file) => matchesAny(paths, inFolder(file)),
      severities: new Map([...severities].filter(([id]) => !byFlag.has(id))),
    })),
    options: optionsOf(configuration, rules),
    versionsFrom: {
      ...(given.istioVersion === undefined && { istio: `versions in ${configuration.file}:` }),
      ...(given.kubernetesVersion === undefined && {
        kubernetes: `versions in ${configuration.file}:`,
      }),
      ...(given.nginxVersion === undefined && { nginx: `versions in ${configuration.file}:` }),
    },
  };
}

/** What the configuration adds to the input of a run. */
export function configuredInput(
  configured: Configured,
): Pick<ProjectFacts, 'configured' | 'configuredEnvironments'> {
  const { configuration } = configured;
  const inFolder = pathIn(configured);
  return {
    ...(configuration.mesh && { configured: configuration.mesh }),
    configuredEnvironments: configuration.environments.map(({ name, paths }) => ({
      name,
      includes: (path) => matchesAny(paths, inFolder(path)),
    })),
  };
}

/** Which files the configuration excludes, or `other` does; `undefined` where none are. */
export function excludedBy(
  configured: Configured | undefined,
  other?: (file: string) => boolean,
): { readonly isExcluded?: (file: string) => boolean } {
  const { exclude = [] } = configured?.configuration ?? {};
  if (!configured || exclude.length === 0) return other ? { isExcluded: other } : {};
  const inFolder = pathIn(configured);
  return { isExcluded: (file) => matchesAny(exclude, inFolder(file)) || other?.(file) === true };
}

/** Turns the name of a file in reports into a path from the configuration's folder. */
function pathIn({ currentDirectory, folder }: Configured): (file: string) => string {
  const location = { currentDirectory, root: folder };
  return (file) => repositoryPath(file, location);
}

/** Rules that have a list of hosts they do not speak of get the known ones too. */
function optionsOf(
  { options, hosts }: Configuration,
  rules: readonly Rule[],
): ReadonlyMap<string, OptionValues> {
  if (hosts.length === 0) return options;
  const all = new Map(options);
  for (const rule of rules) {
    const own: OptionValue | undefined =
      options.get(rule.id)?.ignoreHosts ?? rule.options?.ignoreHosts?.default;
    if (!Array.isArray(own)) continue;
    all.set(rule.id, { ...options.get(rule.id), ignoreHosts: [...own, ...hosts] });
  }
  return all;
}
