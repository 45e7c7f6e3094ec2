import type { FileFacts } from '../facts/facts.ts';
import type { Diagnostic, Related } from '../finding.ts';
import type { Span } from '../text.ts';

/** Facts of a file at a time when it could be read, and the text they are of. */
export interface Good {
  readonly facts: FileFacts;
  readonly text: string;
}

/** Where a place of an older text is now; `undefined` where the texts differ at it. */
export type Follow = (at: Span) => Span | undefined;

/** Rules that speak of the text as it is now, whatever facts stand for it. */
const OF_NOW: ReadonlySet<string> = new Set(['unreadable-file', 'duplicate-key']);

/** A file that cannot be read now, with all that it held when it last could. */
export function withLastGood(good: FileFacts, now: FileFacts): FileFacts {
  return { ...good, unreadable: now.unreadable, duplicateKeys: now.duplicateKeys };
}

/** Follows what lies before and behind the part in which two texts differ. */
export function follower(before: string, after: string): Follow {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let end = 0;
  while (
    end < most - same &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  const moved = after.length - before.length;
  return (at) => {
    if (at.end <= same) return at;
    if (at.start < before.length - end) return undefined;
    return { ...at, start: at.start + moved, end: at.end + moved };
  };
}

/** Findings at their places in the texts as they are now. A fix is made for the text it was found in, and for no other. */
export function followed(
  found: readonly Diagnostic[],
  follow: ReadonlyMap<string, Follow>,
): readonly Diagnostic[] {
  if (follow.size === 0) return found;
  const now: Follow = (at) => {
    const moved = follow.get(at.file);
    return moved ? moved(at) : at;
  };
  return found.flatMap((diagnostic) => {
    if (OF_NOW.has(diagnostic.rule)) return [diagnostic];
    const at = now(diagnostic.at);
    return at ? [moved(diagnostic, at, now, follow)] : [];
  });
}

function moved(
  { fix, related = [], ...diagnostic }: Diagnostic,
  at: Span,
  now: Follow,
  follow: ReadonlyMap<string, Follow>,
): Diagnostic {
  const isWhole = fix?.edits.every((edit) => !follow.has(edit.at.file));
  return {
    ...diagnostic,
    at,
    related: related.flatMap((each): Related[] => {
      const place = now(each.at);
      return place ? [{ ...each, at: place }] : [];
    }),
    ...(isWhole && { fix }),
  };
}
