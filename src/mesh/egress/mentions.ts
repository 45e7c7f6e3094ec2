import type { HostMention } from '../../facts/application/host-mention.ts';
import { meaningOf } from '../../facts/application/variable-names.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import type { Confidence } from './caller.ts';
import { dataOf, type UsedData } from './configuration.ts';
import type { ImageSource } from './image-source.ts';

/** A host that the files of a container name as a place to call. */
export interface Mention extends HostMention {
  /** For messages: where it is named, such as `variable API_URL`. */
  readonly what: string;
  readonly confidence: Confidence;
}

/** The hosts that a container's variables, command, configuration and image name. */
export function mentionsOf(
  mesh: Mesh,
  workload: Workload,
  container: Container,
  source: ImageSource | undefined,
): Mention[] {
  return [
    ...container.env.flatMap(({ name, hosts }) =>
      hosts.map((host) => mention(host, `variable ${name}`, 'high')),
    ),
    ...container.commandHosts.map((host) =>
      mention(host, 'its command', host.scheme === undefined ? 'medium' : 'high'),
    ),
    ...dataOf(mesh, workload, container).flatMap(ofData),
    ...(source?.stages ?? []).flatMap((stage) => [
      ...stage.env
        .filter(({ name }) => !container.env.some((variable) => variable.name === name))
        .flatMap(({ name, hosts }) =>
          hosts.map((host) => mention(host, `ENV ${name} of its image`, 'medium')),
        ),
      ...(container.command.length > 0
        ? []
        : stage.commandHosts.map((host) => mention(host, 'the command of its image', 'medium'))),
    ]),
  ];
}

function ofData({ file, source, variable }: UsedData): Mention[] {
  if (variable !== undefined && meaningOf(variable) === 'not-called') return [];
  return file.hosts.map((host) => mention(host, `${source}, key ${file.key.value}`, 'medium'));
}

function mention(host: HostMention, what: string, confidence: Confidence): Mention {
  return { ...host, what, confidence };
}
