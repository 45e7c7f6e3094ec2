import type { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { type Closure, closures, type TextOf } from '../../environments/kustomize/closure.ts';
import { projectOf, rootsOf } from '../../environments/kustomize/project.ts';
import type { FileFacts } from '../../facts/facts.ts';
import { readTrees } from '../../facts/read-trees.ts';
import type { Problem } from '../../finding.ts';
import type { Tree } from '../../parse/yaml/tree.ts';
import type { Cache } from './cache.ts';
import { withoutSchemas } from './lean-copy.ts';
import { sideBySide, type Workshop } from './workshop.ts';

/** What kustomize has made of kustomizations, and what it has not. */
export interface RenderedFolders {
  /** By the folder of the kustomization. */
  readonly trees: ReadonlyMap<string, readonly Tree[]>;
  readonly failed: readonly Problem[];
}

export interface RenderRequest {
  readonly files: readonly FileFacts[];
  /** Whether the user asks about a file. */
  readonly isAsked: (file: string) => boolean;
  readonly textOf: TextOf;
  /** The content of a file that was not read as text; nothing where it is not there. */
  readonly bytes: (file: string) => Buffer | undefined;
  /** The absolute path of `kustomize` or `kubectl`. */
  readonly program: string;
  readonly cache?: Cache | undefined;
}

/**
 * Renders each kustomization that no other one references, in a copy of what it is built of. One that holds nothing anyone
 * asks about is left out. One that needs what is not here, such as a remote base, is not tried: kustomize would open a connection.
 */
export async function renderKustomizations(
  request: RenderRequest,
  workshop: Workshop,
): Promise<RenderedFolders> {
  const all = wantedClosures(request).map((closure) => copyOf(closure, request));
  const ready = all.filter(({ missing }) => missing.length === 0);
  for (const copy of ready) writeCopy(copy, LEAN, workshop);
  const outcomes = await sideBySide(ready, (copy) => renderOne(copy, request, workshop));
  const failed = outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []));
  return {
    trees: new Map(
      outcomes.flatMap((outcome) => ('trees' in outcome ? [[outcome.root, outcome.trees]] : [])),
    ),
    failed: distinct([...all.flatMap(({ missing }) => missing.map(needed)), ...failed]),
  };
}

function wantedClosures({ files, isAsked, textOf }: RenderRequest): Closure[] {
  const closureOf = closures(files, textOf);
  const speaking = new Set(files.filter(speaks).map(({ file }) => file));
  return rootsOf(projectOf(files)).flatMap((root) => {
    const closure = closureOf(root);
    if (!closure || closure.isComponent) return [];
    const names = [...closure.texts.keys()];
    const isWanted = names.some(isAsked) && names.some((name) => speaking.has(name));
    return isWanted ? [closure] : [];
  });
}

/** Whether a file has objects that some question asks for, or makes them. */
function speaks({ resources, kustomization }: FileFacts): boolean {
  const { configMaps = [], secrets = [] } = kustomization ?? {};
  return resources.length + configMaps.length + secrets.length > 0;
}

/** What one kustomization is built from. */
interface Copy extends Pick<Closure, 'root' | 'at' | 'missing'> {
  readonly contents: ReadonlyMap<string, string | Buffer>;
}

/** No root is part of another one, so what is added to its file changes no other output. */
function copyOf({ root, at, file, texts, unread, missing }: Closure, request: RenderRequest): Copy {
  const own = texts.get(file) ?? '';
  const told = `${own.trimEnd()}\nbuildMetadata: [originAnnotations]\n`;
  const others = unread.map((each) => ({ ...each, content: request.bytes(each.value) }));
  return {
    root,
    at,
    contents: new Map<string, string | Buffer>([
      ...texts,
      ...others.flatMap(({ value, content }) => (content ? [[value, content] as const] : [])),
      [file, /^buildMetadata:/m.test(own) ? own : told],
    ]),
    missing: [
      ...missing,
      ...others
        .filter(({ content }) => content === undefined)
        .map(({ value, at: place }) => ({ at: place, message: `"${value}" is not here` })),
    ],
  };
}

/** Copies lie side by side as in the project. These have no schemas of custom resources. */
const LEAN = 'copy';
/** For those that cannot be built without. */
const WHOLE = 'whole';

function writeCopy({ contents }: Copy, folder: string, workshop: Workshop): void {
  for (const [path, content] of contents) {
    const isLean = folder === LEAN && typeof content === 'string';
    workshop.write(`${folder}/${path}`, isLean ? withoutSchemas(content) : content);
  }
}

type Outcome =
  | { readonly root: string; readonly trees: readonly Tree[] }
  | { readonly problem: Problem };

async function renderOne(
  copy: Copy,
  { program, cache }: RenderRequest,
  workshop: Workshop,
): Promise<Outcome> {
  const { root, at, contents } = copy;
  const key = cache?.keyOf([root, ...[...contents].sort(byPath).flat()]);
  const known = key === undefined ? undefined : cache?.read(key);
  if (known !== undefined) return { root, trees: treesOf(root, known) };
  const ended = await build(copy, program, workshop);
  if ('failure' in ended) {
    return { problem: { at, message: `kustomize cannot build this: ${ended.failure}` } };
  }
  if (key !== undefined) cache?.write(key, ended.output);
  return { root, trees: treesOf(root, ended.output) };
}

async function build(copy: Copy, program: string, workshop: Workshop): ReturnType<Workshop['run']> {
  const args = basename(program).startsWith('kubectl') ? ['kustomize', '.'] : ['build', '.'];
  const lean = await workshop.run(program, args, `${LEAN}/${copy.root}`);
  const isLean = [...copy.contents.values()].some(
    (content) => typeof content === 'string' && withoutSchemas(content) !== content,
  );
  if ('output' in lean || !isLean) return lean;
  writeCopy(copy, WHOLE, workshop);
  return workshop.run(program, args, `${WHOLE}/${copy.root}`);
}

function treesOf(root: string, output: string): readonly Tree[] {
  return readTrees(`${root}.yaml`, output).documents;
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function needed({ at, message }: Problem): Problem {
  return {
    at,
    message: `${message}: kustomize cannot build what takes it, so that is read from its sources`,
  };
}

function distinct(problems: readonly Problem[]): Problem[] {
  const nameOf = ({ at, message }: Problem): string => `${at.file} ${message}`;
  return [...new Map(problems.toReversed().map((problem) => [nameOf(problem), problem])).values()];
}
