import {
  providersOfCommand,
  providersOfDependency,
  providersOfImage,
  providersOfVariable,
  withNeeds,
} from '../../facts/application/known-hosts/find-providers.ts';
import type { Provider } from '../../facts/application/known-hosts/provider.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated, type Located, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { dataOf } from './configuration.ts';
import type { ImageSource } from './image-source.ts';

/** A provider that a container uses, and what shows it. */
export interface UsedProvider {
  readonly provider: Provider;
  readonly at: Span;
  /** For messages, such as `google-cloud-storage in requirements.txt`. */
  readonly what: string;
}

/**
 * The known providers that a container uses, and what these need: by direct dependencies of its image, its image, its
 * commands, its variables. Left out are those whose place the container's variables, flags or files change.
 */
export function usedProviders(
  mesh: Mesh,
  workload: Workload,
  container: Container,
  source: ImageSource | undefined,
): UsedProvider[] {
  const found = [
    ...(source?.dependencies ?? []).flatMap((dependency) =>
      providersOfDependency(dependency).map((provider) => ({
        provider,
        at: dependency.name.at,
        what: `${dependency.name.value} in ${fileName(dependency.name.at.file)}`,
      })),
    ),
    ...ofImage(container),
    ...ofVariables(container),
    ...ofCommand(container.command, 'its command'),
    ...(container.command.length > 0
      ? []
      : (source?.stages ?? []).flatMap(({ command }) =>
          ofCommand(command, 'the command of its image'),
        )),
  ];
  const elsewhere = overrides(mesh, workload, container, source);
  return found
    .filter(({ provider }) => !isElsewhere(provider, elsewhere))
    .flatMap((use) =>
      withNeeds(use.provider)
        .filter((provider) => !isElsewhere(provider, elsewhere))
        .map((provider) => ({ ...use, provider })),
    );
}

function isElsewhere({ overriddenBy = [] }: Provider, names: ReadonlySet<string>): boolean {
  return overriddenBy.some((name) => names.has(name));
}

function fileName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function ofImage({ image }: Container): UsedProvider[] {
  if (image === undefined || isTemplated(image.value.replace(/:[^/]*$/, ''))) return [];
  return providersOfImage(image.value).map((provider) => ({
    provider,
    at: image.at,
    what: `image ${image.value}`,
  }));
}

function ofVariables({ env }: Container): UsedProvider[] {
  return env.flatMap(({ name, at }) =>
    providersOfVariable(name).map((provider) => ({ provider, at, what: `variable ${name}` })),
  );
}

function ofCommand(words: readonly Located<string>[], where: string): UsedProvider[] {
  const starts: number[] = [];
  let text = '';
  for (const { value } of words) {
    starts.push(text.length);
    text += `${value} `;
  }
  return providersOfCommand(text).flatMap(({ provider, command, index }) => {
    const word = words[starts.findLastIndex((start) => start <= index)];
    return word ? [{ provider, at: word.at, what: `\`${command}\` in ${where}` }] : [];
  });
}

/** Names of variables, flags and configuration files that are there. */
function overrides(
  mesh: Mesh,
  workload: Workload,
  container: Container,
  source: ImageSource | undefined,
): ReadonlySet<string> {
  return new Set([
    ...container.env.map(({ name }) => name),
    ...(source?.stages ?? []).flatMap(({ env }) => env.map(({ name }) => name)),
    ...dataOf(mesh, workload, container).map(({ file }) => file.key.value),
    ...container.command.flatMap(({ value }) => value.match(/(?<=^|\s)--?[a-z][\w-]*/g) ?? []),
  ]);
}
