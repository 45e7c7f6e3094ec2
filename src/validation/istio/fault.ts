import type { Severity } from '../../finding.ts';
import type { View } from '../../parse/yaml/view.ts';
import { isTemplated, type Located, type Span } from '../../text.ts';

/** What istiod's validation says of an object: an error, or a warning. */
export interface Fault {
  readonly at: Span;
  readonly message: string;
  readonly severity?: Severity;
  /** The field whose absence is complained of. */
  readonly missing?: string;
}

export type Faults = Generator<Fault, void>;

export function error({ at }: { readonly at: Span }, message: string): Fault {
  return { at, message };
}

export function warning({ at }: { readonly at: Span }, message: string): Fault {
  return { at, message, severity: 'warning' };
}

/** Something that is not there, shown at the key of what should have it. */
export function missing(view: View, field: string, message: string): Fault {
  return { at: placeOf(view), message, missing: field };
}

/** The key of a value; of a list item its first key. */
export function placeOf(view: View): Span {
  const [first] = view.entries();
  const isItem = view.keyAt.start === view.at.start && first !== undefined;
  return isItem ? first.key.at : view.keyAt;
}

/** A text as it is written; nothing for what a template fills in. */
export function known(view: View): Located<string> | undefined {
  const text = view.text();
  return text && !isTemplated(text.value) ? text : undefined;
}

/** The items of a list that are texts and known. */
export function knownTexts(view: View): Located<string>[] {
  return view.texts().filter(({ value }) => !isTemplated(value));
}

/** Whether a value, or a part of it on the first level, is filled in by a template, so that nothing is missing in it. */
export function isOpen(view: View): boolean {
  const text = view.text();
  if (text) return isTemplated(text.value);
  return view.entries().some(({ key }) => isTemplated(key.value));
}

/** Faults of every text of a list, by what is wrong with one. */
export function* ofTexts(view: View, problemOf: (text: string) => string | undefined): Faults {
  for (const text of knownTexts(view)) {
    const message = problemOf(text.value);
    if (message !== undefined) yield error(text, message);
  }
}

/** Texts that are written twice in a list of items, by a field of these. */
export function* repeated(items: readonly View[], field: string, what: string): Faults {
  const seen = new Set<string>();
  for (const item of items) {
    const text = known(item.get(field));
    if (!text) continue;
    if (seen.has(text.value)) yield error(text, `${what} "${text.value}" is there twice`);
    seen.add(text.value);
  }
}
