import { applied, textEdits } from './edits/text-edits.ts';
import type { Diagnostic, Edit, Fix } from './finding.ts';

/** What one round of fixing makes of some files. */
export interface Round {
  /** The new texts of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
  /** The findings whose fixes are in them. */
  readonly cured: readonly Diagnostic[];
}

/** Which fixes are wanted, and where the texts are. */
export interface FixInput {
  /** `undefined` where a file must stay as it is. */
  readonly textOf: (file: string) => string | undefined;
  readonly isWanted: (fix: Fix) => boolean;
}

/** Edits that go together, by file, and the findings whose fixes they are. */
export interface ChosenEdits {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly cured: readonly Diagnostic[];
}

/**
 * Chooses the fixes of these findings that go together, in their order. A fix is applied whole, in all its files, or not at all;
 * of two that touch the same place the first wins, but an edit that several fixes ask for in the same words is made once for all.
 */
export function chooseEdits(
  diagnostics: readonly Diagnostic[],
  { textOf, isWanted }: FixInput,
): ChosenEdits {
  const accepted = new Map<string, Edit[]>();
  const cured = diagnostics.filter(({ fix }) => {
    if (!fix || !isWanted(fix)) return false;
    const edits = textEdits(fix, textOf);
    const fresh = edits?.filter((edit) => !of(accepted, edit).some((other) => isSame(edit, other)));
    if (!fresh || fresh.some((edit) => of(accepted, edit).some((other) => touches(edit, other)))) {
      return false;
    }
    for (const edit of fresh) accepted.set(edit.at.file, [...of(accepted, edit), edit]);
    return true;
  });
  return { edits: accepted, cured };
}

/** Applies the fixes of these findings that go together. */
export function applyFixes(diagnostics: readonly Diagnostic[], input: FixInput): Round {
  const { edits, cured } = chooseEdits(diagnostics, input);
  const texts = [...edits].map(([file, own]) => {
    const sorted = own.toSorted((a, b) => a.at.start - b.at.start);
    const changes = sorted.map(({ at: { start, end }, text }) => ({ start, end, text }));
    return [file, applied(input.textOf(file) ?? '', changes)] as const;
  });
  return { texts: new Map(texts), cured };
}

function of(accepted: ReadonlyMap<string, Edit[]>, { at }: Edit): readonly Edit[] {
  return accepted.get(at.file) ?? [];
}

function isSame(a: Edit, b: Edit): boolean {
  return a.at.start === b.at.start && a.at.end === b.at.end && a.text === b.text;
}

/** Two that begin at the same place touch, for which goes first would be chance. */
function touches({ at: a }: Edit, { at: b }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

/** A fix that brings in another finding to fix is followed so far; what is left then waits for the next run. */
const MOST_ROUNDS = 10;

/**
 * Fixes, judges what came out, and fixes again, until nothing changes. `judge` gets the texts that differ from what is on
 * disk. The texts are those at the end.
 */
export async function fixInRounds(
  { textOf, isWanted }: FixInput,
  judge: (texts: ReadonlyMap<string, string>) => Promise<readonly Diagnostic[]>,
): Promise<Round> {
  const texts = new Map<string, string>();
  const cured: Diagnostic[] = [];
  const current = (file: string): string | undefined => texts.get(file) ?? textOf(file);
  for (let count = 0; count < MOST_ROUNDS; count++) {
    const round = applyFixes(await judge(texts), { textOf: current, isWanted });
    if (round.cured.length === 0) break;
    for (const [file, text] of round.texts) texts.set(file, text);
    cured.push(...round.cured);
  }
  return { texts, cured };
}
