import type { Span } from '../../text.ts';

/** How sure it is that rivals are applied together. */
export type Together =
  /** One of the others stands in the same file, or the input is all there is. */
  | 'surely'
  /** They stand in files of their own. */
  | 'probably'
  /** Those lie in a folder whose files are not all applied: some of them declare the same objects. */
  | 'hardly';

/** What tells of an environment whether its files are applied together. */
export interface TogetherGrounds {
  readonly name: string;
  readonly files: readonly { readonly file: string }[];
  readonly complete: boolean;
}

interface Placed {
  readonly at: Span;
}

/** Answers of an object and others that stand in its way how sure it is that they are applied together. */
export function answerTogether(
  environment: TogetherGrounds,
): (own: Placed, others: readonly Placed[]) => Together {
  const chosenFrom = folderOfVariants(environment);
  return (own, others) => {
    const { file } = own.at;
    if (environment.complete || others.some(({ at }) => at.file === file)) return 'surely';
    const places = [file, ...others.map(({ at }) => at.file)];
    return places.every((place) => folderOf(place) === chosenFrom) ? 'hardly' : 'probably';
  };
}

/** What is to be added to a message about them. */
export function doubtOfTogether(together: Together): string {
  return together === 'hardly'
    ? '; not all files of their folder are applied together, so it may be that these are not'
    : '';
}

/** The folder that an environment takes one file of, as others take others: it is called by that file. */
function folderOfVariants({ name, files }: TogetherGrounds): string | undefined {
  return files.some(({ file }) => file === name) ? folderOf(name) : undefined;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
