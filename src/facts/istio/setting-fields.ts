import type { Embedded } from '../../parse/yaml/embedded.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Entry, Located, Span } from '../../text.ts';

/** How the values of a document are read: as they stand in the file, or through the text they are embedded in. */
export interface Fields {
  place(span: Span): Span;
  /** The first of these views that holds a text. */
  text(...views: readonly View[]): Located<string> | undefined;
  /** The first of these views that holds `true` or `false`, with or without quotes. */
  flag(...views: readonly View[]): Located<boolean> | undefined;
  pairs(view: View): readonly Entry[];
  texts(view: View): readonly Located<string>[];
}

/** Values whose places are the file's own. */
export const directFields: Fields = fieldsAt((span) => span);

/** Values of a YAML or JSON text that is itself a value of a YAML file. */
export function embeddedFields(file: string, { offset }: Embedded): Fields {
  return fieldsAt(({ start, end }) => ({
    file,
    start: offset(start),
    end: end > start ? offset(end - 1) + 1 : offset(end),
  }));
}

function fieldsAt(place: (span: Span) => Span): Fields {
  const moved = <T>({ value, at }: Located<T>): Located<T> => ({ value, at: place(at) });
  const text = (view: View): Located<string> | undefined => {
    const found = view.text();
    return found && moved(found);
  };
  return {
    place,
    text: (...views) => first(views, text),
    flag: (...views) => first(views, (view) => asFlag(text(view))),
    pairs: (view) =>
      view.pairs().map(({ key, value }) => ({ key: moved(key), value: moved(value) })),
    texts: (view) => view.texts().map(moved),
  };
}

function asFlag(written: Located<string> | undefined): Located<boolean> | undefined {
  const word = written?.value.toLowerCase();
  if (written === undefined || (word !== 'true' && word !== 'false')) return undefined;
  return { value: word === 'true', at: written.at };
}

function first<T>(
  views: readonly View[],
  read: (view: View) => Located<T> | undefined,
): Located<T> | undefined {
  for (const view of views) {
    const found = read(view);
    if (found !== undefined) return found;
  }
  return undefined;
}
