import { applied, textEdits } from '../../src/edits/text-edits.ts';
import type { Edit, ObjectEdit, YamlPath, YamlValue } from '../../src/finding.ts';

/** Where a word stands for the first time; what follows a `:` or `,` only tells which one is meant. */
type Word = string;
export type Asked =
  | { readonly set: YamlPath; readonly to: YamlValue; readonly in?: Word; readonly of?: string }
  | {
      readonly append: YamlPath;
      readonly item: YamlValue;
      readonly in?: Word;
      readonly of?: string;
    }
  | { readonly entry: Word; readonly key: string; readonly to: YamlValue }
  | { readonly beside: Word; readonly key: string; readonly to: YamlValue }
  | { readonly remove: Word }
  | { readonly removeObject: Word; readonly of?: string }
  | { readonly replace: Word; readonly to: string | number };

/** A text, and what it is with these edits. */
export interface Case {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly Asked[];
  /** Absent: it is left as it is. */
  readonly after?: string;
}

function editOf(text: string, asked: Asked): ObjectEdit {
  const at = (word: Word): Edit['at'] => {
    const start = text.indexOf(word);
    return { file: 'a.yaml', start, end: start + word.replace(/[:,].*/, '').length };
  };
  if ('removeObject' in asked) {
    return { kind: 'remove-object', at: at(asked.removeObject), of: asked.of ?? 'A' };
  }
  if ('remove' in asked) return { kind: 'remove', at: at(asked.remove) };
  if ('replace' in asked) return { kind: 'replace', at: at(asked.replace), value: asked.to };
  if ('entry' in asked) {
    return { kind: 'replace-entry', at: at(asked.entry), key: asked.key, value: asked.to };
  }
  if ('beside' in asked) {
    return { kind: 'set-beside', at: at(asked.beside), key: asked.key, value: asked.to };
  }
  const place = { at: at(asked.in ?? 'kind'), of: asked.of ?? 'A' };
  return 'set' in asked
    ? { kind: 'set', ...place, path: asked.set, value: asked.to }
    : { kind: 'append', ...place, path: asked.append, value: asked.item };
}

/** The text with the edits made; nothing where they are refused. */
export function edited(before: string, edits: readonly Asked[]): string | undefined {
  const made = textEdits({ edits: edits.map((each) => editOf(before, each)) }, () => before);
  return (
    made &&
    applied(
      before,
      made.map(({ at, text }) => ({ ...at, text })),
    )
  );
}

/** A label that is added. */
export const LABEL: Asked = { set: ['metadata', 'labels', 'a/b'], to: 'true' };
