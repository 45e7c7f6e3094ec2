import sameData from 'fast-deep-equal';
import type { Edit, Fix, LineEdit, ObjectEdit } from '../finding.ts';
import { plainOf } from '../parse/yaml/walk.ts';
import type { Change } from './add.ts';
import { changedAt } from './data.ts';
import { lineEnd, lineStart, withLineBreaks } from './lines.ts';
import { changeOf, type Made } from './object-edits.ts';
import { isInBlockText, treeAt } from './tree.ts';

/**
 * A fix as replacements in texts, each file's in the order of the text. Nothing where the form of a text does not allow it
 * for certain: each change of an object is tried, and what the text means then must differ in nothing but what was asked for.
 */
export function textEdits(
  { edits }: Pick<Fix, 'edits'>,
  textOf: (file: string) => string | undefined,
): readonly Edit[] | undefined {
  const files = [...new Set(edits.map(({ at }) => at.file))];
  const found = files.map((file) => {
    const text = textOf(file);
    const own = edits.filter(({ at }) => at.file === file);
    return text === undefined ? undefined : editsOfFile(file, text, own);
  });
  return found.every((each) => each !== undefined) ? found.flat() : undefined;
}

function editsOfFile(file: string, text: string, edits: Fix['edits']): Edit[] | undefined {
  const made = edits.map((edit) => madeOf(text, edit));
  if (!made.every((each) => each !== undefined)) return undefined;
  const changes = made
    .map(({ change }) => ({ ...change, text: withLineBreaks(change.text, text, change.start) }))
    .sort((a, b) => a.start - b.start);
  if (!triedOf(made).every((tried) => holdsTrue(text, changes, tried))) return undefined;
  return changes.map(({ start, end, text: written }) => ({
    at: { file, start, end },
    text: written,
  }));
}

function madeOf(text: string, edit: Fix['edits'][number]): Made | undefined {
  if (!('kind' in edit)) {
    const { at, text: written } = edit;
    return { change: { start: at.start, end: at.end, text: written } };
  }
  if (edit.kind === 'lines') return withoutMeaning(newLines(text, edit));
  const tree = treeAt(text, edit.at.start);
  if (!tree) return undefined;
  if (edit.kind === 'replace' && isInBlockText(tree.root, edit.at.start)) {
    return withoutMeaning(wordInBlockText(text, edit));
  }
  return changeOf(tree, edit);
}

function withoutMeaning(change: Change | undefined): Made | undefined {
  return change && { change };
}

/** What the changed documents shall mean. */
function triedOf(made: readonly Made[]): Tried[] {
  const wanted = new Map<number, unknown>();
  for (const { meaning } of made) {
    if (!meaning) continue;
    const { start, root } = meaning.tree;
    const before = wanted.has(start) ? wanted.get(start) : plainOf(root);
    wanted.set(start, changedAt(before, meaning.path, meaning.data));
  }
  return [...wanted].map(([start, data]) => ({ start, wanted: data }));
}

const WORD = /^[A-Za-z0-9_][\w./-]*$/;

/** One word takes the place of another in a block text, such as a patch that is written inside a kustomization. */
function wordInBlockText(
  text: string,
  { at: { start, end }, value }: Extract<ObjectEdit, { readonly kind: 'replace' }>,
): Change | undefined {
  const isWord = WORD.test(text.slice(start, end)) && WORD.test(String(value));
  return isWord ? { start, end, text: String(value) } : undefined;
}

/** Nothing where something else stands before it on its line. */
function newLines(text: string, { at, where, lines }: LineEdit): Change | undefined {
  const indentation = text.slice(lineStart(text, at.start), at.start);
  if (indentation.trim() !== '') return undefined;
  if (where === 'before') {
    const written = lines.map((line) => `${line}\n${indentation}`).join('');
    return { start: at.start, end: at.start, text: written };
  }
  const end = lineEnd(text, at.end);
  const isRest = /^[ \t]*(?:#|$)/.test(text.slice(at.end, end));
  const start = isRest ? end : at.end;
  return { start, end: start, text: lines.map((line) => `\n${indentation}${line}`).join('') };
}

/** A document that is changed: where it begins, and what it shall mean then. */
interface Tried {
  readonly start: number;
  readonly wanted: unknown;
}

function holdsTrue(text: string, changes: readonly Change[], { start, wanted }: Tried): boolean {
  const moved = changes
    .filter(({ end }) => end <= start)
    .reduce((sum, change) => sum + change.text.length - (change.end - change.start), start);
  const after = treeAt(applied(text, changes), moved);
  return after !== undefined && sameData(plainOf(after.root), wanted);
}

/** The text with replacements made. They are in the order of the text and do not overlap. */
export function applied(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: written } of changes) {
    parts.push(text.slice(at, start), written);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
