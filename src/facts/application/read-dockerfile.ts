import {
  type DockerInstruction,
  type Piece,
  parseDockerfile,
  type Word,
} from '../../parse/dockerfile.ts';
import type { Located } from '../../text.ts';
import type { Dockerfile, DockerStage } from './dockerfile.ts';
import { hostsInCommand, hostsInVariable } from './hosts-in-text.ts';
import { type WrittenFile, writtenFiles } from './written-files.ts';

export type { WrittenFile } from './written-files.ts';

/** Whether a file of this name is a Dockerfile: `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, `Containerfile`. */
export function isDockerfilePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:docker|container)file(?:[._-].*)?$/i.test(name) || /\.dockerfile$/i.test(name);
}

/**
 * What a Dockerfile tells: its stages, and the files whose text it writes itself. A broken one gives the instructions
 * that can be read; a text that is no Dockerfile has no stages.
 */
export function readDockerfile(
  file: string,
  text: string,
): { readonly dockerfile: Dockerfile; readonly writtenFiles: readonly WrittenFile[] } {
  const instructions = parseDockerfile(text);
  const reader: Reader = { file, text, variables: new Map() };
  const stages: DockerStage[] = [];
  for (const group of groupedByStage(instructions, reader)) stages.push(stageOf(group, reader));
  return { dockerfile: { stages }, writtenFiles: writtenFiles(text, instructions) };
}

interface Reader {
  readonly file: string;
  readonly text: string;
  /** Defaults of ARG before the first FROM. */
  readonly variables: Map<string, string>;
}

type Group = readonly [from: DockerInstruction, ...rest: DockerInstruction[]];

function groupedByStage(instructions: readonly DockerInstruction[], reader: Reader): Group[] {
  const groups: [DockerInstruction, ...DockerInstruction[]][] = [];
  for (const instruction of instructions) {
    const group = groups.at(-1);
    if (instruction.keyword === 'FROM') groups.push([instruction]);
    else if (group) group.push(instruction);
    else if (instruction.keyword === 'ARG') {
      for (const { name, value } of instruction.properties) {
        if (value) reader.variables.set(name, value.value);
      }
    }
  }
  return groups;
}

function stageOf([from, ...rest]: Group, reader: Reader): DockerStage {
  const at = (piece: Piece) => ({ file: reader.file, start: piece.start, end: piece.end });
  const located = ({ value, start, end }: Word): Located<string> => ({
    value,
    at: at({ start, end }),
  });
  const image = from.words[0] ?? { value: '', start: from.start, end: from.end };
  const command = commandOf(rest).map(located);
  return {
    at: at(from),
    image: located({ ...image, value: expanded(image.value, reader.variables) }),
    ...(from.stage !== undefined && { name: from.stage }),
    copies: rest.filter(isCopy).map((copy) => ({
      sources: (copy.json ?? copy.words).slice(0, -1).map(({ value }) => value),
      destination: (copy.json ?? copy.words).at(-1)?.value ?? '',
      ...(copy.from !== undefined && { from: copy.from }),
      at: at(copy),
    })),
    runs: rest
      .filter(({ keyword }) => keyword === 'RUN')
      .map(({ arguments: { start, end } }) =>
        located({ value: reader.text.slice(start, end), start, end }),
      ),
    env: rest
      .filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ properties }) =>
        properties.flatMap(({ name, value }) =>
          value
            ? [{ name, value: located(value), hosts: hostsInVariable(name, located(value)) }]
            : [],
        ),
      ),
    command,
    commandHosts: hostsInCommand(command),
  };
}

function isCopy({ keyword }: DockerInstruction): boolean {
  return keyword === 'COPY' || keyword === 'ADD';
}

/** The last ENTRYPOINT and the last CMD count; the form without brackets is one text for the shell. */
function commandOf(instructions: readonly DockerInstruction[]): readonly Word[] {
  return ['ENTRYPOINT', 'CMD'].flatMap((keyword) => {
    const last = instructions.findLast((instruction) => instruction.keyword === keyword);
    if (last === undefined) return [];
    return last.json ?? last.words;
  });
}

/** Fills in `$X`, `${X}` and `${X:-default}`; what is not known stays as it is. */
function expanded(value: string, variables: ReadonlyMap<string, string>): string {
  return value.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]{0,200}))?\})/g,
    (written: string, plain?: string, braced?: string, fallback?: string) =>
      variables.get(plain ?? braced ?? '') ?? fallback ?? written,
  );
}
