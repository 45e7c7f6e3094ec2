import process from 'node:process';
import sameData from 'fast-deep-equal';
import type { FileFacts } from '../facts/facts.ts';
import type { Project } from '../project/project.ts';
import { type Hindrance, hindranceOf, replaceText } from '../project/replace.ts';
import { visible } from '../report/visible.ts';
import type { Judged } from './judge.ts';
import { tell } from './terminal.ts';

/** Texts by files, named as in reports. */
export type Texts = ReadonlyMap<string, string>;

/** Why a file stays as it is; beside what the file system says, what the user asked for. */
type Reason = Hindrance | 'unnamed' | 'untouched' | 'staged-in-part';

const WORDS: Readonly<Record<Reason, string>> = {
  outside: 'it is a link out of the project',
  'read-only': 'it is read-only',
  changed: 'it has changed since it was read',
  unnamed: 'it is not among the paths that were named',
  untouched: 'the change does not touch it',
  'staged-in-part': 'what is staged of it is not what is on disk',
};

/** What the user chose by himself is no failure. */
const CHOSEN: readonly Reason[] = ['unnamed', 'untouched', 'staged-in-part'];

/** The files that fixes want to change. */
export interface FilesToFix {
  /** Finds out whether files may change. To be asked before their texts. */
  readonly look: (files: Iterable<string>) => Promise<void>;
  /** The text as it was judged; `undefined` where the file stays as it is. */
  readonly text: (file: string) => string | undefined;
  /** Writes what it can, and says of the rest why not. Returns what is written. */
  readonly write: (texts: Texts) => Texts;
  /** Whether a file could not be changed though the user asked for it. */
  readonly failed: () => boolean;
}

/** Nothing is known of any file yet. */
export function filesToFix(judged: Judged): FilesToFix {
  const texts = new Map<string, string>();
  const left = new Map<string, string>();
  const seen = new Set<string>();
  let failed = false;
  const leave = (file: string, why: string, isFailure: boolean): void => {
    left.set(file, why);
    failed ||= isFailure;
    tell(`meshlint: ${visible(file)}: left as it is: ${visible(why)}\n`);
  };
  return {
    text: (file) => (left.has(file) ? undefined : texts.get(file)),
    failed: () => failed,
    async look(files) {
      const fresh = [...new Set(files)].filter((file) => !seen.has(file));
      for (const file of fresh) seen.add(file);
      for (const [file, read] of await readAgain(fresh, judged)) {
        if (typeof read === 'string') leave(file, WORDS[read], !CHOSEN.includes(read));
        else texts.set(file, read.text);
      }
    },
    write(wanted) {
      const written = [...wanted].filter(([file, text]) => {
        const trouble = replaceText(process.cwd(), file, text);
        if (trouble !== undefined) leave(file, `it cannot be written: ${trouble}`, true);
        return trouble === undefined;
      });
      return new Map(written);
    },
  };
}

type Answer = { readonly text: string } | Reason;

/** The texts that the findings are about, or why they must not change. */
async function readAgain(
  files: readonly string[],
  { project, flags }: Judged,
): Promise<readonly (readonly [file: string, answer: Answer])[]> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const read = project.text(file);
    if ('text' in read) texts.set(file, read.text);
  }
  const now = factsByName(await project.withTexts(texts));
  const before = factsByName(project);
  return files.map((file) => {
    const text = texts.get(file);
    const isSame = text !== undefined && sameData(now.get(file), before.get(file));
    return [
      file,
      choiceOf(file, project) ?? (isSame ? unlessHindered(file, text, flags) : 'changed'),
    ];
  });
}

/** Why the user does not want it changed. */
function choiceOf(file: string, { isReported, change }: Project): Reason | undefined {
  if (!isReported(file)) return 'unnamed';
  return change && !change.isTouched(file) ? 'untouched' : undefined;
}

function unlessHindered(file: string, text: string, { diff, staged }: Judged['flags']): Answer {
  const hindrance = diff ? undefined : hindranceOf(process.cwd(), file, text);
  if (hindrance === 'changed' && staged) return 'staged-in-part';
  return hindrance ?? { text };
}

/** A link out of the project that was named is there twice: as a file, and as skipped. */
function factsByName({ files }: Project): ReadonlyMap<string, FileFacts> {
  return new Map(files.flatMap((facts) => (facts.skipped ? [] : [[facts.file, facts] as const])));
}

/**
 * The project with other texts for some of its files. A text that cannot be read any more is a mistake of ours: it throws,
 * and nothing is written.
 */
export async function withTexts(project: Project, texts: Texts): Promise<Project> {
  const changed = await project.withTexts(texts);
  const before = factsByName(project);
  for (const { file, unreadable } of changed.files.filter((facts) => texts.has(facts.file))) {
    if (unreadable.length > (before.get(file)?.unreadable.length ?? 0)) {
      throw new Error(`the fixes of ${file} make it unreadable`);
    }
  }
  return changed;
}
