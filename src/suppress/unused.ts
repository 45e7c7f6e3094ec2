import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Finding, Fix } from '../finding.ts';
import type { Located } from '../text.ts';
import { type IgnoringFile, useOf } from './apply.ts';
import type { AnnotationIgnore, CommentIgnore, Ignore } from './ignore.ts';

/** What decides whether an ignore has done anything. */
export interface Outcome {
  readonly used: ReadonlySet<string>;
  /** Ids of all rules there are. */
  readonly known: readonly string[];
  /** Whether a rule ran on a file, so that its silence means something. */
  readonly ran: (rule: string, file: string) => boolean;
}

/** The id of the rule whose findings these are. */
export const UNUSED_IGNORE = 'unused-ignore';

/** Ignores that ignore nothing, name no rule that exists, or lack a reason. Annotations for other tools are theirs. */
export function unusedIgnores(files: readonly IgnoringFile[], outcome: Outcome): Finding[] {
  return files.flatMap(({ ignores }) =>
    ignores.flatMap((ignore) => {
      if (ignore.form === 'comment') return ofComment(ignore, outcome);
      return ignore.tool === 'meshlint' ? ofAnnotation(ignore, outcome) : [];
    }),
  );
}

/** What is wrong with one id. */
interface Fault {
  readonly id: Located<string>;
  readonly message: string;
  /** The id that is probably meant. */
  readonly meant?: string | undefined;
}

function faultOf(id: Located<string>, { used, known, ran }: Outcome): Fault | undefined {
  const { value, at } = id;
  if (!known.includes(value)) {
    const message = `There is no rule "${value}"${didYouMean(value, known)}`;
    return { id, message, meant: nearest(value, known) };
  }
  if (used.has(useOf(at, value)) || !ran(value, at.file)) return undefined;
  return { id, message: `There is nothing here that ${value} finds, so ignoring it has no effect` };
}

function ofAnnotation(ignore: AnnotationIgnore, outcome: Outcome): Finding[] {
  const { rules, resource } = ignore;
  const faults = rules.flatMap((id) => faultOf(id, outcome) ?? []);
  return faults.map((fault) => ({
    at: fault.id.at,
    message: fault.message,
    resource,
    fix: isPlaced(fault.id, ignore)
      ? fixOf(fault, ignore, faults.length === rules.length)
      : undefined,
  }));
}

function ofComment(ignore: CommentIgnore, outcome: Outcome): Finding[] {
  const { at, rules, reason } = ignore;
  if (rules.length === 0) {
    return [
      { at, message: 'This ignore names no rule, so it has no effect', fix: removal(ignore) },
    ];
  }
  const unknown = rules.flatMap((id) => {
    const fault = faultOf(id, outcome);
    return fault && (fault.meant !== undefined || !outcome.known.includes(id.value)) ? [fault] : [];
  });
  if (reason === '' && unknown.length === 0) {
    const message = 'This ignore gives no reason, so it has no effect: write it as "rule: reason"';
    return [{ at, message }];
  }
  const faults = reason === '' ? unknown : rules.flatMap((id) => faultOf(id, outcome) ?? []);
  return faults.map((fault) => ({
    at: fault.id.at,
    message: fault.message,
    fix: fixOf(fault, ignore, faults.length === rules.length),
  }));
}

/** A misspelt id is replaced, for that brings an ignore into force only when asked to; anything else goes. */
function fixOf({ id, meant }: Fault, ignore: Ignore, all: boolean): Fix {
  if (meant !== undefined) {
    return { title: `Write "${meant}"`, safe: false, edits: [{ at: id.at, text: meant }] };
  }
  return all ? removal(ignore) : removalOf(id, ignore);
}

function removal(ignore: Ignore): Fix {
  const { at } = ignore;
  if (ignore.form === 'annotation') {
    return { title: 'Remove the annotation', safe: true, edits: [{ kind: 'remove', at }] };
  }
  const edit = { at: { ...ignore.removal, file: at.file }, text: '' };
  return { title: 'Remove the comment', safe: true, edits: [edit] };
}

/** In a value with escapes, or of several lines, a word has no place of its own. */
function isPlaced({ at }: Located<string>, ignore: AnnotationIgnore): boolean {
  return ignore.rules.length === 1 || at.end - at.start < ignore.at.end - ignore.at.start;
}

/** The id with the comma that parts it from its neighbour. */
function removalOf(id: Located<string>, { rules, form }: Ignore): Fix {
  const index = rules.indexOf(id);
  const before = rules[index - 1];
  const behind = rules[index + 1];
  const start = before ? before.at.end : id.at.start;
  const end = before ? id.at.end : (behind?.at.start ?? id.at.end);
  const edit = { at: { file: id.at.file, start, end }, text: '' };
  return { title: `Remove "${id.value}" from the ${form}`, safe: true, edits: [edit] };
}
