import type { Buffer } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { RenderedKustomizations } from '../../environments/kustomize/kustomize.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { Problem } from '../../finding.ts';
import { isWithin, withSlashes } from '../paths.ts';
import { LARGEST_FILE } from '../read-text.ts';
import { absolute } from '../scope.ts';
import { cacheIn } from './cache.ts';
import { findProgram } from './find-program.ts';
import { renderKustomizations } from './kustomize.ts';
import { inWorkshop } from './workshop.ts';

export interface RenderInput {
  readonly files: readonly FileFacts[];
  readonly isReported: (file: string) => boolean;
  readonly currentDirectory: string;
  /** The folders in which programs are looked for, as `PATH` names them. */
  readonly path: string;
  /** Where output is kept from run to run (absolute); absent: nowhere. */
  readonly cache?: string | undefined;
}

/** What programs have made of the project's sources, and where they could not. */
export interface Rendering {
  readonly rendered: RenderedKustomizations;
  readonly unrendered: readonly Problem[];
}

/**
 * Renders what programs that are installed can render: kustomizations with `kustomize` or `kubectl`. Nothing where there is none of
 * them. Programs work on copies in a temporary folder.
 */
export async function render(input: RenderInput): Promise<Rendering | undefined> {
  const program = findProgram(['kustomize', 'kubectl'], input.path);
  if (program === undefined) return undefined;
  const { files, isReported: isAsked, currentDirectory, cache } = input;
  const { trees, failed } = await inWorkshop((workshop) =>
    renderKustomizations(
      {
        files,
        isAsked,
        program,
        bytes: (file) => bytesOf(currentDirectory, file),
        cache: cache === undefined ? undefined : cacheIn(cache, [program]),
      },
      workshop,
    ),
  );
  return { rendered: trees, unrendered: failed };
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
