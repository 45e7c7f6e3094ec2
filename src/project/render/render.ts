import type { Buffer } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { Rendered } from '../../environments/rendered.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { Problem } from '../../finding.ts';
import { isWithin, withSlashes } from '../paths.ts';
import { LARGEST_FILE, type ReadText } from '../read-text.ts';
import { absolute } from '../scope.ts';
import { type Cache, cacheIn } from './cache.ts';
import { findProgram } from './find-program.ts';
import { renderCharts } from './helm.ts';
import { renderKustomizations } from './kustomize.ts';
import { inWorkshop } from './workshop.ts';

export interface RenderInput {
  readonly files: readonly FileFacts[];
  readonly isReported: (file: string) => boolean;
  readonly currentDirectory: string;
  readonly text: (file: string) => ReadText;
  /** The folders in which programs are looked for, as `PATH` names them. */
  readonly path: string;
  /** Where output is kept from run to run (absolute); absent: nowhere. */
  readonly cache?: string | undefined;
}

/** What programs have made of the project's sources, and where they could not. */
export interface Rendering {
  readonly rendered: Rendered;
  readonly unrendered: readonly Problem[];
}

/**
 * Renders what programs that are installed can render: kustomizations with `kustomize` or `kubectl`, charts with `helm`. Nothing
 * where there is neither. Programs work on copies in a temporary folder.
 */
export async function render(input: RenderInput): Promise<Rendering | undefined> {
  const { files, isReported: isAsked, currentDirectory, text } = input;
  const kustomize = programFor(files, isKustomization, ['kustomize', 'kubectl'], input);
  const helm = programFor(files, isChart, ['helm'], input);
  if (!kustomize && !helm) return undefined;
  const bytes = (file: string): Buffer | undefined => bytesOf(currentDirectory, file);
  const textOf = (file: string): string | undefined => {
    const read = text(file);
    return 'text' in read ? read.text : undefined;
  };
  const pathOf = (file: string): string => absolute(currentDirectory, file);
  return inWorkshop(async (workshop) => {
    const built = kustomize
      ? await renderKustomizations({ files, isAsked, textOf, bytes, ...kustomize }, workshop)
      : { trees: new Map(), failed: [] };
    const made = helm
      ? await renderCharts({ files, isAsked, pathOf, bytes, ...helm }, workshop)
      : { charts: [], failed: [] };
    return {
      rendered: { kustomizations: built.trees, charts: made.charts },
      unrendered: [...built.failed, ...made.failed],
    };
  });
}

function isKustomization({ kustomization }: FileFacts): boolean {
  return kustomization !== undefined;
}

function isChart({ chart }: FileFacts): boolean {
  return chart !== undefined;
}

/** A program that is needed and installed, with its cache. */
function programFor(
  files: readonly FileFacts[],
  isFor: (file: FileFacts) => boolean,
  names: readonly string[],
  { path, cache }: RenderInput,
): { readonly program: string; readonly cache?: Cache } | undefined {
  const program = files.some(isFor) ? findProgram(names, path) : undefined;
  if (program === undefined) return undefined;
  return { program, ...(cache !== undefined && { cache: cacheIn(cache, [program]) }) };
}

/** A file of the project, whatever it holds. Nothing where it is not there, or is a link that leads out of the project. */
function bytesOf(currentDirectory: string, file: string): Buffer | undefined {
  try {
    const path = realpathSync(absolute(currentDirectory, file));
    const isInside = isWithin(withSlashes(path), withSlashes(realpathSync(currentDirectory)));
    return isInside && statSync(path).size <= LARGEST_FILE ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}
