import type { Diagnostic, Fix } from '../finding.ts';
import { fixInRounds, type Round } from '../fix.ts';
import { WEIGHT } from './assemble.ts';
import { partByBaseline } from './baseline.ts';
import { type FilesToFix, filesToFix, type Texts, withTexts } from './fix-files.ts';
import { type Judged, judgeAgain } from './judge.ts';

/** What became of a run by fixing. */
export interface Fixing {
  /** What is left. */
  readonly judged: Judged;
  /** Findings that are fixed. */
  readonly fixed: number;
  /** Whether a file could not be changed though the user asked for it. */
  readonly failed: boolean;
}

/** Fixes what was found, writes it, and judges what is left. */
export async function fix(first: Judged): Promise<Fixing> {
  const files = filesToFix(first);
  const { texts, cured } = await fixedInMemory(first, files);
  const written = files.write(texts);
  const isWritten = ({ fix: own }: Diagnostic): boolean =>
    own?.edits.every(({ at }) => written.has(at.file)) === true;
  const judged =
    written.size > 0 ? await judgeAgain(first, await withTexts(first.project, written)) : first;
  return { judged, fixed: cured.filter(isWritten).length, failed: files.failed() };
}

/** What fixing would change, as a patch; nothing is written. */
export async function patch(first: Judged): Promise<string> {
  const files = filesToFix(first);
  const { texts } = await fixedInMemory(first, files);
  const { unifiedDiff } = await import('../report/terminal/unified-diff.ts');
  return [...texts]
    .map(([file, after]) => unifiedDiff(file, files.text(file) ?? '', after))
    .join('');
}

function fixedInMemory(first: Judged, files: FilesToFix): Promise<Round> {
  const { fix: which, minSeverity } = first.flags;
  const isWanted = ({ safe }: Fix): boolean => safe || which === 'unsafe';
  const isAsked = ({ severity, fix: own }: Diagnostic): boolean =>
    own !== undefined && isWanted(own) && WEIGHT[severity] >= WEIGHT[minSeverity];
  return fixInRounds({ textOf: files.text, isWanted }, async (texts: Texts) => {
    const judged =
      texts.size === 0 ? first : await judgeAgain(first, await withTexts(first.project, texts));
    const wanted = unknown(judged).filter(isAsked);
    await files.look(wanted.flatMap(({ fix: own }) => own?.edits ?? []).map(({ at }) => at.file));
    return wanted;
  });
}

/** What the baseline does not know; all, where it is about to be written anew. */
function unknown({ narrowed, flags, settings, project }: Judged): readonly Diagnostic[] {
  const { diagnostics } = narrowed;
  if (flags.updateBaseline !== undefined) return diagnostics;
  const { isReported } = project;
  return partByBaseline(diagnostics, { ...flags, isNarrowed: true }, { settings, isReported })
    .fresh;
}
